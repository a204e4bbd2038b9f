using System.Text;

namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>Writes regular expressions.</summary>
internal static class RegexText
{
    /// <summary>The expression that matches a text itself.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            quoted.Append(@"\.+*?()|[]{}^$#&-~".Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return quoted.ToString();
    }
}
