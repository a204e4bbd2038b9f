namespace Matoi.Kql.Functions.Patterns;

/// <summary>What <c>parse</c> and <c>parse-kv</c> compute per row: the fields of a text, each behind a separator; without any when the text does not fit.</summary>
internal static class ParseFunctions
{
    /// <summary>The fields of a text by a <see cref="TextPattern"/>.</summary>
    [KqlFunction("_parse")]
    public static string Parse(string text, string pattern) => Joined(TextPattern.Of(pattern).Match(text));

    /// <summary>The values of keys in a text by <see cref="KeyValuePattern"/>.</summary>
    [KqlFunction("_parse_kv")]
    public static string ParseKv(string text, string pattern) => Joined(KeyValuePattern.Of(pattern).Match(text));

    private static string Joined(IReadOnlyList<string?>? fields)
        => fields is null ? "" : string.Concat(fields.Select(f => TextPattern.Separator + f?.Replace(TextPattern.Separator, '\uFFFD')));
}
