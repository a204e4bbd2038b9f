namespace Matoi.Sigma.Correlating;

/// <summary>How much a <see cref="CorrelationEngine"/> remembers at most.</summary>
public sealed record CorrelationLimits
{
    /// <summary>Groups over all correlations; the ones idle longest go first. 1,000,000 by default.</summary>
    public int Keys { get; init; } = 1_000_000;

    /// <summary>Hits over all groups; the groups idle longest go first. 4,000,000 by default.</summary>
    public long Hits { get; init; } = 4_000_000;

    /// <summary>Hits of one group where no count says how many are needed: for sums the newest, for averages and percentiles the first of a window. 10,000 by default.</summary>
    public int PerKey { get; init; } = 10_000;

    /// <summary>Ids of events that a find lists, the earliest ones. 100 by default.</summary>
    public int Events { get; init; } = 100;
}
