using System.Runtime.ExceptionServices;
using Matoi.Model;

namespace Matoi.Detect.Intake;

/// <summary>A stream whose first bytes can be looked at before it is read. It does not own the stream below.</summary>
internal sealed class PeekedStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _start = new byte[4096];
    private readonly int _held;
    private readonly ExceptionDispatchInfo? _broken;
    private int _given;

    public PeekedStream(Stream inner)
    {
        _inner = inner;
        try
        {
            for (int read; _held < _start.Length && (read = inner.Read(_start.AsSpan(_held))) > 0;)
            {
                _held += read;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            _broken = ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>The first bytes, at most 4096.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _held);

    /// <summary>Why the input is not worth cutting into records: no log at all, or a problem; null when it is text.</summary>
    public (string? NotLog, Problem? Problem)? Verdict()
    {
        var start = Start;
        if (_held < _start.Length && _broken is null && start.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return ("empty", null);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || IsBareUtf16(start))
        {
            return (null, new("wrong-encoding", "the text is UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8) and send it again"));
        }

        return !start.IsEmpty && JsonScanner.IsBinary(start) ? ("binary", null) : null;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given == _held)
        {
            _broken?.Throw();
            return _inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _held - _given);
        _start.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // {"…  or [{…  with a zero byte beside each: UTF-16 without a byte order mark.
    private static bool IsBareUtf16(ReadOnlySpan<byte> start)
        => start.Length >= 4 && ((start[0] is (byte)'{' or (byte)'[' && start[1] == 0 && start[3] == 0) || (start[0] == 0 && start[1] is (byte)'{' or (byte)'[' && start[2] == 0));
}
