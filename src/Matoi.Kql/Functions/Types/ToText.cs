using System.Globalization;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Types;

/// <summary><c>tostring</c>: null is the empty text.</summary>
internal static class ToText
{
    /// <summary><c>True</c> or <c>False</c>.</summary>
    [KqlFunction("tostring", DuckDb = "CASE {0} WHEN TRUE THEN 'True' WHEN FALSE THEN 'False' ELSE '' END")]
    public static string Of(bool? value) => value is { } given ? given ? "True" : "False" : "";

    /// <summary>Digits.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce(CAST({0} AS VARCHAR), '')")]
    public static string Of(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Digits.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce(CAST({0} AS VARCHAR), '')")]
    public static string Of(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number that always has a point or an exponent.</summary>
    [KqlFunction("tostring")]
    public static string Of(double? value) => value is { } given ? RealText.Of(given) : "";

    /// <summary>Digits.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce({0}, '')")]
    public static string Of(decimal? value) => value is { } given ? DecimalText.Of(given) : "";

    /// <summary>ISO 8601 with seven digits behind the seconds, in UTC.</summary>
    [KqlFunction("tostring")]
    public static string Of(DateTime? value) => value is { } given ? TimeText.Of(given) : "";

    /// <summary><c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    [KqlFunction("tostring")]
    public static string Of(TimeSpan? value) => value?.ToString("c", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Lower-case digits in five groups.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce({0}, '')")]
    public static string Of(Guid? value) => value?.ToString("D") ?? "";

    /// <summary>The same.</summary>
    [KqlFunction("tostring", DuckDb = "{0}")]
    public static string Of(string value) => value;

    /// <summary>A dynamic value as text: a string without its quotes, anything else as JSON.</summary>
    [KqlFunction("tostring", DuckDb = "coalesce({0} ->> '$', '')")]
    public static string Of(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : Json.Write(value) ?? "";
}
