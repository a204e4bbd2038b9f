using System.Globalization;

namespace Matoi.Kql.Syntax.Lexing;

/// <summary>Literals that start with a digit: whole numbers, reals, timespans with a unit.</summary>
internal static class NumberText
{
    /// <summary>
    /// The literal that starts here; <see cref="TokenKind.Name"/> when it is a name that starts with digits. The value is null when it does not fit its type.
    /// </summary>
    internal static (TokenKind Kind, int Length, object? Value) Read(string text, int start)
    {
        if (Hex(text, start) is { } hex)
        {
            return hex;
        }

        var whole = Digits(text, start);
        var end = start + whole;
        if (Real(text, start, end) is { } real)
        {
            return real;
        }

        var number = end;
        if (At(text, end) == '.' && Digits(text, end + 1) is > 0 and var fraction)
        {
            number = end + 1 + fraction;
        }

        var unit = number;
        while (unit < text.Length && char.IsAsciiLetter(text[unit]))
        {
            unit++;
        }

        if (unit > number && !Lexer.IsNamePart(At(text, unit)) && TimeSpanText.TicksPer(text[number..unit]) is { } ticks)
        {
            return (TokenKind.TimeSpan, unit - start, TimeSpanText.Scale(text.AsSpan(start, number - start), ticks));
        }

        return Lexer.IsNamePart(At(text, end)) ? (TokenKind.Name, 0, null)
            : (TokenKind.Long, whole, long.TryParse(text.AsSpan(start, whole), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);
    }

    private static (TokenKind Kind, int Length, object? Value)? Hex(string text, int start)
    {
        if (text[start] != '0' || At(text, start + 1) is not ('x' or 'X'))
        {
            return null;
        }

        var end = start + 2;
        while (char.IsAsciiHexDigit(At(text, end)))
        {
            end++;
        }

        return end == start + 2 || Lexer.IsNamePart(At(text, end)) ? null
            : (TokenKind.Long, end - start, HexValue(text.AsSpan(start + 2, end - start - 2)));
    }

    /// <summary>The number of hexadecimal digits; null when it is larger than a long, for a sign is not written so.</summary>
    internal static long? HexValue(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0 ? value : null;

    private static (TokenKind Kind, int Length, object? Value)? Real(string text, int start, int whole)
    {
        var end = whole;

        // The second dot makes it the range of between: 1..2; a third gives one back to the number.
        if (At(text, end) == '.' && (At(text, end + 1) != '.' || At(text, end + 2) == '.'))
        {
            end++;
            end += Digits(text, end);
        }

        end += Exponent(text, end);
        return end == whole || Lexer.IsNamePart(At(text, end)) ? null
            : (TokenKind.Real, end - start, double.Parse(text.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture) is var value && double.IsFinite(value) ? value : null);
    }

    private static int Exponent(string text, int at)
    {
        if (At(text, at) is not ('e' or 'E'))
        {
            return 0;
        }

        var sign = At(text, at + 1) is '+' or '-' ? 1 : 0;
        var digits = Digits(text, at + 1 + sign);
        return digits == 0 ? 0 : 1 + sign + digits;
    }

    private static int Digits(string text, int at)
    {
        var end = at;
        while (char.IsAsciiDigit(At(text, end)))
        {
            end++;
        }

        return end - at;
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}
