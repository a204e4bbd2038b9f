using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Steps into dynamic values whose name or position is known only with the row.</summary>
internal static class Elements
{
    private const string Named = "CASE WHEN starts_with({0}, '{') THEN nullif(CAST(json_extract({0}, '/' || replace(replace({1}, '~', '~0'), '/', '~1')) AS VARCHAR), 'null') END";
    private const string Placed = "CASE WHEN starts_with({0}, '[') THEN nullif(CAST(json_extract({0}, CASE WHEN {1} < 0 THEN '$[#' ELSE '$[' END || {1} || ']') AS VARCHAR), 'null') END";

    /// <summary>The property of a name.</summary>
    [KqlFunction("_element", DuckDb = Named)]
    public static JsonNode? At(JsonNode value, string name) => (value as JsonObject)?[name];

    /// <summary>The element at a position; negative ones count from the end.</summary>
    [KqlFunction("_element", DuckDb = Placed)]
    public static JsonNode? At(JsonNode value, long position)
        => value is JsonArray array && (position < 0 ? position + array.Count : position) is var i && i >= 0 && i < array.Count ? array[(int)i] : null;

    /// <summary>The property or element that a dynamic name or position says.</summary>
    [KqlFunction("_element")]
    public static JsonNode? At(JsonNode value, JsonNode key)
        => Values.Text(key) is { } name ? At(value, name) : Values.Whole(key) is { } position ? At(value, position) : null;

    /// <summary>True for an array.</summary>
    [KqlFunction("_is_array", DuckDb = "starts_with({0}, '[')")]
    public static bool IsArray(JsonNode value) => value is JsonArray;

    /// <summary>What mv-expand makes rows of, as an array: a bag's properties, each as a bag, or any other value by itself.</summary>
    [KqlFunction("_bags")]
    public static JsonNode? AsBags(JsonNode? value) => value switch
    {
        JsonArray => value,
        JsonObject bag => new JsonArray([.. bag.Select(p => (JsonNode?)new JsonObject { [p.Key] = p.Value?.DeepClone() })]),
        _ => new JsonArray(value?.DeepClone()),
    };

    /// <summary>The same where a bag's properties become pairs of name and value.</summary>
    [KqlFunction("_pairs")]
    public static JsonNode? AsPairs(JsonNode? value) => value is JsonObject bag ? new JsonArray([.. bag.Select(p => (JsonNode?)new JsonArray(JsonValue.Create(p.Key), p.Value?.DeepClone()))]) : AsBags(value);
}
