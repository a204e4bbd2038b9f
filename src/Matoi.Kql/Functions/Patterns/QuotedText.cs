using System.Text;

namespace Matoi.Kql.Functions.Patterns;

/// <summary>Quotes of <c>parse-kv</c>.</summary>
internal static class QuotedText
{
    /// <summary>The text in quotes at a place, which moves behind it; null when no quote opens there or it is not closed.</summary>
    public static string? Read(KeyValuePattern pattern, string text, ref int at)
    {
        var kind = at < text.Length ? pattern.Open.IndexOf(text[at], StringComparison.Ordinal) : -1;
        if (kind < 0)
        {
            return null;
        }

        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (pattern.Escape != 0 && text[i] == pattern.Escape && i + 1 < text.Length)
            {
                value.Append(text[++i]);
            }
            else if (text[i] == pattern.Close[kind])
            {
                at = i + 1;
                return value.ToString();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        return null;
    }
}
