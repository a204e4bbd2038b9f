using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Types;

/// <summary>Conversions that lose nothing.</summary>
internal static class Widening
{
    /// <summary>int as long.</summary>
    [KqlFunction("tolong", DuckDb = "CAST({0} AS BIGINT)")]
    public static long Long(int value) => value;

    /// <summary>int as real.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Real(int value) => value;

    /// <summary>long as real.</summary>
    [KqlFunction("todouble", DuckDb = "CAST({0} AS DOUBLE)")]
    public static double Real(long value) => value;

    /// <summary>long as text.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce(CAST({0} AS VARCHAR), '')")]
    public static string Text(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>A dynamic value as text: a string without its quotes, anything else as JSON.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce({0} ->> '$', '')")]
    public static string Text(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : Json.Write(value) ?? "";

    /// <summary>Text as a dynamic value.</summary>
    [KqlFunction("_dynamic", DuckDb = "CAST(to_json({0}) AS VARCHAR)")]
    public static JsonNode? Dynamic(string value) => JsonValue.Create(value);

    /// <summary>A number as a dynamic value.</summary>
    [KqlFunction("_dynamic", DuckDb = "CAST({0} AS VARCHAR)")]
    public static JsonNode? Dynamic(long? value) => value is { } number ? JsonValue.Create(number) : null;
}
