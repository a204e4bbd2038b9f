namespace Matoi.Detect.Streaming;

/// <summary>What this installation has decided about a Sigma rule, and what the rule has found here. Its text lies in files.</summary>
public sealed class StreamRuleState
{
    /// <summary>The rule's own id.</summary>
    public required string Id { get; init; }

    /// <summary>Where people have put it; null leaves it where its file and its pack put it.</summary>
    public StreamMode? Mode { get; set; }

    /// <summary>End of its being muted.</summary>
    public DateTimeOffset? MutedUntil { get; set; }

    /// <summary>Hits since it is known here, those that alerted nobody too.</summary>
    public long Hits { get; set; }

    /// <summary>Time of the latest event that it hit.</summary>
    public DateTimeOffset? LastHit { get; set; }

    /// <summary>When its mode was last changed.</summary>
    public DateTimeOffset? ModifiedTime { get; set; }

    /// <summary>Who changed it.</summary>
    public string ModifiedBy { get; set; } = "";
}
