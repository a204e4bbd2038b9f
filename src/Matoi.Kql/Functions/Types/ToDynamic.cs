using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Types;

/// <summary>Values as dynamic: what JSON has no form for becomes a string. A real keeps its point, so that it stays one.</summary>
internal static class ToDynamic
{
    /// <summary>true or false.</summary>
    [KqlFunction("_dynamic", DuckDb = "CAST({0} AS VARCHAR)")]
    public static JsonNode? Of(bool? value) => value is { } given ? JsonValue.Create(given) : null;

    /// <summary>A number.</summary>
    [KqlFunction("_dynamic", DuckDb = "CAST({0} AS VARCHAR)")]
    public static JsonNode? Of(int? value) => value is { } given ? JsonValue.Create(given) : null;

    /// <summary>A number.</summary>
    [KqlFunction("_dynamic", DuckDb = "CAST({0} AS VARCHAR)")]
    public static JsonNode? Of(long? value) => value is { } given ? JsonValue.Create(given) : null;

    /// <summary>A number with a point or an exponent; a string for what is not finite.</summary>
    [KqlFunction("_dynamic")]
    public static JsonNode? Of(double? value)
        => value is not { } given ? null
        : double.IsFinite(given) ? JsonNode.Parse(RealText.Of(given))
        : JsonValue.Create(double.IsNaN(given) ? "NaN" : given > 0 ? "Infinity" : "-Infinity");

    /// <summary>A string of the number.</summary>
    [KqlFunction("_dynamic", DuckDb = "('\"' || {0} || '\"')")]
    public static JsonNode? Of(decimal? value) => value is { } given ? JsonValue.Create(DecimalText.Of(given)) : null;

    /// <summary>A string of the time.</summary>
    [KqlFunction("_dynamic")]
    public static JsonNode? Of(DateTime? value) => value is null ? null : JsonValue.Create(ToText.Of(value));

    /// <summary>A string of the length of time.</summary>
    [KqlFunction("_dynamic")]
    public static JsonNode? Of(TimeSpan? value) => value is null ? null : JsonValue.Create(ToText.Of(value));

    /// <summary>A string of the identifier.</summary>
    [KqlFunction("_dynamic", DuckDb = "('\"' || {0} || '\"')")]
    public static JsonNode? Of(Guid? value) => value is null ? null : JsonValue.Create(ToText.Of(value));

    /// <summary>A string.</summary>
    [KqlFunction("_dynamic", DuckDb = "CAST(to_json({0}) AS VARCHAR)")]
    public static JsonNode? Of(string value) => JsonValue.Create(value);
}
