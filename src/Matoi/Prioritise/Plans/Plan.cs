using Matoi.Model;
using Matoi.Prioritise.Assets;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Scoring;

namespace Matoi.Prioritise.Plans;

/// <summary>What the files of the plan folder say about assets, priority and service levels. Immutable.</summary>
public sealed record Plan
{
    /// <summary><c>assets.yaml</c>: what tags and names mean.</summary>
    public TagRules TagRules { get; init; } = new([]);

    /// <summary><c>policy.yaml</c>: which tags and names there must be.</summary>
    public TagPolicy Policy { get; init; } = new();

    /// <summary><c>priority.yaml</c>.</summary>
    public PriorityWeights Weights { get; init; } = PriorityWeights.Default;

    /// <summary><c>service-levels.yaml</c>.</summary>
    public ServiceLevels ServiceLevels { get; init; } = new();

    /// <summary>What is wrong with the files; a file with problems is not used, the one before it stands.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Changes when the content of a file does that is used: SHA-256, lower-case hex.</summary>
    public string Fingerprint { get; init; } = "";
}
