namespace Matoi.Detect.Intake;

/// <summary>A record that could not be read, kept until it is retried or deleted.</summary>
public sealed class RejectedRecord
{
    /// <summary>Derived from input, offset and bytes, so that the same refusal is kept once.</summary>
    public Guid Id { get; init; }

    /// <summary>Source that refused it; empty when none recognised it.</summary>
    public required string Source { get; init; }

    /// <summary>File, endpoint or queue that it came from.</summary>
    public required string Input { get; init; }

    /// <summary>First byte in the (decompressed) input.</summary>
    public long Offset { get; init; }

    /// <summary>Stable reason code.</summary>
    public required string Code { get; init; }

    /// <summary>The reason as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Size of the record.</summary>
    public long Length { get; init; }

    /// <summary>The bytes, when they are few enough for the state store.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>File under the data folder's <c>rejected/</c> that holds the bytes otherwise.</summary>
    public string? File { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedTime { get; init; }
}
