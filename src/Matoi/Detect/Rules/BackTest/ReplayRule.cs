using Matoi.Detect.Rules.Running;
using Matoi.Model;

namespace Matoi.Detect.Rules.BackTest;

/// <summary>Replays a rule's runs one after another: what each would have raised, given what those before it raised. Pure but for the rows that it is given.</summary>
public sealed class ReplayRule(AnalyticsRule rule, Cloud cloud)
{
    private readonly Dictionary<UInt128, DateTimeOffset> _seen = [];
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    /// <summary>False while the rule rests after an alert: then it is not run.</summary>
    public bool IsAwake(RuleWindow window) => window.To > _restsUntil;

    /// <summary>What the rows of the next window become.</summary>
    public DecideAlerts.Result Run(RuleWindow window, ResultTable table)
    {
        var hashes = table.Rows.Select(row => RowHash.Of(table, row)).ToList();
        var seen = hashes.Where(hash => _seen.TryGetValue(hash, out var to) && to > window.From).ToHashSet();
        var result = DecideAlerts.Decide(rule, window, table, hashes, seen, cloud);
        foreach (var hash in result.Fresh)
        {
            _seen[hash] = window.To;
        }

        if (result.Alerts.Count > 0 && rule.Suppression is { } rest)
        {
            _restsUntil = RuleSchedule.EndAtOrBefore(rule, window.To + rest);
        }

        return result;
    }
}
