using Matoi.Sigma.Correlating;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>Short forms for correlations and hits; times are seconds after a fixed start.</summary>
internal static class Scenario
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static SigmaCorrelation Correlation(string id, CorrelationType type, string rules, int seconds, string groupBy = "User", string fields = "", params CorrelationCondition[] conditions) => new()
    {
        File = "rules.yml",
        Line = 1,
        Id = id,
        Title = id,
        Type = type,
        Rules = Split(rules),
        GroupBy = Split(groupBy),
        Fields = Split(fields),
        Timespan = TimeSpan.FromSeconds(seconds),
        Conditions = conditions,
    };

    public static CorrelationCondition AtLeast(double number) => new(Comparison.GreaterOrEqual, number);

    public static CorrelationCondition Above(double number) => new(Comparison.Greater, number);

    public static CorrelationCondition Is(Comparison comparison, double number) => new(comparison, number);

    /// <summary>A hit; values as <c>field=value</c>.</summary>
    public static BaseHit Hit(string rule, double seconds, params string[] values) => Named(rule, seconds, $"{rule}@{seconds:0.###}", values);

    public static BaseHit Named(string rule, double seconds, string name, params string[] values) =>
        new(rule, At(seconds), name, values.Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => (string?)v[1]));

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    /// <summary>What the hits lead to when they come in this order.</summary>
    public static List<CorrelationHit> Run(IReadOnlyList<SigmaCorrelation> correlations, IEnumerable<BaseHit> hits, double? until = null)
    {
        var (engine, found) = (new CorrelationEngine(correlations), new List<CorrelationHit>());
        foreach (var hit in hits)
        {
            engine.Add(hit, found);
        }

        if (until is { } end)
        {
            engine.Advance(At(end), found);
        }

        return found;
    }

    public static List<CorrelationHit> Run(SigmaCorrelation correlation, IEnumerable<BaseHit> hits, double? until = null) => Run([correlation], hits, until);

    /// <summary>A find on one line: correlation, group, first and last second, number, how many events.</summary>
    public static string Line(CorrelationHit hit) =>
        $"{hit.Correlation} {string.Join(',', hit.Group.Select(g => g.Value))} {(hit.First - Start).TotalSeconds:0.###}-{(hit.Last - Start).TotalSeconds:0.###} {hit.Number:0.###} [{hit.Events.Count}]";

    public static IEnumerable<string> Lines(this IEnumerable<CorrelationHit> hits) => hits.Select(Line);

    /// <summary>A find with everything in it.</summary>
    public static string Whole(CorrelationHit hit) => $"{hit.Id} {Line(hit)} {string.Join(' ', hit.Group.Select(g => g.Name))} {string.Join(' ', hit.Events)}";

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
