using System.Buffers;

namespace Matoi.Detect.Intake;

/// <summary>Finds where JSON values end without reading them: brackets outside strings are counted, nothing is validated.</summary>
internal static class JsonScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StringEnd = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]}\n\r \t"u8);

    /// <summary>Length of the object, array, string or scalar that starts the span; -1 when the span ends first.</summary>
    public static int ValueLength(ReadOnlySpan<byte> json)
    {
        if (json[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
        {
            return json.IndexOfAny(ScalarEnd);
        }

        var (depth, at) = (0, 0);
        while (true)
        {
            var found = json[at..].IndexOfAny(Structure);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            switch (json[at])
            {
                case (byte)'"':
                    var end = StringLength(json[at..]);
                    if (end < 0)
                    {
                        return -1;
                    }

                    at += end;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    at++;
                    break;
                default:
                    depth--;
                    at++;
                    break;
            }

            if (depth <= 0)
            {
                return at;
            }
        }
    }

    /// <summary>
    /// When the object starts <c>{"name":[</c> with a name that containers use, the position just after the bracket; 0 when it does not;
    /// -1 when the span is too short to tell.
    /// </summary>
    public static int ContainerStart(ReadOnlySpan<byte> json)
    {
        var at = SkipSpace(json, 1);
        if (at == json.Length)
        {
            return -1;
        }

        if (json[at] != '"')
        {
            return 0;
        }

        var length = StringLength(json[at..]);
        if (length < 0)
        {
            return json.Length - at > 64 ? 0 : -1;
        }

        if (!IsContainerName(json[(at + 1)..(at + length - 1)]))
        {
            return 0;
        }

        at = SkipSpace(json, at + length);
        at = at < json.Length && json[at] == ':' ? SkipSpace(json, at + 1) : at;
        return at == json.Length ? -1 : json[at] == '[' ? at + 1 : 0;
    }

    /// <summary>Names under which a file or API page holds its records.</summary>
    public static bool IsContainerName(ReadOnlySpan<byte> name)
        => name.SequenceEqual("Records"u8) || name.SequenceEqual("records"u8) || name.SequenceEqual("value"u8)
            || name.SequenceEqual("Findings"u8) || name.SequenceEqual("findings"u8) || name.SequenceEqual("Events"u8) || name.SequenceEqual("entries"u8)
            || name.SequenceEqual("detections"u8);

    /// <summary>Finds the end of a value that comes in several pieces.</summary>
    public struct ValueEnd
    {
        private int _depth;
        private bool _inString;
        private bool _escaped;

        /// <summary>Length of what belongs to the value in this piece; -1 when all of it does and the value goes on.</summary>
        public int Find(ReadOnlySpan<byte> piece)
        {
            for (var at = 0; at < piece.Length; at++)
            {
                var letter = piece[at];
                if (_inString)
                {
                    _inString = _escaped || letter != '"';
                    _escaped = !_escaped && letter == '\\';
                    if (!_inString && _depth == 0)
                    {
                        return at + 1;
                    }

                    continue;
                }

                _inString = letter == '"';
                _depth += letter is (byte)'{' or (byte)'[' ? 1 : letter is (byte)'}' or (byte)']' ? -1 : 0;
                if (_depth <= 0 && letter is (byte)'}' or (byte)']')
                {
                    return at + 1;
                }
            }

            return -1;
        }
    }

    /// <summary>Position of the first byte from <paramref name="at"/> on that is not white space.</summary>
    public static int SkipSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>True when the bytes are no text: one in sixteen is a control character. A few, as a crash or a hostile field leaves them, are one record's problem.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> start)
    {
        // A crash can leave zeros behind what was written last.
        var text = start.TrimEnd((byte)0);
        var controls = 0;
        foreach (var letter in text)
        {
            controls += letter < 32 && letter is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 27) ? 1 : 0;
        }

        return text.IsEmpty || controls * 16 > text.Length;
    }

    private static int StringLength(ReadOnlySpan<byte> json)
    {
        var at = 1;
        while (true)
        {
            var found = json[at..].IndexOfAny(StringEnd);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (json[at] == '"')
            {
                return at + 1;
            }

            at += 2;
            if (at > json.Length)
            {
                return -1;
            }
        }
    }
}
