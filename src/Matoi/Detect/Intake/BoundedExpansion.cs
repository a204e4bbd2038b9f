namespace Matoi.Detect.Intake;

/// <summary>Stops a decompression that expands beyond what logs do.</summary>
internal sealed class BoundedExpansion(Stream expanded, Func<long> compressedBytes, IntakeLimits limits) : Stream
{
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _bytes; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = expanded.Read(buffer);
        _bytes += read;
        var compressed = Math.Max(1, compressedBytes());
        return _bytes > limits.FreeExpansion && _bytes / compressed > limits.ExpandRatio
            ? throw new ZipBombException($"{compressed:N0} compressed bytes expand to more than {_bytes:N0} (over {limits.ExpandRatio} times); split the archive or raise the limit")
            : read;
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
