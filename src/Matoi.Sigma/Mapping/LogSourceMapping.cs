using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Mapping;

/// <summary>Where the rules of a log source find their events and fields. Immutable; the file format is in docs/guide/sigma.md.</summary>
public sealed record LogSourceMapping
{
    /// <summary>The file as it was given.</summary>
    public string File { get; init; } = "";

    /// <summary>The log source; rules that say all that it says use this mapping.</summary>
    public required LogSource LogSource { get; init; }

    /// <summary>Kinds of records that are events of it, by the names that the caller of the matcher uses (<c>aws.cloudtrail</c>).</summary>
    public required IReadOnlyList<string> Records { get; init; }

    /// <summary>Whether JSON names compare without the case of ASCII letters.</summary>
    public bool AnyCase { get; init; }

    /// <summary>Fields with places of their own: name in rules → paths in the record, any of which may hold it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where fields without a place of their own are looked for: the path before their name, empty for the record itself.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [""];

    /// <summary>What a record must be beside, in the names of this mapping (<c>EventID: 1</c> for the start of a process).</summary>
    public Expression When { get; init; } = Expression.Always;

    /// <summary>Paths of the time of the event, the first that is there counts.</summary>
    public IReadOnlyList<string> Time { get; init; } = [];

    /// <summary>Paths of the event's own id, the first that is there counts.</summary>
    public IReadOnlyList<string> Id { get; init; } = [];

    /// <summary>Things that an event names.</summary>
    public IReadOnlyList<EntityPath> Entities { get; init; } = [];

    /// <summary>The paths in a record that a field of a rule stands for.</summary>
    public IReadOnlyList<string> Paths(string field)
        => Fields.TryGetValue(field, out var paths) ? paths : [.. Roots.Select(root => root.Length == 0 ? field : $"{root}.{field}")];
}
