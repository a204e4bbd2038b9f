using System.Text.Json;

namespace Matoi.Kql.Functions.Patterns;

/// <summary>
/// The pattern of <c>parse</c> in the kinds simple and relaxed: texts that must follow each other, with columns and gaps between them. A column takes what stands
/// before the next text; the first text must stand at the start and the last one at the end unless <c>*</c> is there.
/// </summary>
internal sealed class ParsePattern
{
    /// <summary>Stands between the fields of an answer; no text of a log holds this code point, which is assigned to nothing.</summary>
    public const char Separator = '\uFDD0';

    private readonly string[] _parts;
    private readonly bool _strict;

    /// <summary>
    /// The pattern written as a JSON array: first <c>strict</c> or <c>relaxed</c>, then <c>=text</c>, <c>*</c>, or a column by the kind of its type: <c>s</c>
    /// text, <c>n</c> whole number, <c>r</c> number, <c>t</c> anything else.
    /// </summary>
    public ParsePattern(string spec)
    {
        var parts = JsonSerializer.Deserialize<string[]>(spec.Length == 0 ? "[\"strict\"]" : spec)!;
        (_parts, _strict) = (parts[1..], parts[0] == "strict");
    }

    /// <summary>The texts of the columns in order; null when the pattern does not fit.</summary>
    public List<string>? Match(string text)
    {
        var fields = new List<string>();
        var at = 0;
        string? column = null;
        var gap = false;
        for (var i = 0; i < _parts.Length; i++)
        {
            var part = _parts[i];
            if (part[0] != '=')
            {
                // Two columns, or a column and a gap, side by side: the first takes what its type can.
                if (column is not null && !Take(column, text, ref at, fields))
                {
                    return null;
                }

                (column, gap) = part == "*" ? (null, true) : (part, gap && column is null);
                continue;
            }

            var literal = part[1..];
            var found = Find(literal, text, at, free: column is not null || gap, last: i == _parts.Length - 1);
            if (found < 0 || column is not null && !Field(column, gap, text, at, found, fields))
            {
                return null;
            }

            (at, column, gap) = (found + literal.Length, null, false);
        }

        if (column is not null)
        {
            return Field(column, gap, text, at, text.Length, fields) ? fields : null;
        }

        return gap || at == text.Length ? fields : null;
    }

    private static int Find(string literal, string text, int at, bool free, bool last)
    {
        if (!free)
        {
            return text.AsSpan(at).StartsWith(literal, StringComparison.Ordinal) && (!last || at + literal.Length == text.Length) ? at : -1;
        }

        if (!last)
        {
            return text.IndexOf(literal, at, StringComparison.Ordinal);
        }

        var end = text.Length - literal.Length;
        return end >= at && text.EndsWith(literal, StringComparison.Ordinal) ? end : -1;
    }

    /// <summary>A column whose text is what stands between two places; behind a gap only its type can tell where it begins.</summary>
    private bool Field(string column, bool gap, string text, int from, int to, List<string> fields)
    {
        var value = text.AsSpan(from, to - from);
        if (gap && column != "s")
        {
            var start = value.Length;
            while (start > 0 && Belongs(column, value[start - 1]))
            {
                start--;
            }

            value = value[start..];
        }

        if (column == "n" && !IsWhole(value))
        {
            if (_strict)
            {
                return false;
            }

            value = "";
        }

        fields.Add(value.ToString());
        return true;
    }

    private bool Take(string column, string text, ref int at, List<string> fields)
    {
        var from = at;
        while (column != "s" && at < text.Length && Belongs(column, text[at]))
        {
            at++;
        }

        fields.Add(text[from..at].Trim());
        return !_strict || column == "s" || at > from;
    }

    private static bool Belongs(string column, char c) => column switch
    {
        "n" => char.IsAsciiDigit(c) || c == '-',
        "r" => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or 'e' or 'E',
        _ => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' or ':' or '/',
    };

    private static bool IsWhole(ReadOnlySpan<char> value)
    {
        var digits = value.StartsWith('-') ? value[1..] : value;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
