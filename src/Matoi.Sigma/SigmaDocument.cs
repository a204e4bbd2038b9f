using Matoi.Sigma.Testing;

namespace Matoi.Sigma;

/// <summary>What rules and correlations have in common.</summary>
public abstract record SigmaDocument
{
    /// <summary>The file as it was given.</summary>
    public required string File { get; init; }

    /// <summary>First line of its document in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Its id; without one, a stable id made of the file's name, the place of its document in it and its title.</summary>
    public required string Id { get; init; }

    /// <summary>The name by which correlations and filters may call it; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it finds, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>More about it.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>stable</c>, <c>test</c>, <c>experimental</c>, <c>deprecated</c>, <c>unsupported</c> or empty.</summary>
    public string Status { get; init; } = "";

    /// <summary>How bad it is.</summary>
    public SigmaLevel Level { get; init; } = SigmaLevel.Medium;

    /// <summary>Who wrote it.</summary>
    public string Author { get; init; } = "";

    /// <summary>Licence of the rule; empty when it does not say.</summary>
    public string License { get; init; } = "";

    /// <summary>Addresses to read on.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Known harmless causes.</summary>
    public IReadOnlyList<string> FalsePositives { get; init; } = [];

    /// <summary>Tags as written: <c>attack.defense-evasion</c>, <c>attack.t1562.008</c>, <c>cve.2024-1</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Attributes that the specification does not know and that are text, by name: <c>title_ja</c>, <c>playbook</c>.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>Its own tests.</summary>
    public IReadOnlyList<SigmaTest> Tests { get; init; } = [];

    /// <summary>False for one that a correlation of its file takes without <c>generate</c>: its hits count there only.</summary>
    public bool Alerts { get; init; } = true;
}
