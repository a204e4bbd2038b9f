using System.Text;

namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>
/// Writes a pattern for the platform's engine, which counts in UTF-16. Texts without surrogates, nearly all, take a pattern that knows none; for the others a
/// character may be two.
/// </summary>
internal sealed class DotNetPattern(bool surrogates)
{
    private static readonly CodePoints Basic = CodePoints.Of([(0, 0xFFFF)]);
    private readonly StringBuilder _text = new();

    /// <summary>True when the pattern looks around, as the edges of words do: the engine without going back cannot run it.</summary>
    public bool LooksAround { get; private set; }

    /// <summary>The pattern.</summary>
    public static (string Text, bool LooksAround) Write(PatternNode node, bool surrogates)
    {
        var writer = new DotNetPattern(surrogates);
        writer.Write(node);
        return (writer._text.ToString(), writer.LooksAround);
    }

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case SetNode set:
                Write(set.Set);
                break;
            case SequenceNode sequence:
                foreach (var part in sequence.Parts)
                {
                    Write(part);
                }

                break;
            case ChoiceNode choice:
                Enclosed("(?:", choice.Choices, "|");
                break;
            case GroupNode group:
                Enclosed("(", [group.Inner], "");
                break;
            case RepeatNode repeat:
                Write(repeat);
                break;
            case PlaceNode place:
                Write(place.Place);
                break;
        }
    }

    private void Enclosed(string open, IReadOnlyList<PatternNode> inner, string between)
    {
        _text.Append(open);
        for (var i = 0; i < inner.Count; i++)
        {
            _text.Append(i == 0 ? "" : between);
            Write(inner[i]);
        }

        _text.Append(')');
    }

    private void Write(RepeatNode repeat)
    {
        if (repeat.Part is SetNode { Set: var set } && (!surrogates || set.Ranges is [.., (_, <= 0xFFFF)]))
        {
            Write(repeat.Part);
        }
        else
        {
            Enclosed("(?:", [repeat.Part], "");
        }

        _text.Append((repeat.Least, repeat.Most) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (var least, null) => $"{{{least},}}",
            (var least, var most) when least == most => $"{{{least}}}",
            (var least, var most) => $"{{{least},{most}}}",
        });
        _text.Append(repeat.Greedy ? "" : "?");
    }

    private void Write(Place place)
    {
        LooksAround |= place is Place.WordStart or Place.WordEnd;
        _text.Append(place switch
        {
            Place.Start => @"\A",
            Place.End => @"\z",
            Place.LineStart => "(?m:^)",
            Place.LineEnd => "(?m:$)",
            Place.WordEdge => @"\b",
            Place.NoWordEdge => @"\B",
            Place.WordStart => @"\b(?=\w)",
            _ => @"\b(?<=\w)",
        });
    }

    private void Write(CodePoints set)
    {
        if (set.Single is { } point && point <= 0xFFFF)
        {
            Append((char)point, "\\*+?|{}[]()^$.# ");
            return;
        }

        if (!surrogates)
        {
            Basics(set);
            return;
        }

        var high = set.Ranges.Where(r => r.To > 0xFFFF).Select(r => (From: Math.Max(r.From, 0x10000), r.To)).ToList();
        var low = set.And(Basic);
        _text.Append(high.Count == 0 ? "" : "(?:");
        if (low.Ranges.Count > 0 || high.Count == 0)
        {
            Class(low.Ranges, negated: false);
        }

        for (var i = 0; i < high.Count; i++)
        {
            _text.Append(i == 0 && low.Ranges.Count == 0 ? "" : "|");
            Pairs(high[i].From - 0x10000, high[i].To - 0x10000);
        }

        _text.Append(high.Count == 0 ? "" : ")");
    }

    /// <summary>A class without surrogates, written whichever way is shorter.</summary>
    private void Basics(CodePoints set)
    {
        var ranges = set.And(Basic).Ranges;
        var others = set.Not().And(Basic).Ranges;
        Class(others.Count < ranges.Count ? others : ranges, others.Count < ranges.Count);
    }

    private void Class(IReadOnlyList<(int From, int To)> ranges, bool negated)
    {
        if (ranges.Count == 0)
        {
            _text.Append(negated ? @"[\s\S]" : @"[^\s\S]");
            return;
        }

        _text.Append(negated ? "[^" : "[");
        foreach (var (from, to) in ranges)
        {
            Append((char)from, @"\[]^-");
            if (to > from)
            {
                _text.Append('-');
                Append((char)to, @"\[]^-");
            }
        }

        _text.Append(']');
    }

    /// <summary>Characters above the basic plane as pairs: whole blocks of the second half in the middle, parts at both ends.</summary>
    private void Pairs(int from, int to)
    {
        var (first, last) = (from >> 10, to >> 10);
        if (first == last)
        {
            Pair(first, first, from & 0x3FF, to & 0x3FF);
            return;
        }

        Pair(first, first, from & 0x3FF, 0x3FF);
        if (last - first > 1)
        {
            _text.Append('|');
            Pair(first + 1, last - 1, 0, 0x3FF);
        }

        _text.Append('|');
        Pair(last, last, 0, to & 0x3FF);
    }

    private void Pair(int first, int last, int low, int high) => _text.Append($"[\\u{0xD800 + first:X4}-\\u{0xD800 + last:X4}][\\u{0xDC00 + low:X4}-\\u{0xDC00 + high:X4}]");

    private void Append(char c, string special)
    {
        if (c < ' ' || c is '\x7F' || char.IsSurrogate(c) || c > 0xFFF0)
        {
            _text.Append($"\\u{(int)c:X4}");
        }
        else
        {
            _text.Append(special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }
    }
}
