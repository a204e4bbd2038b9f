using System.Text;
using System.Text.RegularExpressions;

namespace Matoi.Kql.Functions.Strings;

/// <summary>What a match is replaced by: <c>\0</c> stands for the match, <c>\1</c> to <c>\9</c> for its groups, <c>\\</c> for a backslash.</summary>
internal sealed class Rewrite
{
    private readonly List<(string? Text, int Group)> _parts = [];
    private readonly string _written;

    /// <summary>Reads a rewrite.</summary>
    /// <exception cref="ArgumentRefusedException">A backslash stands before something else.</exception>
    public Rewrite(string text)
    {
        _written = text;
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '\\')
            {
                plain.Append(text[++i]);
            }
            else if (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
            {
                Add(plain);
                _parts.Add((null, text[++i] - '0'));
            }
            else
            {
                throw new ArgumentRefusedException($"the rewrite '{text}' has a '\\' at its character {i + 1} that stands before no digit and no '\\'");
            }
        }

        Add(plain);
    }

    /// <summary>The text with all matches replaced.</summary>
    public string Replace(string text, RegexPattern regex)
    {
        if (_parts.Count > 0 && _parts.Max(p => p.Group) is var last && last > regex.Groups)
        {
            throw new ArgumentRefusedException($"the rewrite '{_written}' names the group {last}, but the regular expression '{regex.Text}' has {regex.Groups}");
        }

        var result = new StringBuilder();
        var from = 0;
        foreach (var match in regex.Matches(text))
        {
            result.Append(text, from, match.Index - from);
            Append(result, match);
            from = match.Index + match.Length;
        }

        return from == 0 && result.Length == 0 ? text : result.Append(text, from, text.Length - from).ToString();
    }

    private void Append(StringBuilder result, Match match)
    {
        foreach (var (text, group) in _parts)
        {
            result.Append(text ?? match.Groups[group].Value);
        }
    }

    private void Add(StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            _parts.Add((plain.ToString(), 0));
            plain.Clear();
        }
    }
}
