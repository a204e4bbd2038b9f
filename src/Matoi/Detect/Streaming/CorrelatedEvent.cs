using Matoi.Model.Sources;

namespace Matoi.Detect.Streaming;

/// <summary>A hit that correlations may still need: committed together with the alerts of its batch, so that a restart in the middle of a window loses none.</summary>
public sealed class CorrelatedEvent
{
    /// <summary>Id of the rule that hit.</summary>
    public required string RuleId { get; init; }

    /// <summary>Id of the record, 32 hexadecimal digits.</summary>
    public required string RecordId { get; init; }

    /// <summary>Time of the event.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>When it came here.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>Id of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Values that correlations ask for.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    /// <summary>Whom and what it is about.</summary>
    public required RecordSubject Subject { get; init; }
}
