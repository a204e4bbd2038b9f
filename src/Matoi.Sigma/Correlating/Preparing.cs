namespace Matoi.Sigma.Correlating;

/// <summary>Puts correlations in order, each after those whose finds it takes, and says who takes which hits.</summary>
internal sealed class Preparing
{
    private readonly Dictionary<string, SigmaCorrelation> _rules = [];
    private readonly Dictionary<string, Prepared> _done = [];
    private readonly HashSet<string> _open = [];

    public Preparing(IReadOnlyList<SigmaCorrelation> correlations)
    {
        foreach (var correlation in correlations)
        {
            Check(correlation, _rules.TryAdd(correlation.Id, correlation), "has the id of another one");
            Check(correlation, correlation.Timespan > TimeSpan.Zero, "has no timespan");
            Check(correlation, correlation.Rules.Count > 0 && correlation.Rules.Distinct().Count() == correlation.Rules.Count, "names no rule, or one twice");
            var temporal = correlation.Type is CorrelationType.Temporal or CorrelationType.TemporalOrdered;
            Check(correlation, temporal || correlation.Conditions.Count > 0, "has no condition");
            Check(correlation, temporal || correlation.Type == CorrelationType.EventCount || correlation.Fields.Count > 0, "names no field to count or calculate with");
            Check(correlation, correlation.Fields.Count <= 1 || correlation.Type == CorrelationType.ValueCount, "calculates with more than one field");
            Check(correlation, correlation.Percentile is >= 0 and <= 100, "has a percentile out of 0 to 100");
        }

        foreach (var correlation in correlations)
        {
            Visit(correlation);
        }

        Correlations = [.. _done.Values.OrderBy(c => c.Order)];
        Takers = Correlations.SelectMany(c => c.Rule.Rules.Select((rule, place) => (rule, Taker: Taker.Of(c, place))))
            .GroupBy(t => t.rule, t => t.Taker).ToDictionary(t => t.Key, t => t.ToArray());
        foreach (var correlation in Correlations)
        {
            correlation.Takers = Takers.GetValueOrDefault(correlation.Rule.Id, []);
        }
    }

    public IReadOnlyList<Prepared> Correlations { get; }

    /// <summary>By id of the rule.</summary>
    public IReadOnlyDictionary<string, Taker[]> Takers { get; }

    private Prepared Visit(SigmaCorrelation correlation)
    {
        if (_done.TryGetValue(correlation.Id, out var done))
        {
            return done;
        }

        Check(correlation, _open.Add(correlation.Id), "takes its own finds");
        var delay = 0L;
        foreach (var rule in correlation.Rules.Where(_rules.ContainsKey))
        {
            var taken = Visit(_rules[rule]);
            delay = Math.Max(delay, Math.Min(taken.Delay + (taken.Rises ? 0 : taken.Span), long.MaxValue / 8));
        }

        return _done[correlation.Id] = new(correlation, _done.Count, delay);
    }

    private static void Check(SigmaCorrelation correlation, bool right, string wrong)
    {
        if (!right)
        {
            throw new ArgumentException($"correlation {correlation.Id} ({correlation.Title}) {wrong}");
        }
    }
}
