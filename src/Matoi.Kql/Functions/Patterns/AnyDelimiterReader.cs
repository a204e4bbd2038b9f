namespace Matoi.Kql.Functions.Patterns;

/// <summary>Reads the pairs of a text whose delimiters were not told: any character that is no letter, digit or underscore separates.</summary>
internal sealed class AnyDelimiterReader(KeyValuePattern pattern, string text)
{
    /// <summary>Every word that one delimiter and a value follow, with the value.</summary>
    public IEnumerable<(string Key, string Value)> Pairs()
    {
        foreach (var key in pattern.Keys)
        {
            for (var found = text.IndexOf(key, StringComparison.Ordinal); found >= 0; found = text.IndexOf(key, found + 1, StringComparison.Ordinal))
            {
                var end = found + key.Length;
                if (found > 0 && Word(text[found - 1]) || end >= text.Length || Word(text[end]))
                {
                    continue;
                }

                yield return (key, Value(end));
                break;
            }
        }
    }

    private string Value(int at)
    {
        while (at < text.Length && !Word(text[at]) && !pattern.Open.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        if (QuotedText.Read(pattern, text, ref at) is { } quoted)
        {
            return quoted;
        }

        var from = at;
        while (at < text.Length && Word(text[at]))
        {
            at++;
        }

        return text[from..at];
    }

    private static bool Word(char c) => char.IsLetterOrDigit(c) || c == '_';
}
