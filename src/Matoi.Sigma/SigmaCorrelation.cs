namespace Matoi.Sigma;

/// <summary>A rule over the hits of other rules within a span of time. Immutable.</summary>
public sealed record SigmaCorrelation : SigmaDocument
{
    /// <summary>What is counted.</summary>
    public required CorrelationType Type { get; init; }

    /// <summary>Ids of the rules and correlations whose hits it takes, in the order written, which is the order that <see cref="CorrelationType.TemporalOrdered"/> asks for.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Fields (or aliases) whose values part the hits into groups; empty: all hits are one group.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>How far the first and the last hit may lie apart.</summary>
    public required TimeSpan Timespan { get; init; }

    /// <summary>What the number must be, all of them; for temporal ones without a condition, every rule must have hit.</summary>
    public required IReadOnlyList<CorrelationCondition> Conditions { get; init; }

    /// <summary>Fields whose values are counted, added up or averaged; <c>value_count</c> of several counts their combinations.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The percentile of <see cref="CorrelationType.ValuePercentile"/>, 0–100; 50 when the rule does not say.</summary>
    public double Percentile { get; init; } = 50;

    /// <summary>Alias → id of the rule → field that it stands for there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Whether the rules it takes alert for themselves too.</summary>
    public bool Generate { get; init; }
}
