using Matoi.Prioritise.Clocks;

namespace Matoi.Prioritise.Scoring;

/// <summary>What is known about an incident besides its alerts. Immutable.</summary>
public sealed record ScoringFacts
{
    /// <summary>Nothing but the built-in weights.</summary>
    public static ScoringFacts None { get; } = new();

    /// <summary>What each part counts.</summary>
    public PriorityWeights Weights { get; init; } = PriorityWeights.Default;

    /// <summary>Within which time what must be done.</summary>
    public ServiceLevels ServiceLevels { get; init; } = new();

    /// <summary>The assets that its alerts may name.</summary>
    public AssetLookup Assets { get; init; } = AssetLookup.None;

    /// <summary>Entity keys that are known indicators of attackers.</summary>
    public IReadOnlySet<string> Indicators { get; init; } = new HashSet<string>();
}
