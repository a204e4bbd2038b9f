using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Dynamic;

namespace Matoi.Kql.Functions.Series;

/// <summary>Series between dynamic arrays and numbers.</summary>
internal static class SeriesNumbers
{
    /// <summary>The elements; one that is no number is null. Null for what is not an array.</summary>
    public static double?[]? Of(JsonNode? series) => series is JsonArray array ? [.. array.Select(Number)] : null;

    /// <summary>The elements when all are finite numbers and there is at least one; else null.</summary>
    public static double[]? AllOf(JsonNode? series)
        => series is JsonArray { Count: > 0 } array && array.Select(Number).ToList() is var numbers && numbers.TrueForAll(n => n is { } v && double.IsFinite(v)) ? [.. numbers.Select(n => n!.Value)] : null;

    /// <summary>The number in an element, also one that JSON cannot write; null when there is none.</summary>
    public static double? Number(JsonNode? element) => Values.Real(element) ?? Values.Text(element) switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>A number as an element.</summary>
    public static JsonNode? Element(double? value)
        => value is not { } number ? null
        : double.IsFinite(number) ? JsonValue.Create(number)
        : JsonValue.Create(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");

    /// <summary>Numbers as an array.</summary>
    public static JsonArray Array(IEnumerable<double> values) => new([.. values.Select(v => Element(v))]);

    /// <summary>Numbers as an array.</summary>
    public static JsonArray Array(IEnumerable<double?> values) => new([.. values.Select(Element)]);
}
