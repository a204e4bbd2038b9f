using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Dynamic;

namespace Matoi.Kql.Functions.Series;

/// <summary>Functions of every element of a series by itself; an element that is no number gives null.</summary>
internal static class SeriesElements
{
    /// <summary>Absolute values; whole numbers stay whole.</summary>
    [KqlFunction("series_abs")]
    public static JsonNode? Abs(JsonNode series) => Each(series, Math.Abs, v => v < 0 ? unchecked(-v) : v);

    /// <summary>-1, 0 or 1.</summary>
    [KqlFunction("series_sign")]
    public static JsonNode? Sign(JsonNode series) => series is JsonArray items ? new JsonArray([.. items.Select(e => SeriesNumbers.Number(e) is { } v && !double.IsNaN(v) ? JsonValue.Create((long)Math.Sign(v)) : (JsonNode?)null)]) : null;

    /// <summary>The whole numbers below, as reals.</summary>
    [KqlFunction("series_floor")]
    public static JsonNode? Floor(JsonNode series) => Each(series, Math.Floor);

    /// <summary>The whole numbers above, as reals.</summary>
    [KqlFunction("series_ceiling")]
    public static JsonNode? Ceiling(JsonNode series) => Each(series, Math.Ceiling);

    /// <summary>Powers of e.</summary>
    [KqlFunction("series_exp")]
    public static JsonNode? Exp(JsonNode series) => Each(series, Math.Exp);

    /// <summary>Natural logarithms.</summary>
    [KqlFunction("series_log")]
    public static JsonNode? Log(JsonNode series) => Each(series, Math.Log);

    /// <summary>Sines.</summary>
    [KqlFunction("series_sin")]
    public static JsonNode? Sin(JsonNode series) => Each(series, Math.Sin);

    /// <summary>Cosines.</summary>
    [KqlFunction("series_cos")]
    public static JsonNode? Cos(JsonNode series) => Each(series, Math.Cos);

    /// <summary>Tangents.</summary>
    [KqlFunction("series_tan")]
    public static JsonNode? Tan(JsonNode series) => Each(series, Math.Tan);

    /// <summary>Angles of sines.</summary>
    [KqlFunction("series_asin")]
    public static JsonNode? Asin(JsonNode series) => Each(series, Math.Asin);

    /// <summary>Angles of cosines.</summary>
    [KqlFunction("series_acos")]
    public static JsonNode? Acos(JsonNode series) => Each(series, Math.Acos);

    /// <summary>Angles of tangents.</summary>
    [KqlFunction("series_atan")]
    public static JsonNode? Atan(JsonNode series) => Each(series, Math.Atan);

    private static JsonArray? Each(JsonNode series, Func<double, double> real, Func<long, long>? whole = null)
        => series is JsonArray items
            ? new([.. items.Select(e => whole is not null && Values.IsWhole(e) && Values.Whole(e) is { } w ? JsonValue.Create(whole(w)) : SeriesNumbers.Number(e) is { } v ? SeriesNumbers.Element(real(v)) : null)])
            : null;
}
