using System.Globalization;
using System.Text;

namespace Matoi.Kql.Sql;

/// <summary>
/// Text of subqueries. Where one stands inside another only its mark is written until the statement is complete, so that the text of a deep query is copied once and
/// not again at every level. Equal texts have equal marks.
/// </summary>
internal sealed class SqlParts
{
    private const char Bound = '\0';
    private const int Shortest = 64;
    private readonly List<(string Text, long Length)> _parts = [];
    private readonly Dictionary<string, string> _marks = [];

    /// <summary>What stands for a text from now on.</summary>
    public string Mark(string text)
    {
        if (text.Length < Shortest)
        {
            return text;
        }

        if (!_marks.TryGetValue(text, out var mark))
        {
            mark = _marks[text] = string.Create(CultureInfo.InvariantCulture, $"{Bound}{_parts.Count}{Bound}");
            _parts.Add((text, Length(text)));
        }

        return mark;
    }

    /// <summary>How long a text is with all its parts in place.</summary>
    public long Length(string text)
    {
        var length = 0L;
        foreach (var (piece, part) in Pieces(text))
        {
            length += part < 0 ? piece.Length : _parts[part].Length;
        }

        return length;
    }

    /// <summary>Appends a text with all its parts in place.</summary>
    public void Write(string text, StringBuilder to)
    {
        foreach (var (piece, part) in Pieces(text))
        {
            if (part < 0)
            {
                to.Append(piece.Span);
            }
            else
            {
                Write(_parts[part].Text, to);
            }
        }
    }

    /// <summary>Text between marks (part -1), and marks by their number.</summary>
    private static IEnumerable<(ReadOnlyMemory<char> Text, int Part)> Pieces(string text)
    {
        var at = 0;
        while (text.IndexOf(Bound, at) is var start and >= 0)
        {
            var end = text.IndexOf(Bound, start + 1);
            yield return (text.AsMemory(at, start - at), -1);
            yield return (default, int.Parse(text.AsSpan(start + 1, end - start - 1), CultureInfo.InvariantCulture));
            at = end + 1;
        }

        yield return (text.AsMemory(at), -1);
    }
}
