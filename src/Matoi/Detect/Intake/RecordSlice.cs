using Matoi.Model;

namespace Matoi.Detect.Intake;

/// <summary>One record, or one piece that is no record, inside a chunk's buffer.</summary>
/// <param name="Start">First byte in the buffer.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Offset">First byte in the (decompressed) input.</param>
/// <param name="IsText">True for a line of text, false for JSON.</param>
/// <param name="Problem">Why it is no record, else null.</param>
/// <param name="File">File that holds all of it when it is larger than the buffer.</param>
internal readonly record struct RecordSlice(int Start, int Length, long Offset, bool IsText, Problem? Problem = null, string? File = null);
