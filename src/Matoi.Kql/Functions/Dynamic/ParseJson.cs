using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Between text and dynamic values.</summary>
internal static class ParseJson
{
    // The engine reads NaN and its like as numbers, which JSON does not have; inside of quotes they are text.
    private const string NoNumber = "(?i)nan|inf";
    private const string Quoted = """
        "([^"\\]|\\.)*"
        """;

    private const string HasNoNumber = $"regexp_matches({{0}}, '{NoNumber}') AND regexp_matches(regexp_replace({{0}}, '{Quoted}', '', 'g'), '{NoNumber}')";
    private const string Read = $"CASE WHEN {HasNoNumber} THEN NULL ELSE CAST(json(TRY_CAST({{0}} AS JSON)) AS VARCHAR) END";
    private const string FromText = $"nullif(coalesce({Read}, CAST(to_json(nullif({{0}}, '')) AS VARCHAR)), 'null')";

    /// <summary>The value that JSON text writes; other text is a string, no text is null.</summary>
    [KqlFunction("parse_json", DuckDb = FromText)]
    [KqlFunction("todynamic", DuckDb = FromText)]
    [KqlFunction("parsejson", DuckDb = FromText, Deprecated = true)]
    [KqlFunction("toobject", DuckDb = FromText, Deprecated = true)]
    public static JsonNode? Parse(string text) => Json.Read(text);

    /// <summary>What is dynamic already stays as it is, a string inside it too.</summary>
    [KqlFunction("parse_json", DuckDb = "{0}")]
    [KqlFunction("todynamic", DuckDb = "{0}")]
    [KqlFunction("parsejson", DuckDb = "{0}", Deprecated = true)]
    [KqlFunction("toobject", DuckDb = "{0}", Deprecated = true)]
    public static JsonNode? Parse(JsonNode? value) => value;

    /// <summary>The one text of a value: names of bags are sorted.</summary>
    [KqlFunction("dynamic_to_json")]
    public static string ToJson(JsonNode? value) => value is null ? "" : JsonWriter.Of(Sorted(value));

    private static JsonNode? Sorted(JsonNode? value) => value switch
    {
        JsonObject bag => new JsonObject(bag.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => value?.DeepClone(),
    };
}
