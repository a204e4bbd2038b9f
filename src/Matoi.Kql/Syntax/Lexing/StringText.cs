using System.Globalization;
using System.Text;

namespace Matoi.Kql.Syntax.Lexing;

/// <summary>String literals: quoted with escapes, <c>@</c> without, <c>h</c> hidden from logs, and several lines between <c>```</c> or <c>~~~</c>.</summary>
internal static class StringText
{
    /// <summary>Whether a string literal starts here.</summary>
    internal static bool StartsAt(string text, int start)
    {
        var at = QuoteAt(text, start);
        return at < text.Length && (text[at] is '"' or '\'' || IsFence(text, at));
    }

    /// <summary>The number of characters of the literal that starts here, and its value.</summary>
    internal static (int Length, string Value) Read(string text, int start, List<KqlError> errors)
    {
        var at = QuoteAt(text, start);
        var (length, value) = IsFence(text, at) ? ReadFenced(text, start, at, errors)
            : at > start && text[at - 1] == '@' ? ReadVerbatim(text, start, at, errors)
            : ReadEscaped(text, start, at, errors);
        return (length, value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Whole(value) : value);
    }

    // Half of a pair is no character: every text is UTF-8 further on, where U+FFFD stands for it.
    private static string Whole(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));

    private static int QuoteAt(string text, int start)
    {
        var at = start;
        at += at < text.Length && text[at] is 'h' or 'H' ? 1 : 0;
        at += at < text.Length && text[at] == '@' ? 1 : 0;
        return at;
    }

    private static bool IsFence(string text, int at) => string.CompareOrdinal(text, at, "```", 0, 3) == 0 || string.CompareOrdinal(text, at, "~~~", 0, 3) == 0;

    private static (int Length, string Value) ReadFenced(string text, int start, int at, List<KqlError> errors)
    {
        var fence = text.Substring(at, 3);
        var end = text.IndexOf(fence, at + 3, StringComparison.Ordinal);
        if (end >= 0)
        {
            return (end + 3 - start, text[(at + 3)..end]);
        }

        errors.Add(new(SyntaxCode.UnclosedString, $"the string is not closed: expected {fence}", new(start, at + 3 - start)));
        return (text.Length - start, text[(at + 3)..]);
    }

    private static (int Length, string Value) ReadVerbatim(string text, int start, int at, List<KqlError> errors)
    {
        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            if (text[i] == text[at] && (++i >= text.Length || text[i] != text[at]))
            {
                return (i - start, value.ToString());
            }

            value.Append(text[i]);
        }

        return Unclosed(text, start, at, errors, value);
    }

    private static (int Length, string Value) ReadEscaped(string text, int start, int at, List<KqlError> errors)
    {
        var stop = text.AsSpan(at + 1).IndexOfAny([text[at], '\\', '\n', '\r']);
        if (stop >= 0 && text[at + 1 + stop] == text[at])
        {
            return (at + 2 + stop - start, text.Substring(at + 1, stop));
        }

        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length && text[i] is not ('\n' or '\r');)
        {
            if (text[i] == text[at])
            {
                return (i + 1 - start, value.ToString());
            }

            i += text[i] == '\\' ? Escape(text, i, value, errors) : Plain(text[i], value);
        }

        return Unclosed(text, start, at, errors, value);
    }

    private static int Plain(char c, StringBuilder value)
    {
        value.Append(c);
        return 1;
    }

    private static int Escape(string text, int at, StringBuilder value, List<KqlError> errors)
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\0';
        var simple = "\\'\"abfnrtv".IndexOf(c, StringComparison.Ordinal);
        if (simple >= 0 && c != '\0')
        {
            value.Append("\\'\"\a\b\f\n\r\t\v"[simple]);
            return 2;
        }

        return c switch
        {
            'x' => Code(text, at, 2, value, errors),
            'u' => Code(text, at, 4, value, errors),
            'U' => Code(text, at, 8, value, errors),
            >= '0' and <= '7' => Octal(text, at, value),
            _ => Unknown(text, at, value, errors),
        };
    }

    private static int Code(string text, int at, int digits, StringBuilder value, List<KqlError> errors)
    {
        if (at + 2 + digits > text.Length
            || !uint.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
        {
            return Unknown(text, at, value, errors);
        }

        _ = code > 0xFFFF ? value.Append(char.ConvertFromUtf32((int)code)) : value.Append((char)code);
        return 2 + digits;
    }

    // Three digits only up to \377: one byte.
    private static int Octal(string text, int at, StringBuilder value)
    {
        var (code, length) = (0, 0);
        while (length < (text[at + 1] <= '3' ? 3 : 2) && at + 1 + length < text.Length && text[at + 1 + length] is >= '0' and <= '7')
        {
            code = (code * 8) + text[at + 1 + length++] - '0';
        }

        value.Append((char)code);
        return 1 + length;
    }

    private static int Unknown(string text, int at, StringBuilder value, List<KqlError> errors)
    {
        var shown = at + 1 < text.Length && !char.IsControl(text[at + 1]) ? $"\\{text[at + 1]}" : "\\";
        errors.Add(new(SyntaxCode.UnknownEscape, $"'{shown}' is no escape; write '\\\\' for a backslash, or put @ before the string", new(at, shown.Length)));
        value.Append('\\');
        return 1;
    }

    private static (int Length, string Value) Unclosed(string text, int start, int at, List<KqlError> errors, StringBuilder value)
    {
        var line = text.AsSpan(at).IndexOfAny('\n', '\r');
        var end = line < 0 ? text.Length : at + line;
        errors.Add(new(SyntaxCode.UnclosedString, $"the string is not closed: expected {text[at]} before the end of the line; a string over several lines stands between ```", new(start, end - start)));
        return (end - start, value.ToString());
    }
}
