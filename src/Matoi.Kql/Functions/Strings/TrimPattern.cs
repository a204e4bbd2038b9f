namespace Matoi.Kql.Functions.Strings;

/// <summary>A regular expression whose match at the beginning or end of a text is cut off.</summary>
internal sealed class TrimPattern(string regex)
{
    private readonly RegexPattern _start = RegexPattern.AtStart(regex);
    private readonly RegexPattern _end = RegexPattern.AtEnd(regex);

    /// <summary>The text without one match at its beginning.</summary>
    public string Start(string text) => _start.Match(text) is { Success: true } match ? text[match.Length..] : text;

    /// <summary>The text without one match at its end, the leftmost that reaches it.</summary>
    public string End(string text) => _end.Match(text) is { Success: true } match ? text[..match.Index] : text;
}
