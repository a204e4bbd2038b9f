using Matoi.Kql.Functions.Strings.Patterns;

namespace Matoi.Kql.Functions.Strings;

/// <summary>A pattern of SQL's <c>like</c>: <c>%</c> stands for any characters, <c>_</c> for one.</summary>
internal class LikePattern(string text, bool ignoreCase)
{
    private readonly RegexPattern _regex = new($"(?s{(ignoreCase ? "i" : "")})^{string.Concat(text.Select(c => c switch { '%' => ".*", '_' => ".", _ => RegexText.Quote(c.ToString()) }))}$");

    /// <summary>True when the whole text fits.</summary>
    public bool Fits(ReadOnlySpan<char> text) => _regex.IsMatch(text);
}

/// <summary>The same with regard to case.</summary>
internal sealed class ExactLikePattern(string text) : LikePattern(text, ignoreCase: false);
