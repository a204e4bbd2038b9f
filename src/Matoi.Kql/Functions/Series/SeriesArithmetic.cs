using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Dynamic;

namespace Matoi.Kql.Functions.Series;

/// <summary>
/// Operators between two series, element by element; a single number stands for a series of it. Where one has no number the result is null. Whole numbers stay whole
/// where the operator keeps them so.
/// </summary>
internal static class SeriesArithmetic
{
    /// <summary>Sums.</summary>
    [KqlFunction("series_add")]
    public static JsonNode? Add(JsonNode? a, JsonNode? b) => Numbers(a, b, (x, y) => x + y, (x, y) => unchecked(x + y));

    /// <summary>Differences.</summary>
    [KqlFunction("series_subtract")]
    public static JsonNode? Subtract(JsonNode? a, JsonNode? b) => Numbers(a, b, (x, y) => x - y, (x, y) => unchecked(x - y));

    /// <summary>Products.</summary>
    [KqlFunction("series_multiply")]
    public static JsonNode? Multiply(JsonNode? a, JsonNode? b) => Numbers(a, b, (x, y) => x * y, (x, y) => unchecked(x * y));

    /// <summary>Quotients, always real.</summary>
    [KqlFunction("series_divide")]
    public static JsonNode? Divide(JsonNode? a, JsonNode? b) => Numbers(a, b, (x, y) => x / y, null);

    /// <summary>Powers, always real.</summary>
    [KqlFunction("series_pow")]
    public static JsonNode? Pow(JsonNode? a, JsonNode? b) => Numbers(a, b, Math.Pow, null);

    /// <summary>True where the numbers are equal.</summary>
    [KqlFunction("series_equals")]
    public static JsonNode? AreEqual(JsonNode? a, JsonNode? b) => Tests(a, b, (x, y) => x == y);

    /// <summary>True where the numbers differ.</summary>
    [KqlFunction("series_not_equals")]
    public static JsonNode? Differ(JsonNode? a, JsonNode? b) => Tests(a, b, (x, y) => x != y);

    /// <summary>True where the first number is less.</summary>
    [KqlFunction("series_less")]
    public static JsonNode? Less(JsonNode? a, JsonNode? b) => Tests(a, b, (x, y) => x < y);

    /// <summary>True where the first number is not greater.</summary>
    [KqlFunction("series_less_equals")]
    public static JsonNode? LessOrEqual(JsonNode? a, JsonNode? b) => Tests(a, b, (x, y) => x <= y);

    /// <summary>True where the first number is greater.</summary>
    [KqlFunction("series_greater")]
    public static JsonNode? Greater(JsonNode? a, JsonNode? b) => Tests(a, b, (x, y) => x > y);

    /// <summary>True where the first number is not less.</summary>
    [KqlFunction("series_greater_equals")]
    public static JsonNode? GreaterOrEqual(JsonNode? a, JsonNode? b) => Tests(a, b, (x, y) => x >= y);

    private static JsonArray? Numbers(JsonNode? a, JsonNode? b, Func<double, double, double> real, Func<long, long, long>? whole) => Each(a, b, (x, y)
        => whole is not null && Values.IsWhole(x) && Values.IsWhole(y) && Values.Whole(x) is { } m && Values.Whole(y) is { } n ? JsonValue.Create(whole(m, n))
        : SeriesNumbers.Number(x) is { } p && SeriesNumbers.Number(y) is { } q ? SeriesNumbers.Element(real(p, q)) : null);

    private static JsonArray? Tests(JsonNode? a, JsonNode? b, Func<double, double, bool> test)
        => Each(a, b, (x, y) => SeriesNumbers.Number(x) is { } p && SeriesNumbers.Number(y) is { } q ? JsonValue.Create(test(p, q)) : null);

    private static JsonArray? Each(JsonNode? a, JsonNode? b, Func<JsonNode?, JsonNode?, JsonNode?> make)
    {
        if (a is not JsonArray && b is not JsonArray || a is null || b is null)
        {
            return null;
        }

        var count = Math.Max((a as JsonArray)?.Count ?? 0, (b as JsonArray)?.Count ?? 0);
        return new([.. Enumerable.Range(0, count).Select(i => make(At(a, i), At(b, i)))]);
    }

    private static JsonNode? At(JsonNode series, int i) => series is not JsonArray array ? series : i < array.Count ? array[i] : null;
}
