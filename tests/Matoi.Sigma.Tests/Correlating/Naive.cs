using Matoi.Sigma.Correlating;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>Evaluates a correlation group by group over all hits at once, in order of time, with nothing forgotten: the slow and plain way.</summary>
internal static class Naive
{
    private sealed record Part(double Time, int Rule, string Value, double Number, string Event);

    /// <summary>Finds as <see cref="Line"/> writes them.</summary>
    public static IEnumerable<string> Run(SigmaCorrelation rule, IEnumerable<BaseHit> hits, double until) =>
        hits.Where(h => rule.Rules.Contains(h.Rule) && rule.GroupBy.Concat(rule.Fields).All(f => h.Values.GetValueOrDefault(f) is not null))
            .GroupBy(h => string.Join(',', rule.GroupBy.Select(f => h.Values[f])))
            .SelectMany(g => Windows(rule, [.. g.OrderBy(h => h.Time).Select(h => PartOf(rule, h))], until)
                .Select(w => $"{rule.Id} {g.Key} {w.First:0.###}-{w.Last:0.###} {w.Number:0.###} [{w.Events}]"));

    private static Part PartOf(SigmaCorrelation rule, BaseHit hit)
    {
        var value = string.Join('|', rule.Fields.Select(f => hit.Values[f]));
        _ = double.TryParse(value, out var number);
        return new((hit.Time - Start).TotalSeconds, rule.Rules.ToList().IndexOf(hit.Rule), value, number, hit.Event);
    }

    private static IEnumerable<(double First, double Last, double Number, int Events)> Windows(SigmaCorrelation rule, List<Part> parts, double until)
    {
        var span = rule.Timespan.TotalSeconds;
        var rises = rule.Conditions.All(c => c.Comparison is Expressions.Comparison.Greater or Expressions.Comparison.GreaterOrEqual) && rule.Type is not (CorrelationType.ValueAverage or CorrelationType.ValuePercentile);
        var after = double.MinValue;
        foreach (var part in parts)
        {
            if (part.Time <= after)
            {
                continue;
            }

            var window = rises
                ? parts.Where(p => p.Time > after && p.Time >= part.Time - span && p.Time <= part.Time).ToList()
                : parts.Where(p => p.Time >= part.Time && p.Time <= part.Time + span).ToList();
            if (!rises && part.Time + span >= until)
            {
                yield break;
            }

            var (number, used) = Number(rule, window, rises);
            var holds = rule.Conditions.Count == 0 ? number >= rule.Rules.Count : rule.Conditions.All(c => Expressions.Comparisons.Holds(c.Comparison, number, c.Number));
            if (holds)
            {
                yield return (used[0].Time, used[^1].Time, number, Math.Min(used.Count, 100));
            }

            after = rises ? (holds ? used[0].Time + span : after) : part.Time + span;
        }
    }

    private static (double Number, List<Part> Used) Number(SigmaCorrelation rule, List<Part> window, bool rises)
    {
        var numbers = window.Select(p => p.Number).ToList();
        switch (rule.Type)
        {
            case CorrelationType.EventCount:
                return (window.Count, window);
            case CorrelationType.ValueCount or CorrelationType.Temporal:
                var last = window.GroupBy(p => rule.Type == CorrelationType.Temporal ? $"{p.Rule}" : p.Value).Select(g => g.Last()).OrderBy(p => p.Time).ToList();
                return (last.Count, rises ? last : window);
            case CorrelationType.TemporalOrdered:
                var chain = Chain(window, rule.Rules.Count);
                return (chain.Count, rises ? chain : window);
            case CorrelationType.ValueSum:
                return (numbers.Sum(), window);
            case CorrelationType.ValueAverage:
                return (numbers.Sum() / numbers.Count, window);
            default:
                return (numbers.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(rule.Percentile / 100 * numbers.Count) - 1)), window);
        }
    }

    /// <summary>The longest chain; of those as long, the one that starts last: every subset of rules is tried, back from every end.</summary>
    private static List<Part> Chain(List<Part> window, int rules)
    {
        List<Part> best = [];
        for (var subset = 1; subset < 1 << rules; subset++)
        {
            var wanted = Enumerable.Range(0, rules).Where(r => (subset & (1 << r)) != 0).Reverse().ToList();
            List<Part> chain = [];
            var before = double.MaxValue;
            foreach (var rule in wanted)
            {
                if (window.LastOrDefault(p => p.Rule == rule && p.Time <= before) is not { } part)
                {
                    break;
                }

                chain.Insert(0, part);
                before = part.Time;
            }

            if (chain.Count == wanted.Count && (chain.Count > best.Count || (chain.Count == best.Count && chain[0].Time > best[0].Time)))
            {
                best = chain;
            }
        }

        return best;
    }
}
