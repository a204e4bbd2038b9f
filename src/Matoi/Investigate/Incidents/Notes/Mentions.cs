using System.Text.RegularExpressions;

namespace Matoi.Investigate.Incidents.Notes;

/// <summary>Finds the people whom a text in Markdown mentions. Pure.</summary>
public static partial class Mentions
{
    /// <summary>User names after <c>@</c>, each once, in order. What stands in code, and mail addresses, mention nobody.</summary>
    public static IReadOnlyList<string> In(string text)
        => [.. Mention().Matches(Code().Replace(text, " ")).Select(m => m.Groups[1].Value.TrimEnd('.', '-')).Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex(@"(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}(?:@[\p{L}\p{N}.-]+)?)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"```.*?(?:```|\z)|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
