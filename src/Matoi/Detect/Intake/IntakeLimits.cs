namespace Matoi.Detect.Intake;

/// <summary>Bounds that keep one hostile or broken input from taking the whole process.</summary>
public sealed record IntakeLimits
{
    /// <summary>Bytes of one record. Default 16 MiB; a larger one is rejected as <c>record-too-large</c>.</summary>
    public int RecordBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Nesting of one JSON record. Default 64; a deeper one is rejected as <c>too-deep</c>.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Envelopes inside envelopes. Default 8; then <c>too-many-envelopes</c>.</summary>
    public int Envelopes { get; init; } = 8;

    /// <summary>Bytes that compressed input may always expand to. Default 64 MiB; past it <see cref="ExpandRatio"/> holds.</summary>
    public long FreeExpansion { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many times its size compressed input may expand to. Default 200 (real logs compress 10–50 times); then <c>zip-bomb</c>.</summary>
    public int ExpandRatio { get; init; } = 200;
}
