using System.Text.Json;
using Matoi.Kql.Functions.Strings;

namespace Matoi.Kql.Functions.Patterns;

/// <summary>How <c>parse-kv</c> reads pairs of key and value out of a text. The first value of a key counts.</summary>
/// <param name="Keys">Keys in the order of the columns.</param>
/// <param name="Pair">What stands between pairs; null when any character that is no letter or digit does.</param>
/// <param name="Between">What stands between key and value; null as above.</param>
/// <param name="Open">Opening quotes, each with the closing one at the same place of <paramref name="Close"/>.</param>
/// <param name="Close">Closing quotes.</param>
/// <param name="Escape">Character before a quote that does not close; 0 for none.</param>
/// <param name="Greedy">Values go on until the delimiter before the next key.</param>
/// <param name="Regex">A pattern with two groups, key and value, instead of all else.</param>
internal sealed record KeyValuePattern(string[] Keys, string? Pair, string? Between, string Open, string Close, char Escape, bool Greedy, string? Regex)
{
    private RegexPattern? _regex;

    /// <summary>The pattern written as JSON.</summary>
    public static KeyValuePattern Of(string spec) => JsonSerializer.Deserialize<KeyValuePattern>(spec.Length == 0 ? "{\"Keys\":[]}" : spec)!;

    /// <summary>The pattern as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The values in the order of the keys; empty where a key is missing.</summary>
    public string?[] Match(string text)
    {
        var values = new string?[Keys.Length];
        foreach (var (key, value) in Regex is not null ? ByRegex(text) : Pair is null || Between is null ? new AnyDelimiterReader(this, text).Pairs() : new PairReader(this, text).Pairs())
        {
            var at = Array.IndexOf(Keys, key);
            if (at >= 0)
            {
                values[at] ??= value;
            }
        }

        return values;
    }

    private IEnumerable<(string Key, string Value)> ByRegex(string text)
    {
        _regex ??= new(Regex!);
        return _regex.Matches(text).Select(m => (m.Groups[1].Value.Trim(), m.Groups[2].Value));
    }
}
