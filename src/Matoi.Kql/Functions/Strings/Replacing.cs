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
    /// Several texts replaced: the occurrences of the first lookup are taken, then those of the second beside them, and so on. What is no text in the lookups is passed
    /// over, in the rewrites leaves the occurrence as it is.
    /// </summary>
    [KqlFunction("replace_strings")]
    public static string Texts(string text, JsonNode? lookups, JsonNode? rewrites)
    {
        if (lookups is not JsonArray from || rewrites is not JsonArray to)
        {
            return text;
        }

        var found = new SortedList<int, (int Length, string? Rewrite)>();
        var taken = new bool[text.Length];
        for (var i = 0; i < from.Count; i++)
        {
            if (String(from, i) is { Length: > 0 } lookup)
            {
                Take(text, lookup, taken, at => found.Add(at, (lookup.Length, String(to, i))));
            }
        }

        var result = new StringBuilder();
        var end = 0;
        foreach (var (at, (length, rewrite)) in found)
        {
            result.Append(text, end, at - end).Append(rewrite ?? text.Substring(at, length));
            end = at + length;
        }

        return result.Append(text, end, text.Length - end).ToString();
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

    /// <summary>Takes the occurrences of a lookup that lie where nothing is taken yet.</summary>
    private static void Take(string text, string lookup, bool[] taken, Action<int> found)
    {
        for (var at = text.IndexOf(lookup, StringComparison.Ordinal); at >= 0;)
        {
            var free = !taken.AsSpan(at, lookup.Length).Contains(true);
            if (free)
            {
                found(at);
                taken.AsSpan(at, lookup.Length).Fill(true);
            }

            var next = at + (free ? lookup.Length : 1);
            at = next < text.Length ? text.IndexOf(lookup, next, StringComparison.Ordinal) : -1;
        }
    }

    private static string? String(JsonArray array, int at) => at < array.Count && array[at] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
