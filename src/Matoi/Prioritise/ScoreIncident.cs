using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Incidents;

namespace Matoi.Prioritise;

/// <summary>Scores how soon a person should look at an incident: IR-5. 0–100 with the parts it is made of. Pure.</summary>
public static class ScoreIncident
{
    // Late tactics mean that harm is being done, not prepared.
    private static readonly HashSet<string> LateTactics = ["TA0010", "TA0040", "TA0006", "TA0008", "TA0011"];

    /// <summary>The score and its reasons, biggest first; <paramref name="set"/> is a severity that a person set.</summary>
    public static (int Priority, List<PriorityReason> Reasons) Decide(IReadOnlyCollection<AlertState> alerts, Severity? set = null)
    {
        var live = alerts.Where(a => a.Status is not (AlertStatus.Resolved or AlertStatus.Dismissed)).ToList();
        var severity = set ?? (live.Count > 0 ? live : alerts).Max(a => a.Severity);
        var tactics = alerts.SelectMany(a => a.Tactics).Distinct().OrderBy(Tactics.Order).ToList();
        var late = tactics.Where(LateTactics.Contains).ToList();
        var clouds = alerts.Select(a => a.Cloud).Where(c => c != Cloud.Unknown).Distinct().ToList();
        var products = alerts.Select(a => a.Product).Distinct().ToList();
        var confidence = alerts.Max(a => a.Confidence ?? 50);

        var reasons = new List<PriorityReason>
        {
            new("severity", SeverityPoints(severity), severity.ToString()),
            new("confidence", (confidence - 50) / 5, $"{confidence}%"),
            new("tactics", Math.Clamp(3 * (tactics.Count - 1), 0, 12), $"{tactics.Count}: {string.Join(", ", tactics.Select(Tactics.Name))}"),
            new("late-tactics", Math.Min(12, 6 * late.Count), string.Join(", ", late.Select(Tactics.Name))),
            new("alerts", Math.Min(8, (int)Math.Round(2 * Math.Log2(alerts.Count))), $"{alerts.Count}"),
            new("clouds", Math.Clamp(5 * (clouds.Count - 1), 0, 10), string.Join(", ", clouds)),
            new("products", Math.Min(6, 3 * (products.Count - 1)), string.Join(", ", products)),
            new("over-upstream", live.Count == 0 ? -30 : 0, "every alert is resolved or dismissed upstream"),
        };
        reasons = [.. reasons.Where(r => r.Points != 0).OrderByDescending(r => Math.Abs(r.Points))];
        return (Math.Clamp(reasons.Sum(r => r.Points), 0, 100), reasons);
    }

    private static int SeverityPoints(Severity severity) => severity switch
    {
        Severity.Fatal => 65,
        Severity.Critical => 60,
        Severity.High => 45,
        Severity.Medium => 28,
        Severity.Low => 14,
        Severity.Informational => 4,
        _ => 10,
    };
}
