using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate;

/// <summary>Hints of one kind say much the same thing twice: only the strongest of a kind counts.</summary>
internal enum HintKind
{
    /// <summary>Who acts: a person, a role session, an access key.</summary>
    Actor,

    /// <summary>Where from.</summary>
    Address,

    /// <summary>What is acted on: a machine, a bucket, a file.</summary>
    Object,

    /// <summary>What almost everything shares: the cloud account, a process name. Never enough alone.</summary>
    Circumstance,
}

/// <summary>One key under which an alert is found again: an entity it names, or what is known to be the same or more specific.</summary>
/// <param name="Key">Key of the index.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Type">Sentinel's entity type.</param>
/// <param name="Kind">Which hints it is one of.</param>
/// <param name="Weight">0–1: how much it means by its type alone that two alerts share it.</param>
/// <param name="Known">Why it stands for the entity that the alert names (<c>role session alice</c>); null when the alert names it so.</param>
internal sealed record Facet(string Key, string Name, EntityType Type, HintKind Kind, double Weight, string? Known = null);
