using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>
/// Elements as the type that <c>to typeof()</c> of mv-expand names: numbers become other numbers, but text is not read as a number; an element that does not fit is
/// null. Times, lengths of time and identifiers are text inside dynamic values, so that text is read for them.
/// </summary>
internal static class ElementCasts
{
    /// <summary>A string; empty for all else.</summary>
    [KqlFunction("_cast_text", DuckDb = "CASE WHEN starts_with({0}, '\"') THEN {0} ->> '$' ELSE '' END")]
    public static string Text(JsonNode? value) => Values.Text(value) ?? "";

    /// <summary>true or false; a number is true unless it is 0.</summary>
    [KqlFunction("_cast_bool")]
    public static bool? Bool(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Values.Real(value) is not 0,
        _ => null,
    };

    /// <summary>A number without its fraction.</summary>
    [KqlFunction("_cast_int")]
    public static int? Int(JsonNode? value) => Long(value) is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null;

    /// <summary>A number without its fraction.</summary>
    [KqlFunction("_cast_long")]
    public static long? Long(JsonNode? value)
        => Values.Whole(value) ?? (Values.Real(value) is { } real && Math.Abs(real) < 9.2e18 ? (long)real : value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.GetValue<bool>() ? 1 : 0 : null);

    /// <summary>A number.</summary>
    [KqlFunction("_cast_real")]
    public static double? Real(JsonNode? value)
        => Values.Real(value) ?? (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.GetValue<bool>() ? 1 : 0 : NotFinite(Values.Text(value)));

    /// <summary>A number.</summary>
    [KqlFunction("_cast_decimal")]
    public static decimal? Decimal(JsonNode? value)
        => value?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // How reals that JSON has no number for stand in dynamic values.
    private static double? NotFinite(string? text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };
}
