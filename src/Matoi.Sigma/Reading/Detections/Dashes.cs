using System.Text.RegularExpressions;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>The modifier <c>windash</c>: programs for Windows take a flag behind any of five characters.</summary>
internal static partial class Dashes
{
    /// <summary>How many flags one value may hold; each makes five times as many texts.</summary>
    public const int Flags = 5;

    private const string All = "-/–—―";

    /// <summary>Every way to write the flags of a pattern; null when it holds more than <see cref="Flags"/>.</summary>
    public static IReadOnlyList<TextPattern>? Variants(TextPattern pattern)
    {
        var count = pattern.Parts.Sum(part => Flag().Count(part.Text));
        return count > Flags ? null : [.. Enumerable.Range(0, (int)Math.Pow(All.Length, count)).Select(number => Written(pattern, number))];
    }

    private static TextPattern Written(TextPattern pattern, int number) => pattern.Map(text => Flag().Replace(text, _ =>
    {
        (number, var dash) = Math.DivRem(number, All.Length);
        return All[dash].ToString();
    }));

    // A dash is a flag's when a word stands behind it and none before it, so that "a-b" and "https://" keep theirs.
    [GeneratedRegex(@"\B[-/–—―]\b")]
    private static partial Regex Flag();
}
