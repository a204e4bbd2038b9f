using Matoi.Detect.Streaming;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Lake;

namespace Matoi.Detect.Intake;

/// <summary>An alert together with the record that raised it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="RecordId">Id of the record; the same record delivered twice counts once.</param>
public sealed record RaisedAlert(Alert Alert, UInt128 RecordId)
{
    /// <summary>False: the alert is kept and searchable, and neither opens nor joins an incident.</summary>
    public bool Correlate { get; init; } = true;
}

/// <summary>A piece of input that could not be read, kept whole.</summary>
/// <param name="Source">Source that refused it, or empty when none recognised it.</param>
/// <param name="Offset">First byte in the (decompressed) input.</param>
/// <param name="Problem">Why.</param>
/// <param name="Bytes">The bytes; the first ones only when <paramref name="File"/> holds all.</param>
/// <param name="File">File under <c>rejected/</c> that holds all of a piece too large for memory.</param>
public sealed record Refusal(string Source, long Offset, Problem Problem, byte[] Bytes, string? File = null);

/// <summary>What one chunk of input became.</summary>
public sealed class MappedChunk
{
    /// <summary>Rows by table.</summary>
    public List<RowBatch> Batches { get; } = [];

    /// <summary>Alerts.</summary>
    public List<RaisedAlert> Alerts { get; } = [];

    /// <summary>Hits of Sigma rules.</summary>
    public List<StreamHit> Hits { get; } = [];

    /// <summary>Refused records.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Records read and rows made by source.</summary>
    public Dictionary<string, int> Read { get; } = [];

    /// <summary>Records that no source recognised.</summary>
    public int Unrecognised { get; set; }

    /// <summary>Latest event time by source.</summary>
    public Dictionary<string, DateTimeOffset> LastEvent { get; } = [];
}
