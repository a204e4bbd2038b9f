using System.Text;

namespace Matoi.Clouds.Generic;

/// <summary>A line in ArcSight's Common Event Format: <c>CEF:0|vendor|product|version|class|name|severity|key=value …</c>.</summary>
internal sealed record CefLine(IReadOnlyList<string> Header, IReadOnlyList<KeyValuePair<string, string>> Extension)
{
    /// <summary>Where CEF starts in the line, which may begin with a syslog header; -1 when the line is none.</summary>
    public static int Start(string line)
    {
        var start = line.IndexOf("CEF:", 0, Math.Min(line.Length, 256), StringComparison.Ordinal);
        return start >= 0 && start + 6 < line.Length && char.IsAsciiDigit(line[start + 4]) && line[start + 5] == '|' && (start == 0 || line[start - 1] is ' ' or '>' or ':')
            ? start
            : -1;
    }

    /// <summary>Reads the CEF part of a line; null when fewer than its seven header fields are there.</summary>
    public static CefLine? Read(string cef)
    {
        var header = new List<string>(7);
        var field = new StringBuilder();
        var at = 0;
        for (; at < cef.Length && header.Count < 7; at++)
        {
            switch (cef[at])
            {
                case '\\' when at + 1 < cef.Length && cef[at + 1] is '|' or '\\':
                    field.Append(cef[++at]);
                    break;
                case '|':
                    header.Add(field.ToString());
                    field.Clear();
                    break;
                default:
                    field.Append(cef[at]);
                    break;
            }
        }

        if (header.Count == 6 && field.Length > 0)
        {
            header.Add(field.ToString());
        }

        return header.Count < 7 ? null : new(header, Pairs(cef[at..]));
    }

    // A value runs to the last space before the next "key="; "\=" inside it is no key.
    private static List<KeyValuePair<string, string>> Pairs(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var (key, valueStart) = ("", 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '=' && KeyBefore(text, i) is { Length: > 0 } next)
            {
                Add(pairs, key, text[valueStart..(i - next.Length)]);
                (key, valueStart) = (next, i + 1);
            }
        }

        Add(pairs, key, text[valueStart..]);
        return pairs;
    }

    private static void Add(List<KeyValuePair<string, string>> pairs, string key, string value)
    {
        if (key.Length > 0)
        {
            pairs.Add(new(key, Unescape(value.Trim())));
        }
    }

    private static string KeyBefore(string text, int equals)
    {
        var start = equals;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '-'))
        {
            start--;
        }

        return start == 0 || text[start - 1] == ' ' ? text[start..equals] : "";
    }

    private static string Unescape(string value) => value.Contains('\\')
        ? value.Replace("\\\\", "\0").Replace("\\=", "=").Replace("\\|", "|").Replace("\\n", "\n").Replace("\\r", "\r").Replace('\0', '\\')
        : value;
}
