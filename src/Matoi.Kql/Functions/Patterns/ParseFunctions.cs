namespace Matoi.Kql.Functions.Patterns;

/// <summary>What <c>parse</c> and <c>parse-kv</c> compute per row: <c>1</c> and the fields of a text, each behind a separator; nothing when the text does not fit.</summary>
internal static class ParseFunctions
{
    /// <summary>The fields of a text by a <see cref="ParsePattern"/>.</summary>
    [KqlFunction("_parse")]
    public static string Parse(string text, ParsePattern pattern) => Joined(pattern.Match(text));

    /// <summary>The values of keys in a text by <see cref="KeyValuePattern"/>.</summary>
    [KqlFunction("_parse_kv")]
    public static string ParseKv(string text, KeyValuePattern pattern) => Joined(pattern.Match(text));

    private static string Joined(IReadOnlyList<string?>? fields)
        => fields is null ? "" : "1" + string.Concat(fields.Select(f => ParsePattern.Separator + f?.Replace(ParsePattern.Separator, '\uFFFD')));
}
