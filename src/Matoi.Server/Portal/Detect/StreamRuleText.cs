using System.Globalization;
using Matoi.Detect.Alerts;
using Matoi.Detect.Streaming;
using Matoi.Model.Alerts;

namespace Matoi.Server.Portal.Detect;

/// <summary>What a Sigma rule and its alerts say, in the reader's language where the rule speaks it.</summary>
internal static class StreamRuleText
{
    private static bool Japanese => CultureInfo.CurrentUICulture.Name.StartsWith("ja", StringComparison.Ordinal);

    /// <summary>The rule's title.</summary>
    public static string Title(ListStreamRules.Item rule) => Choose(rule.Title, rule.TitleJa);

    /// <summary>Why what it finds matters.</summary>
    public static string Description(ShowStreamRule.Detail rule) => Choose(rule.Description, rule.DescriptionJa);

    /// <summary>The alert's title: that of the rule as it is now when a Sigma rule raised it, else as the alert was written.</summary>
    public static string TitleOf(this StreamRules rules, AlertState alert)
        => Japanese && Address(alert) is not null && rules.Content.Documents.TryGetValue(alert.AlertType, out var found) ? Choose(alert.Title, found.Rule.Custom.GetValueOrDefault("title_ja", "")) : alert.Title;

    /// <summary>The alert's longer text, in which what matched stays as it was written.</summary>
    public static string DescriptionOf(this StreamRules rules, AlertState alert)
        => Japanese && Address(alert) is not null && rules.Content.Documents.TryGetValue(alert.AlertType, out var found) && found.Rule.Custom.GetValueOrDefault("description_ja", "") is { Length: > 0 } said
            && found.Rule.Description.Trim() is { Length: > 0 } written && alert.Description.StartsWith(written, StringComparison.Ordinal) ? said.Trim() + alert.Description[written.Length..] : alert.Description;

    /// <summary>The page of the Sigma rule that raised the alert; null when none did.</summary>
    public static string? Address(AlertState alert) => alert.Source == BuildStreamAlert.Source ? $"/stream-rules/{Uri.EscapeDataString(alert.AlertType)}" : null;

    /// <summary>Whether the rule has each of the words somewhere.</summary>
    public static bool Has(ListStreamRules.Item rule, string text)
    {
        string[] parts = [rule.Title, rule.TitleJa, rule.Id, rule.LogSource, rule.Pack, rule.Level.ToString(), rule.Status, .. rule.Techniques, .. rule.Tactics, .. rule.Tactics.Select(Tactics.Name)];
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => parts.Any(part => part.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Choose(string english, string japanese) => Japanese && japanese.Length > 0 ? japanese : english;
}
