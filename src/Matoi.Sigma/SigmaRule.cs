using Matoi.Sigma.Expressions;

namespace Matoi.Sigma;

/// <summary>One rule about single events, read and with the filters that name it applied. Immutable.</summary>
public sealed record SigmaRule : SigmaDocument
{
    /// <summary>Which logs it is about.</summary>
    public required LogSource LogSource { get; init; }

    /// <summary>When an event matches.</summary>
    public required Expression Condition { get; init; }

    /// <summary>Fields that the author wants shown with a hit.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
