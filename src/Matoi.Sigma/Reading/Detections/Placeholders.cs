using System.Text.RegularExpressions;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>The modifier <c>expand</c>: <c>%name%</c> stands for values; <c>\%</c> is the sign itself.</summary>
internal static partial class Placeholders
{
    /// <summary>How many texts one value may become.</summary>
    public const int Limit = 10_000;

    /// <summary>The texts that a value stands for; null when there are too many. A name without values is put into <paramref name="unknown"/>, and nothing is left.</summary>
    public static IReadOnlyList<string>? Expand(string value, SigmaReaderOptions options, List<string> unknown)
    {
        List<string> texts = [""];
        var end = 0;
        foreach (Match match in Placeholder().Matches(value))
        {
            var name = match.Groups[1].Value;
            if (!options.Placeholders.TryGetValue(name, out var values))
            {
                unknown.Add(name);
                return [];
            }

            if ((long)texts.Count * values.Count > Limit)
            {
                return null;
            }

            var before = value[end..match.Index];
            texts = [.. texts.SelectMany(text => values.Select(v => text + Plain(before) + v))];
            end = match.Index + match.Length;
        }

        return [.. texts.Select(text => text + Plain(value[end..]))];
    }

    private static string Plain(string text) => text.Replace("\\%", "%", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)%(\w[\w.-]*)%")]
    private static partial Regex Placeholder();
}
