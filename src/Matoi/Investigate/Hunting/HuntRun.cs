namespace Matoi.Investigate.Hunting;

/// <summary>A query that a person has run, for the person's history.</summary>
public sealed class HuntRun
{
    /// <summary>Row id, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who ran it.</summary>
    public required string Actor { get; init; }

    /// <summary>The query.</summary>
    public required string Text { get; init; }

    /// <summary>Start of its range; null for none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of its range; null for none.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>When it was run.</summary>
    public required DateTimeOffset Time { get; set; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; set; }

    /// <summary>Rows of its result.</summary>
    public int Rows { get; set; }

    /// <summary>Code of what was wrong; null when it ran.</summary>
    public string? Error { get; set; }
}
