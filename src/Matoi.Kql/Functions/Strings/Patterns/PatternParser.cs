namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>
/// Reads regular expressions as Kusto writes them: linear-time expressions aware of Unicode, without back references and without looking around. Where older patterns
/// differ only in what they allow, they are read as well (a bare <c>{</c> or <c>[</c>).
/// </summary>
internal sealed class PatternParser
{
    private const int Deepest = 200;
    private const int MostRepeats = 10_000;
    private readonly PatternText _text;
    private int _depth;

    private PatternParser(string text) => _text = new(text);

    /// <summary>Names of groups with their numbers.</summary>
    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>How many groups there are.</summary>
    public int Groups { get; private set; }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ArgumentRefusedException">It is none; the message says where.</exception>
    public static (PatternNode Root, PatternParser Parser) Read(string text)
    {
        var parser = new PatternParser(text);
        var flags = default(PatternFlags);
        var root = parser.Choice(ref flags);
        return parser._text.AtEnd ? (root, parser) : throw parser._text.Wrong("')' without '('");
    }

    private PatternNode Choice(ref PatternFlags flags)
    {
        if (++_depth > Deepest)
        {
            throw _text.Wrong($"more than {Deepest} groups in each other");
        }

        var choices = new List<PatternNode> { Sequence(ref flags) };
        while (_text.Take("|"))
        {
            choices.Add(Sequence(ref flags));
        }

        _depth--;
        return choices is [var only] ? only : new ChoiceNode(choices);
    }

    private PatternNode Sequence(ref PatternFlags flags)
    {
        var parts = new List<PatternNode>();
        while (true)
        {
            _text.SkipSpace(flags);
            if (_text.AtEnd || _text.Is("|") || _text.Is(")"))
            {
                return parts is [var only] ? only : new SequenceNode(parts);
            }

            var start = _text.Position;
            if (Atom(ref flags) is { } atom)
            {
                parts.Add(Repeats(atom, flags));
            }
            else if (_text.Current is '*' or '+' or '?')
            {
                throw _text.Wrong($"'{_text.Current}' with nothing before it to repeat", start);
            }
        }
    }

    /// <summary>One item; null for <c>(?flags)</c>.</summary>
    private PatternNode? Atom(ref PatternFlags flags)
    {
        var start = _text.Position;
        switch (_text.Current)
        {
            case '(':
                _text.Position++;
                return Group(ref flags, start);
            case '[':
                _text.Position++;
                return new SetNode(ClassParser.Read(_text, flags));
            case '.':
                _text.Position++;
                return new SetNode(flags.DotAll ? CodePoints.All : CodePoints.Of('\n').Not());
            case '^':
                _text.Position++;
                return new PlaceNode(flags.Lines ? Place.LineStart : Place.Start);
            case '$':
                _text.Position++;
                return new PlaceNode(flags.Lines ? Place.LineEnd : Place.End);
            case '*' or '+' or '?':
                throw _text.Wrong($"'{_text.Current}' with nothing before it to repeat");
            case '\\':
                _text.Position++;
                return EscapeReader.Read(_text, flags) is { } set ? Folded(set, flags) : Condition(flags, start);
            default:
                return Folded(CodePoints.Of(_text.Next()), flags);
        }
    }

    private static SetNode Folded(CodePoints set, PatternFlags flags) => new(flags.IgnoreCase ? CaseFolding.Fold(set) : set);

    private PlaceNode Condition(PatternFlags flags, int start)
    {
        foreach (var (written, place) in Conditions)
        {
            if (_text.Take(written))
            {
                return flags.Ascii && place >= Place.WordEdge ? throw _text.Wrong($"'\\{written}' without Unicode, which is not supported", start) : new(place);
            }
        }

        throw _text.Wrong("a condition that is not known", start);
    }

    private static readonly (string Written, Place Place)[] Conditions =
        [("A", Place.Start), ("z", Place.End), ("b{start}", Place.WordStart), ("b{end}", Place.WordEnd), ("<", Place.WordStart), (">", Place.WordEnd), ("b", Place.WordEdge), ("B", Place.NoWordEdge)];

    private PatternNode? Group(ref PatternFlags flags, int start)
    {
        var inner = flags;
        if (!_text.Take("?"))
        {
            Groups++;
            return new GroupNode(Inside(ref inner, start));
        }

        if (_text.Is("=") || _text.Is("!") || _text.Is("<=") || _text.Is("<!"))
        {
            throw _text.Wrong("a look around, which is not supported: the engine that it comes from may go back and forth in the text, this one does not", start);
        }

        if (_text.Take("P<") || _text.Take("<"))
        {
            Groups++;
            if (_text.Until('>') is not { Length: > 0 } name || !Names.TryAdd(name, Groups))
            {
                throw _text.Wrong("a group's name that is missing or there twice", start);
            }

            return new GroupNode(Inside(ref inner, start));
        }

        for (var on = true; !_text.Is(")") && !_text.Is(":");)
        {
            if (_text.Take("-"))
            {
                on = false;
            }
            else
            {
                inner = inner.With(_text.Current, on) ?? throw _text.Wrong("a group or flag that is not supported", start);
                _text.Position++;
            }
        }

        if (_text.Take(")"))
        {
            flags = inner;
            return null;
        }

        _text.Position++;
        return Inside(ref inner, start);
    }

    private PatternNode Inside(ref PatternFlags flags, int start)
    {
        var node = Choice(ref flags);
        return _text.Take(")") ? node : throw _text.Wrong("'(' without ')'", start);
    }

    private PatternNode Repeats(PatternNode atom, PatternFlags flags)
    {
        while (true)
        {
            _text.SkipSpace(flags);
            var (least, most) = _text.Take("*") ? (0, (int?)null) : _text.Take("+") ? (1, null) : _text.Take("?") ? (0, 1) : Counted();
            if (least < 0)
            {
                return atom;
            }

            atom = new RepeatNode(atom, least, most, Greedy: _text.Take("?") == flags.Lazy);
        }
    }

    /// <summary><c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>; (-1, null) when it is none of these, as a brace may stand for itself.</summary>
    private (int Least, int? Most) Counted()
    {
        var start = _text.Position;
        if (_text.Take("{") && _text.Number() is { } least)
        {
            var most = _text.Take(",") ? _text.Number() : least;
            if (_text.Take("}"))
            {
                return least > MostRepeats || most > MostRepeats ? throw _text.Wrong($"more than {MostRepeats} repeats", start)
                    : most < least ? throw _text.Wrong("a repeat whose greatest number is below its least", start)
                    : (least, most);
            }
        }

        _text.Position = start;
        return (-1, null);
    }
}
