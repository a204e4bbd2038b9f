using System.Globalization;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Sources;
using Matoi.Sigma;
using Matoi.Sigma.Correlating;
using Matoi.Sigma.Matching;

namespace Matoi.Detect.Streaming;

/// <summary>Makes alerts of what Sigma rules have found. Pure: the same events make the same alerts, in whatever order they come.</summary>
public static class BuildStreamAlert
{
    /// <summary>Source id of alerts that Sigma rules raise.</summary>
    public const string Source = "matoi.sigma";

    /// <summary>What people call what raised them.</summary>
    public const string Product = "Matoi detection rules";

    private const int MostMatched = 12;

    /// <summary>The alert of one event. What one actor does again on the same day (UTC) under the same rule is the same alert.</summary>
    public static Alert Of(SigmaRule rule, IReadOnlyList<MatchedField> matched, RecordSubject subject, Cloud cloud, DateTimeOffset time)
        => Of(rule, $"{Actor(subject)}/{time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", Reason(matched), subject, cloud) with { FirstSeen = time, LastSeen = time };

    /// <summary>The alert of a correlation.</summary>
    public static Alert Of(SigmaCorrelation rule, CorrelationHit hit, RecordSubject subject, Cloud cloud)
        => Of(rule, hit.Id, Reason(hit), subject, cloud) with { FirstSeen = hit.First, LastSeen = hit.Last };

    /// <summary>Severity of a level.</summary>
    public static Severity SeverityOf(SigmaLevel level) => level switch
    {
        SigmaLevel.Critical => Severity.Critical,
        SigmaLevel.High => Severity.High,
        SigmaLevel.Medium => Severity.Medium,
        SigmaLevel.Low => Severity.Low,
        _ => Severity.Informational,
    };

    /// <summary>ATT&amp;CK tactics among a rule's tags.</summary>
    public static IReadOnlyList<string> TacticsOf(SigmaDocument rule) => Tactics.Ids(rule.Tags.Select(Attack));

    /// <summary>ATT&amp;CK techniques among a rule's tags, of whichever version.</summary>
    public static IReadOnlyList<string> TechniquesOf(SigmaDocument rule)
        => [.. rule.Tags.Select(Attack).OfType<string>().Where(t => t.Length >= 5 && t[0] is 't' or 'T' && char.IsAsciiDigit(t[1])).Select(t => t.ToUpperInvariant()).Distinct()];

    private static Alert Of(SigmaDocument rule, string key, string reason, RecordSubject subject, Cloud cloud) => new()
    {
        Source = Source,
        SourceRef = $"{rule.Id}/{key}",
        Title = rule.Title,
        Description = rule.Description.Length > 0 ? $"{rule.Description.Trim()}\n\n{reason}" : reason,
        AlertType = rule.Id,
        Product = Product,
        Severity = SeverityOf(rule.Level),
        Cloud = cloud,
        CloudAccount = subject.CloudAccount,
        Region = subject.Region,
        Tactics = TacticsOf(rule),
        Techniques = TechniquesOf(rule),
        Entities = subject.Entities,
    };

    private static string? Attack(string tag) => tag.StartsWith("attack.", StringComparison.OrdinalIgnoreCase) ? tag[7..] : null;

    private static string Actor(RecordSubject subject)
        => (subject.Entities.FirstOrDefault(e => e.Type == EntityType.Account) ?? subject.Entities.FirstOrDefault(e => e.Type is EntityType.IP or EntityType.Host) ?? (subject.Entities is [var first, ..] ? first : null))?.Key ?? subject.CloudAccount;

    private static string Reason(IReadOnlyList<MatchedField> matched)
        => matched.Count == 0 ? "" : "Matched: " + string.Join("; ", matched.Take(MostMatched).Select(m => m.Value.Length > 0 ? $"{m.Name} = {m.Value}" : $"{m.Name} is missing"));

    private static string Reason(CorrelationHit hit)
    {
        var group = string.Join(", ", hit.Group.Select(g => $"{g.Name} = {g.Value}"));
        var span = hit.Last - hit.First;
        return string.Create(CultureInfo.InvariantCulture, $"Matched: {hit.Number:0.##} within {(span.TotalMinutes < 2 ? $"{span.TotalSeconds:0} s" : $"{span.TotalMinutes:0} min")}{(group.Length > 0 ? $" for {group}" : "")}");
    }
}
