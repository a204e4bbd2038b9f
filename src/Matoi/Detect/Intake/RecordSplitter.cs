using System.Buffers;
using System.Runtime.ExceptionServices;

namespace Matoi.Detect.Intake;

/// <summary>
/// Cuts a stream into records: the items of a JSON array or of <c>{"Records":[…]}</c>, JSON values one after another, JSON lines, or lines of text.
/// Memory is one buffer, however large the stream. A broken piece becomes a slice with a problem and the cutting goes on behind it.
/// </summary>
internal sealed class RecordSplitter(Stream input, IntakeLimits limits, Func<Stream> openSpill)
{
    private const int BufferBytes = 1024 * 1024;

    private enum Shape
    {
        Unknown,
        Json,
        JsonLines,
        Text,
    }

    private Shape _shape;
    private bool _inContainer;
    private bool _closingContainer;
    private byte _lineEnd;
    private long _offset;
    private ReadOnlyMemory<byte> _ahead;
    private ExceptionDispatchInfo? _broken;

    /// <summary>The stream's records, in order. When the stream breaks, what was read before comes first, then its exception.</summary>
    public IEnumerable<RecordChunk> Chunks()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var (held, ended) = (0, false);
        while (!ended)
        {
            held += Fill(buffer.AsSpan(held), out ended);
            var slices = new List<RecordSlice>();
            var used = Cut(buffer.AsSpan(0, held), ended, slices);
            var rest = held - used;
            if (!ended && used == 0 && held == buffer.Length)
            {
                if (held < limits.RecordBytes)
                {
                    Grow(ref buffer, held);
                    continue;
                }

                slices.Add(TooLarge(buffer.AsSpan(0, held)));
                rest = 0;
            }

            if (ended && (_inContainer || _closingContainer) && _broken is null && (slices.Count == 0 || slices[^1].Problem is null))
            {
                slices.Add(new(held, 0, _offset + held, false,
                    new("truncated-json", "the input ends inside its list of records; what stands before is stored, send it again whole")));
            }

            var next = ArrayPool<byte>.Shared.Rent(Math.Max(BufferBytes, rest * 2));
            buffer.AsSpan(held - rest, rest).CopyTo(next);
            _offset += held - rest;
            yield return new(buffer, slices);
            (buffer, held) = (next, rest);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        _broken?.Throw();
    }

    private int Fill(Span<byte> free, out bool ended)
    {
        var filled = Math.Min(_ahead.Length, free.Length);
        _ahead.Span[..filled].CopyTo(free);
        _ahead = _ahead[filled..];
        ended = false;
        while (filled < free.Length && !ended)
        {
            var read = Read(free[filled..]);
            filled += read;
            ended = read == 0;
        }

        return filled;
    }

    private int Read(Span<byte> free)
    {
        try
        {
            return _broken is null ? input.Read(free) : 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            _broken = ExceptionDispatchInfo.Capture(e);
            return 0;
        }
    }

    private static void Grow(ref byte[] buffer, int held)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, held).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>Adds the complete records at the start of the buffer and returns how many bytes they and the space between them take.</summary>
    private int Cut(ReadOnlySpan<byte> bytes, bool ended, List<RecordSlice> slices)
    {
        var at = 0;
        while (true)
        {
            at = JsonScanner.SkipSpace(bytes, at);
            if (at == bytes.Length)
            {
                return at;
            }

            // A byte order mark stands at the start, and where files were put together.
            if (bytes[at] == 0xEF && bytes[at..].StartsWith("\uFEFF"u8))
            {
                at += 3;
                continue;
            }

            if (_shape == Shape.Unknown)
            {
                _shape = Guess(bytes[at..]);
                _lineEnd = bytes.Contains((byte)'\n') || !bytes.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
            }

            var length = _shape is Shape.Json ? CutJson(bytes, ref at, ended, slices) : CutLine(bytes[at..], ended, at, slices);
            if (length < 0)
            {
                return at;
            }

            at += length;
        }
    }

    private static Shape Guess(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] is not ((byte)'{' or (byte)'['))
        {
            return Shape.Text;
        }

        var line = bytes.IndexOf((byte)'\n');
        if (bytes[0] == '{' && line > 0)
        {
            var second = JsonScanner.SkipSpace(bytes, line);
            if (second < bytes.Length && bytes[second] == '{' && bytes[second - 1] == '\n' && !OpensContainer(bytes[..line]))
            {
                return Shape.JsonLines;
            }
        }

        // "[section]" of an ini file, "[link](…)" of Markdown and "[2026-01-01 …]" of an application log are text.
        var first = JsonScanner.SkipSpace(bytes, 1);
        return bytes[0] == '[' && first < bytes.Length && bytes[first] is not ((byte)'{' or (byte)'[' or (byte)'"' or (byte)']' or (byte)'n')
            && !char.IsAsciiDigit((char)bytes[first]) ? Shape.Text : Shape.Json;
    }

    // {"records":[ with a record a line, as Azure writes its blobs, is one container and not JSON lines.
    private static bool OpensContainer(ReadOnlySpan<byte> line) => JsonScanner.ContainerStart(line) != 0 && JsonScanner.ValueLength(line) < 0;

    /// <summary>Length of the next JSON piece at <paramref name="at"/>, or -1 when the buffer ends inside it.</summary>
    private int CutJson(ReadOnlySpan<byte> bytes, ref int at, bool ended, List<RecordSlice> slices)
    {
        var next = bytes[at];
        if (_closingContainer)
        {
            return SkipToContainerEnd(bytes[at..], ended);
        }

        if (next == ',' && _inContainer)
        {
            return 1;
        }

        if (next == ']' && _inContainer)
        {
            _inContainer = false;
            _closingContainer = _containerIsObject;
            return 1;
        }

        if (!_inContainer && next is (byte)'[' or (byte)'{' && OpenContainer(bytes[at..], ended) is var opened and not 0)
        {
            return opened;
        }

        var length = JsonScanner.ValueLength(bytes[at..]);
        if (length >= 0)
        {
            slices.Add(new(at, Math.Max(length, 1), _offset + at, false));
            return Math.Max(length, 1);
        }

        if (!ended)
        {
            return -1;
        }

        var scalar = next is not ((byte)'{' or (byte)'[' or (byte)'"');
        slices.Add(new(at, bytes.Length - at, _offset + at, false, scalar ? null :
            new("truncated-json", "the input ends in the middle of a JSON value; send it again whole")));
        return bytes.Length - at;
    }

    private bool _containerIsObject;

    private int OpenContainer(ReadOnlySpan<byte> bytes, bool ended)
    {
        var start = bytes[0] == '[' ? 1 : JsonScanner.ContainerStart(bytes);
        if (start > 0)
        {
            (_inContainer, _containerIsObject) = (true, bytes[0] == '{');
        }

        return start < 0 && ended ? 0 : start;
    }

    /// <summary>What follows the records inside their object (counts, paging tokens) is passed over up to the object's end.</summary>
    private int SkipToContainerEnd(ReadOnlySpan<byte> bytes, bool ended)
    {
        if (bytes[0] == '}')
        {
            _closingContainer = false;
            return 1;
        }

        if (bytes[0] is (byte)',' or (byte)':')
        {
            return 1;
        }

        var length = JsonScanner.ValueLength(bytes);
        return length == 0 ? 1 : length < 0 && ended ? bytes.Length : length;
    }

    private int CutLine(ReadOnlySpan<byte> bytes, bool ended, int at, List<RecordSlice> slices)
    {
        var end = LineEnd(bytes);
        if (end < 0 && !ended)
        {
            return -1;
        }

        var line = end < 0 ? bytes : bytes[..end];
        var length = line.TrimEnd((byte)'\r').Length;
        var isJson = _shape == Shape.Text ? bytes[0] == '{' && bytes[length - 1] == '}' : bytes[0] is (byte)'{' or (byte)'[';
        slices.Add(new(at, length, _offset + at, !isJson));
        return line.Length;
    }

    /// <summary>Where the line ends; -1 when the buffer ends first. A JSON value written over several lines is one line, up to the next that starts a value.</summary>
    private int LineEnd(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(_lineEnd);
        if (end < 0 || _shape == Shape.Text || bytes[0] != '{' || bytes[..end].TrimEnd(" \t\r"u8)[^1] == '}')
        {
            return end;
        }

        var next = bytes.IndexOf("\n{"u8);
        var length = JsonScanner.ValueLength(bytes);
        if (length < 0 || (next >= 0 && next < length))
        {
            return next;
        }

        var rest = bytes[length..].IndexOf((byte)'\n');
        return rest < 0 ? -1 : length + rest;
    }

    /// <summary>Keeps the whole of a record that is too large to read in a file of its own, and goes on behind it.</summary>
    private RecordSlice TooLarge(ReadOnlySpan<byte> start)
    {
        using var spill = openSpill();
        spill.Write(start);
        long total = start.Length;
        var (byLine, end) = (_shape != Shape.Json, new JsonScanner.ValueEnd());
        end.Find(start);
        var piece = new byte[BufferBytes];
        var offset = _offset;
        for (int read; (read = Read(piece)) > 0;)
        {
            var length = byLine ? piece.AsSpan(0, read).IndexOf(_lineEnd) : end.Find(piece.AsSpan(0, read));
            spill.Write(piece.AsSpan(0, length < 0 ? read : length));
            total += length < 0 ? read : length;
            if (length >= 0)
            {
                _ahead = piece.AsMemory(length, read - length);
                break;
            }
        }

        _offset += total - start.Length;
        return new(0, Math.Min(start.Length, 4096), offset, false,
            new("record-too-large", $"one record is {total:N0} bytes, more than {limits.RecordBytes:N0}; split it at the producer or raise the limit"),
            (spill as FileStream)?.Name);
    }
}
