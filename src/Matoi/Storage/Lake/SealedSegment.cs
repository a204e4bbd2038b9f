namespace Matoi.Storage.Lake;

/// <summary>A finished piece of one table and day: an immutable Parquet file, known by its hash.</summary>
/// <param name="Table">The table.</param>
/// <param name="Day">The UTC day of its rows.</param>
/// <param name="File">Path under the lake folder.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hex.</param>
/// <param name="SealedTime">When it was sealed.</param>
public sealed record SealedSegment(string Table, DateOnly Day, string File, long Rows, long Bytes, string Sha256, DateTimeOffset SealedTime);
