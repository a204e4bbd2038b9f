namespace Matoi.Detect.Intake;

/// <summary>How much has been expanded, and whether that is more than logs do. One budget may cover several streams.</summary>
internal sealed class ExpansionBudget(IntakeLimits limits)
{
    /// <summary>Bytes expanded so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts bytes that came out of <paramref name="compressed"/> bytes.</summary>
    /// <exception cref="ZipBombException">It is too much.</exception>
    public void Take(int bytes, long compressed)
    {
        Bytes += bytes;
        if (Bytes > limits.FreeExpansion && Bytes / Math.Max(1, compressed) > limits.ExpandRatio)
        {
            throw new ZipBombException($"{compressed:N0} compressed bytes expand to more than {Bytes:N0} (over {limits.ExpandRatio} times); split the archive or raise the limit");
        }
    }
}

/// <summary>Stops a decompression that expands beyond what logs do.</summary>
internal sealed class BoundedExpansion(Stream expanded, Func<long> compressedBytes, ExpansionBudget budget) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => budget.Bytes; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = expanded.Read(buffer);
        budget.Take(read, compressedBytes());
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            expanded.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Compressed input expands beyond its bounds.</summary>
internal sealed class ZipBombException(string message) : IOException(message);
