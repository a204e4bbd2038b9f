using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Generic;

/// <summary>What one mapping file says, checked.</summary>
internal sealed record Mapping
{
    public required string Id { get; init; }

    public required string Product { get; init; }

    public required string Summary { get; init; }

    public required string Table { get; init; }

    public required string Time { get; init; }

    public Cloud Cloud { get; init; }

    public int Order { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>Paths that a record must have.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Columns that a CSV header must have; when there are any, the mapping is of CSV.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Paths and the values of which theirs must be one.</summary>
    public IReadOnlyList<(string Path, IReadOnlyList<string> Values)> Equal { get; init; } = [];

    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>Declarations (<c>Name:type</c>) and paths.</summary>
    public IReadOnlyList<(string Column, string Path)> Columns { get; init; } = [];

    public MappedAlert? Alert { get; init; }
}

/// <summary>The alert section of a mapping file.</summary>
internal sealed record MappedAlert
{
    public required string Title { get; init; }

    public required string SourceRef { get; init; }

    public string? Description { get; init; }

    public string? Type { get; init; }

    public string? Link { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    public string? Tactics { get; init; }

    public string? Techniques { get; init; }

    public Choice? Severity { get; init; }

    public Choice? Status { get; init; }

    public Choice? Cloud { get; init; }

    /// <summary>Paths and values that make a record an alert; all must hold.</summary>
    public IReadOnlyList<(string Path, IReadOnlyList<string> Values)> When { get; init; } = [];

    public IReadOnlyList<(EntityType Type, string Path)> Entities { get; init; } = [];
}

/// <summary>A value that is read at a path and translated; what the map does not know becomes the default.</summary>
internal sealed record Choice(string? Path, IReadOnlyDictionary<string, string> Map, string? Default);
