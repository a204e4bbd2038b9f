namespace Matoi.Detect.Intake;

/// <summary>How a source is doing.</summary>
public sealed class SourceHealth
{
    /// <summary>Source id.</summary>
    public required string Source { get; init; }

    /// <summary>Latest event time seen.</summary>
    public DateTimeOffset? LastEvent { get; set; }

    /// <summary>When something last arrived.</summary>
    public DateTimeOffset? LastReceived { get; set; }

    /// <summary>Records read since the beginning.</summary>
    public long Read { get; set; }

    /// <summary>Rows stored since the beginning.</summary>
    public long Stored { get; set; }

    /// <summary>Records refused since the beginning.</summary>
    public long Rejected { get; set; }

    /// <summary>Records by hour for the last 24 hours, oldest first; the hour of <see cref="LastReceived"/> is the last.</summary>
    public List<long> Hours { get; set; } = [];
}
