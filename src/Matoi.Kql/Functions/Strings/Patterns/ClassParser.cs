namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>Reads <c>[…]</c> with nested classes and set operations.</summary>
internal static class ClassParser
{
    /// <summary>The set; the position is behind the bracket.</summary>
    public static CodePoints Read(PatternText text, PatternFlags flags)
    {
        var start = text.Position;
        try
        {
            return Class(text, flags, nested: true);
        }
        catch (ArgumentRefusedException) when (Plain(text, flags, start) is { } plain)
        {
            // Older patterns have a bare '[' among the characters.
            return plain;
        }
    }

    private static CodePoints? Plain(PatternText text, PatternFlags flags, int start)
    {
        var failed = text.Position;
        text.Position = start;
        try
        {
            return Class(text, flags, nested: false);
        }
        catch (ArgumentRefusedException)
        {
            text.Position = failed;
            return null;
        }
    }

    private static CodePoints Class(PatternText text, PatternFlags flags, bool nested)
    {
        var start = text.Position - 1;
        var negated = text.Take("^");
        var first = true;
        var set = Union(text, flags, nested, start, ref first);
        while (true)
        {
            if (text.Take("]"))
            {
                var folded = flags.IgnoreCase ? CaseFolding.Fold(set) : set;
                return negated ? folded.Not() : folded;
            }

            var operation = text.Is("&&") ? '&' : text.Is("--") ? '-' : '~';
            text.Position += 2;
            var other = Union(text, flags, nested, start, ref first);
            set = operation switch
            {
                '&' => set.And(other),
                '-' => set.Except(other),
                _ => set.Or(other).Except(set.And(other)),
            };
        }
    }

    /// <summary>Items up to the end of the class or an operation.</summary>
    private static CodePoints Union(PatternText text, PatternFlags flags, bool nested, int start, ref bool first)
    {
        var set = CodePoints.None;
        while (true)
        {
            text.SkipSpace(flags);
            if (text.AtEnd)
            {
                throw text.Wrong("'[' without ']'", start);
            }

            if (!first && (text.Is("]") || nested && (text.Is("&&") || text.Is("--") && !text.Is("--]") || text.Is("~~"))))
            {
                return set;
            }

            first = false;
            set = set.Or(Item(text, flags, nested));
        }
    }

    private static CodePoints Item(PatternText text, PatternFlags flags, bool nested)
    {
        if (text.Is("[:") && Posix(text) is { } posix)
        {
            return posix;
        }

        if (nested && text.Take("["))
        {
            return Class(text, flags, nested);
        }

        var start = text.Position;
        var low = One(text, flags);
        text.SkipSpace(flags);
        if (low.Single is not { } from || !text.Is("-") || text.Is("-]") || nested && text.Is("--"))
        {
            return low;
        }

        text.Position++;
        text.SkipSpace(flags);
        var high = text.AtEnd ? throw text.Wrong("'[' without ']'", start) : One(text, flags);
        return high.Single is { } to && to >= from ? CodePoints.Of([(from, to)]) : throw text.Wrong("a range whose end is before its beginning", start);
    }

    private static CodePoints One(PatternText text, PatternFlags flags)
        => text.Take("\\") ? EscapeReader.Read(text, flags) ?? throw text.Wrong("a condition on the place inside '[…]'") : CodePoints.Of(text.Next());

    private static CodePoints? Posix(PatternText text)
    {
        var start = text.Position;
        text.Position += 2;
        var negated = text.Take("^");
        var name = text.Until(':');
        if (name is not null && text.Take("]") && NamedSets.Posix(name) is { } set)
        {
            return negated ? set.Not() : set;
        }

        text.Position = start;
        return null;
    }
}
