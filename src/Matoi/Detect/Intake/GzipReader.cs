using System.IO.Compression;
using System.Runtime.ExceptionServices;

namespace Matoi.Detect.Intake;

/// <summary>
/// Reads gzip and says when it ends early, which the library passes over in silence: a member of our own is put behind the input, and when the reading
/// ends without having come to it, the input was cut off.
/// </summary>
internal sealed class GzipReader : Stream
{
    private const int BlockBytes = 4096;
    private static readonly byte[] Mark = [.. "matoi:end-of-gzip"u8, 0];
    private static readonly byte[] MarkMember = Compress(Mark);
    private readonly GZipStream _gzip;
    private readonly byte[] _block = new byte[BlockBytes + 64];
    private int _start;
    private int _end;
    private int _withheld = Mark.Length;
    private ExceptionDispatchInfo? _damage;
    private bool _ended;

    public GzipReader(Stream compressed) => _gzip = new(new Followed(compressed), CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The data is damaged or ends early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _end - _start <= _withheld)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, _end - _start - _withheld);
        if (count == 0)
        {
            _damage?.Throw();
        }

        _block.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
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
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _block.AsSpan(_start, _end - _start).CopyTo(_block);
        (_start, _end) = (0, _end - _start);
        try
        {
            var read = _gzip.Read(_block, _end, BlockBytes);
            _end += read;
            _ended = read == 0;
            if (_ended && !_block.AsSpan(_start, _end - _start).SequenceEqual(Mark))
            {
                throw new InvalidDataException("the gzip data ends early, or something else stands behind it.");
            }
        }
        catch (InvalidDataException e)
        {
            (_ended, _withheld, _damage) = (true, 0, ExceptionDispatchInfo.Capture(e));
        }
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    /// <summary>A stream and, behind its end, the mark.</summary>
    private sealed class Followed(Stream first) : MemoryStream(MarkMember)
    {
        private bool _firstEnded;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!_firstEnded && first.Read(buffer, offset, count) is > 0 and var read)
            {
                return read;
            }

            _firstEnded |= count > 0;
            return base.Read(buffer, offset, count);
        }
    }
}
