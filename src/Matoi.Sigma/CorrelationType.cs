namespace Matoi.Sigma;

/// <summary>What a correlation looks at.</summary>
public enum CorrelationType
{
    /// <summary><c>event_count</c>: how many hits.</summary>
    EventCount,

    /// <summary><c>value_count</c>: how many different values.</summary>
    ValueCount,

    /// <summary><c>temporal</c>: which rules hit, in any order.</summary>
    Temporal,

    /// <summary><c>temporal_ordered</c>: the rules hit one after the other.</summary>
    TemporalOrdered,

    /// <summary><c>value_sum</c>: the sum of the values.</summary>
    ValueSum,

    /// <summary><c>value_avg</c>: their average.</summary>
    ValueAverage,

    /// <summary><c>value_percentile</c>: their percentile.</summary>
    ValuePercentile,
}
