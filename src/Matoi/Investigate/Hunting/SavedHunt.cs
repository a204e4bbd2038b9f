namespace Matoi.Investigate.Hunting;

/// <summary>A query that somebody keeps, for herself or for all.</summary>
public sealed class SavedHunt
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What people call it; its owner has no other of the name.</summary>
    public required string Name { get; set; }

    /// <summary>What it looks for.</summary>
    public string Description { get; set; } = "";

    /// <summary>KQL.</summary>
    public required string Text { get; set; }

    /// <summary>ATT&amp;CK tactics it is about.</summary>
    public List<string> Tactics { get; set; } = [];

    /// <summary>Who keeps it; only she changes or deletes it.</summary>
    public required string Owner { get; init; }

    /// <summary>True when everybody sees it.</summary>
    public bool Shared { get; set; }

    /// <summary>When it was first saved.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>When it was last saved.</summary>
    public required DateTimeOffset ModifiedTime { get; set; }

    /// <summary>When somebody last ran it; null when nobody has.</summary>
    public DateTimeOffset? LastRunTime { get; set; }

    /// <summary>Rows of that run.</summary>
    public int? LastRows { get; set; }
}
