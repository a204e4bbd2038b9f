namespace Matoi.Storage.Lake;

/// <summary>What the lake holds of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="HotRows">Rows not sealed yet.</param>
/// <param name="SealedRows">Rows in sealed segments.</param>
/// <param name="Segments">Sealed segments.</param>
/// <param name="SealedBytes">Bytes of the sealed segments.</param>
/// <param name="FirstEvent">Earliest event in the hot rows or the earliest sealed day.</param>
/// <param name="LastEvent">Latest event in the hot rows.</param>
/// <param name="RetentionDays">Days that rows are kept.</param>
public sealed record TableStatus(
    string Table, long HotRows, long SealedRows, int Segments, long SealedBytes, DateTimeOffset? FirstEvent, DateTimeOffset? LastEvent, int RetentionDays);
