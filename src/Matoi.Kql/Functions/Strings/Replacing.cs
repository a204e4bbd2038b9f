using System.Text;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that put something else in place of parts of a text.</summary>
internal static class Replacing
{
    /// <summary>Small letters.</summary>
    [KqlFunction("tolower", DuckDb = "lower({0})")]
    public static string Lower([AnyText] string value) => value.ToLowerInvariant().Replace('İ', 'i');

    /// <summary>Capital letters, one for one: <c>ß</c> has none.</summary>
    [KqlFunction("toupper", DuckDb = "(CASE WHEN contains({0}, 'ß') THEN replace(upper(replace({0}, 'ß', '\uE0DF')), '\uE0DF', 'ß') ELSE upper({0}) END)")]
    public static string Upper([AnyText] string value) => value.ToUpperInvariant().Replace('ı', 'I').Replace('ſ', 'S');

    /// <summary>All occurrences of a text replaced; an empty lookup replaces nothing.</summary>
    [KqlFunction("replace_string", DuckDb = "replace({0}, {1}, {2})")]
    public static string Text(string text, string lookup, string rewrite) => lookup.Length == 0 ? text : text.Replace(lookup, rewrite, StringComparison.Ordinal);

    /// <summary>All matches of a regular expression replaced.</summary>
    [KqlFunction("replace_regex")]
    public static string Regex(string source, RegexPattern lookup, Rewrite rewrite) => rewrite.Replace(source, lookup);

    /// <summary>The older form of <c>replace_regex</c>, with the text last.</summary>
    [KqlFunction("replace", Deprecated = true)]
    public static string OldRegex(RegexPattern regex, Rewrite rewrite, string source) => rewrite.Replace(source, regex);

    /// <summary>
    /// Several texts replaced in one pass: at each place the first of the list that is there counts. What is no text in the lookups is passed over, in the rewrites leaves
    /// the occurrence as it is.
    /// </summary>
    [KqlFunction("replace_strings")]
    public static string Texts(string text, JsonNode? lookups, JsonNode? rewrites)
    {
        if (lookups is not JsonArray from || rewrites is not JsonArray to)
        {
            return text;
        }

        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var found = Enumerable.Range(0, from.Count).FirstOrDefault(i => String(from, i) is { Length: > 0 } lookup && string.CompareOrdinal(text, at, lookup, 0, lookup.Length) == 0, -1);
            var length = found < 0 ? 1 : String(from, found)!.Length;
            result.Append(found >= 0 && String(to, found) is { } rewrite ? rewrite : text.AsSpan(at, length));
            at += length;
        }

        return result.ToString();
    }

    /// <summary>Each character of a list replaced by that at the same place of another list, the last one when that is shorter; removed when that is empty.</summary>
    [KqlFunction("translate")]
    public static string Characters(string searchList, string replacementList, string source)
    {
        var (search, replacement) = (searchList.EnumerateRunes().ToList(), replacementList.EnumerateRunes().ToList());
        var result = new StringBuilder();
        foreach (var rune in source.EnumerateRunes())
        {
            var at = search.IndexOf(rune);
            if (at < 0)
            {
                result.Append(rune);
            }
            else if (replacement.Count > 0)
            {
                result.Append(replacement[Math.Min(at, replacement.Count - 1)]);
            }
        }

        return result.ToString();
    }

    /// <summary>The regular expression that matches a text itself.</summary>
    [KqlFunction("regex_quote")]
    public static string Quote([AnyText] string text) => Patterns.RegexText.Quote(text);

    private static string? String(JsonArray array, int at) => at < array.Count && array[at] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
