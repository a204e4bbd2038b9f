using System.Globalization;

namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>Reads what stands behind a backslash.</summary>
internal static class EscapeReader
{
    /// <summary>A character or a named set; the position is behind the backslash. Null for what is neither: conditions on the place.</summary>
    public static CodePoints? Read(PatternText text, PatternFlags flags)
    {
        var start = text.Position - 1;
        if (text.AtEnd)
        {
            throw text.Wrong("a single '\\' at its end", start);
        }

        var c = text.Current;
        if (c is 'b' or 'B' or 'A' or 'z' or '<' or '>')
        {
            return null;
        }

        text.Position++;
        switch (c)
        {
            case 'd' or 's' or 'w':
                return Perl(c, flags);
            case 'D' or 'S' or 'W':
                return Perl(char.ToLowerInvariant(c), flags).Not();
            case 'p' or 'P':
                return Property(text, start, c == 'P');
            case 'x' or 'u' or 'U':
                return CodePoints.Of(Hex(text, start, c switch { 'x' => 2, 'u' => 4, _ => 8 }));
            case >= '0' and <= '9':
                return CodePoints.Of(Octal(text, start, c));
        }

        return "aftnrv".IndexOf(c, StringComparison.Ordinal) is var known && known >= 0 ? CodePoints.Of("\a\f\t\n\r\v"[known])
            : char.IsAsciiLetter(c) ? throw text.Wrong($"'\\{c}', which means nothing", start)
            : Back(text);
    }

    private static CodePoints Perl(char letter, PatternFlags flags) => flags.Ascii ? NamedSets.Plain(letter) : letter switch
    {
        'd' => NamedSets.Digits,
        's' => NamedSets.Spaces,
        _ => NamedSets.Words,
    };

    private static CodePoints Back(PatternText text)
    {
        text.Position--;
        return CodePoints.Of(text.Next());
    }

    private static CodePoints Property(PatternText text, int start, bool negated)
    {
        var name = text.Take("{") ? text.Until('}') ?? throw text.Wrong("'\\p{' without '}'", start) : text.AtEnd ? "" : char.ConvertFromUtf32(text.Next());
        if (name.StartsWith('^'))
        {
            (name, negated) = (name[1..], !negated);
        }

        var set = NamedSets.Unicode(name) ?? throw text.Wrong($"the Unicode class '{name}', which is not supported (general categories and common scripts are)", start);
        return negated ? set.Not() : set;
    }

    private static int Hex(PatternText text, int start, int digits)
    {
        var braced = text.Take("{") ? text.Until('}') ?? "" : null;
        var written = braced ?? "";
        while (braced is null && written.Length < digits && char.IsAsciiHexDigit(text.Current))
        {
            written += (char)text.Next();
        }

        return (braced is not null || written.Length == digits)
            && int.TryParse(written, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && System.Text.Rune.IsValid(point)
            ? point
            : throw text.Wrong("a character code that is none", start);
    }

    // One digit alone would be a reference to a group in other engines: it is not taken as a character of that code.
    private static int Octal(PatternText text, int start, char first)
    {
        var value = first - '0';
        var digits = 1;
        for (; digits < 3 && text.Current is >= '0' and <= '7'; digits++)
        {
            value = value * 8 + (text.Next() - '0');
        }

        return first is >= '8' || digits == 1 && first != '0' ? throw text.Wrong($"the back reference '\\{first}', which is not supported", start) : value;
    }
}
