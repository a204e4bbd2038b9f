namespace Matoi.Kql.Functions.Strings;

/// <summary>Operators that hold a text against a pattern.</summary>
internal static class RegexOperators
{
    /// <summary>The text holds a match.</summary>
    [KqlFunction("_matches_regex")]
    public static bool MatchesRegex(Utf8Text text, RegexPattern regex) => Utf8Text.Decoded(text.Bytes, regex, static (chars, pattern) => pattern.IsMatch(chars));

    /// <summary>The text fits a pattern with <c>%</c> and <c>_</c>.</summary>
    [KqlFunction("_like")]
    public static bool Like(Utf8Text text, LikePattern pattern) => Utf8Text.Decoded(text.Bytes, pattern, static (chars, like) => like.Fits(chars));

    /// <summary>The same with regard to case.</summary>
    [KqlFunction("_like_cs")]
    public static bool LikeExactly(Utf8Text text, ExactLikePattern pattern) => Utf8Text.Decoded(text.Bytes, pattern, static (chars, like) => like.Fits(chars));
}
