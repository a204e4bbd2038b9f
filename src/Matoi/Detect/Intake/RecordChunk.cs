using System.Buffers;

namespace Matoi.Detect.Intake;

/// <summary>A run of records of one input in one pooled buffer.</summary>
internal sealed class RecordChunk(byte[] buffer, List<RecordSlice> slices) : IDisposable
{
    public IReadOnlyList<RecordSlice> Slices => slices;

    public ReadOnlyMemory<byte> Bytes(RecordSlice slice) => buffer.AsMemory(slice.Start, slice.Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
