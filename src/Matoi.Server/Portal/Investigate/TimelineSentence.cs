using System.Text.RegularExpressions;
using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Server.Portal.Parts;
using Microsoft.Extensions.Localization;

namespace Matoi.Server.Portal.Investigate;

/// <summary>
/// A timeline entry in the reader's language. The record itself is English and stays as it was written; the product's own sentences are recognised and
/// said again, everything else is shown as it is.
/// </summary>
internal static partial class TimelineSentence
{
    /// <summary>The sentence; <paramref name="alert"/> is the alert that the entry is about, when it is known, and <paramref name="title"/> its title in the reader's language.</summary>
    public static string Of(IStringLocalizer<Strings> words, TimelineEntry entry, AlertState? alert, string? title = null) => entry.Kind switch
    {
        TimelineKind.Opened when alert is not null => words["timeline.opened", alert.Product, title ?? alert.Title],
        TimelineKind.AlertJoined when alert is not null => words["timeline.joined", title ?? alert.Title, WhySentence.Of(words, alert.JoinReason)],
        TimelineKind.Assigned when Assigned().Match(entry.Text) is { Success: true } match => words["timeline.assigned", match.Groups[1].Value],
        TimelineKind.Assigned when entry.Text.StartsWith("Owner removed", StringComparison.Ordinal) => words["timeline.unassigned"],
        TimelineKind.Closed when Closed().Match(entry.Text) is { Success: true } match
            && Enum.TryParse<Classification>(match.Groups[1].Value, out var how) && Enum.TryParse<ClassificationReason>(match.Groups[2].Value, out var why)
            => words["timeline.closed", words.Of(how), words.Of(why), match.Groups[3].Value],
        TimelineKind.StatusChanged or TimelineKind.Prioritised or TimelineKind.AlertChanged => Moved().Replace(Reason().Replace(entry.Text, m => Part(words, m)), m => Move(words, m)),
        _ => entry.Text,
    };

    private static string Part(IStringLocalizer<Strings> words, Match match)
        => $"{match.Groups[1].Value} {words.Of(new PriorityReason(match.Groups[2].Value, 0, match.Groups[3].Value))}";

    private static string Move(IStringLocalizer<Strings> words, Match match)
    {
        var (what, from, to) = (match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value, match.Groups[3].Value);
        return $"{words[$"timeline.{what.Replace(" ", "", StringComparison.Ordinal)}"]} {(from.Length == 0 ? "" : Name(words, what, from) + " → ")}{Name(words, what, to)}";
    }

    private static string Name(IStringLocalizer<Strings> words, string what, string value) => what switch
    {
        "status" when Enum.TryParse<IncidentStatus>(value, out var status) => words.Of(status),
        "upstream status" when Enum.TryParse<Model.Alerts.AlertStatus>(value, out var status) => words.Of(status),
        "phase" when Enum.TryParse<IncidentPhase>(value, out var phase) => words.Of(phase),
        "severity" when Enum.TryParse<Severity>(value, out var severity) => words.Of(severity),
        _ => value,
    };

    [GeneratedRegex(@"^Assigned to (\S+)")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^Closed as (\w+) \((\w+)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Closed();

    [GeneratedRegex(@"\b([Ss]tatus|[Uu]pstream status|[Pp]hase|[Ss]everity|[Pp]riority) (?:(\w+) → )?(\w+)")]
    private static partial Regex Moved();

    [GeneratedRegex(@"([+-]\d+) ([a-z-]+): ([^;]*)")]
    private static partial Regex Reason();
}
