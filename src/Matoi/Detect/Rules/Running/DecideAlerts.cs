using Matoi.Model;

namespace Matoi.Detect.Rules.Running;

/// <summary>Decides what a run's rows become: IR-3. Pure; the same rows always make the same alerts, under the same names.</summary>
public static class DecideAlerts
{
    /// <summary>Alerts that a run makes at most when each row makes one. The last of them then stands for all rows, as in Sentinel.</summary>
    public const int MostAlerts = 150;

    /// <summary>What a run makes.</summary>
    /// <param name="Triggered">Whether the number of rows fulfils the rule's condition.</param>
    /// <param name="Alerts">The alerts.</param>
    /// <param name="Fresh">Hashes of the rows that are new, to be remembered when alerts were made.</param>
    /// <param name="Known">Rows that an earlier run has raised already.</param>
    public sealed record Result(bool Triggered, IReadOnlyList<RuleAlert> Alerts, IReadOnlyList<UInt128> Fresh, int Known);

    /// <summary>The alerts of a run.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="window">The run's window.</param>
    /// <param name="table">The query's rows.</param>
    /// <param name="hashes">Their hashes, in the same order.</param>
    /// <param name="seen">Hashes of rows that raised an alert in a window that overlaps this one.</param>
    /// <param name="cloud">The cloud of the tables that the rule reads.</param>
    public static Result Decide(AnalyticsRule rule, RuleWindow window, ResultTable table, IReadOnlyList<UInt128> hashes, IReadOnlySet<UInt128> seen, Cloud cloud)
    {
        if (!IsTriggered(rule, table.Rows.Count))
        {
            return new(false, [], [], 0);
        }

        // A rule that fires on few rows or none says something about their number, not about any of them.
        var silence = rule.TriggerOperator is not TriggerOperator.GreaterThan;
        var fresh = table.Rows.Zip(hashes).Where(row => silence || !seen.Contains(row.Second)).ToList();
        var known = table.Rows.Count - fresh.Count;
        if (fresh.Count == 0 && !silence)
        {
            return new(true, [], [], known);
        }

        var rows = fresh.Select(f => f.First).ToList();
        var alerts = rule.Grouping == AlertGrouping.AlertPerResult && rows.Count > 0 ? PerRow(rule, window, table, fresh, cloud) : [BuildAlert.Of(rule, window, table, rows, cloud, "")];
        return new(true, alerts, silence ? [] : [.. fresh.Select(f => f.Second).Distinct()], known);
    }

    /// <summary>True when so many rows fulfil the rule's condition.</summary>
    public static bool IsTriggered(AnalyticsRule rule, long rows) => rule.TriggerOperator switch
    {
        TriggerOperator.GreaterThan => rows > rule.TriggerThreshold,
        TriggerOperator.LessThan => rows < rule.TriggerThreshold,
        TriggerOperator.Equal => rows == rule.TriggerThreshold,
        _ => rows != rule.TriggerThreshold,
    };

    private static List<RuleAlert> PerRow(AnalyticsRule rule, RuleWindow window, ResultTable table, List<(object?[] Row, UInt128 Hash)> rows, Cloud cloud)
    {
        var all = rows.Count > MostAlerts;
        var alerts = new List<RuleAlert>();
        var twins = new Dictionary<UInt128, int>();
        foreach (var (row, hash) in all ? rows.Take(MostAlerts - 1) : rows)
        {
            var twin = twins[hash] = twins.GetValueOrDefault(hash) + 1;
            alerts.Add(BuildAlert.Of(rule, window, table, [row], cloud, $"{hash:x32}"[..16] + (twin > 1 ? $"-{twin}" : "")));
        }

        if (all)
        {
            alerts.Add(BuildAlert.Of(rule, window, table, [.. rows.Select(r => r.Row)], cloud, "all"));
        }

        return alerts;
    }
}
