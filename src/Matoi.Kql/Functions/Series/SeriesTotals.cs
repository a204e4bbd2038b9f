using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>One number out of one or two series. An element that is no number, or series of different lengths, make it null.</summary>
internal static class SeriesTotals
{
    /// <summary>Sum.</summary>
    [KqlFunction("series_sum")]
    public static double? Sum(JsonNode series) => Numbers(series)?.Sum();

    /// <summary>Product.</summary>
    [KqlFunction("series_product")]
    public static double? Product(JsonNode series) => Numbers(series)?.Aggregate(1.0, (a, b) => a * b);

    /// <summary>Length of the vector.</summary>
    [KqlFunction("series_magnitude")]
    public static double? Magnitude(JsonNode series) => Numbers(series) is { } v ? Math.Sqrt(v.Sum(x => x * x)) : null;

    /// <summary>Sum of the products; a single number stands for a series of it.</summary>
    [KqlFunction("series_dot_product")]
    public static double? DotProduct(JsonNode a, JsonNode b) => Pair(a, b) is var (x, y) ? Dot(x, y) : null;

    /// <summary>Cosine of the angle between two vectors; their lengths may be given, when they are known.</summary>
    [KqlFunction("series_cosine_similarity")]
    public static double? CosineSimilarity(JsonNode a, JsonNode b, double? magnitudeOfA = null, double? magnitudeOfB = null)
        => a is JsonArray && b is JsonArray && Pair(a, b) is var (x, y) ? Dot(x, y) / ((magnitudeOfA ?? Math.Sqrt(Dot(x, x))) * (magnitudeOfB ?? Math.Sqrt(Dot(y, y)))) : null;

    /// <summary>Correlation coefficient; NaN when one series does not vary.</summary>
    [KqlFunction("series_pearson_correlation")]
    public static double? PearsonCorrelation(JsonNode a, JsonNode b)
    {
        if (a is not JsonArray || b is not JsonArray || Pair(a, b) is not var (x, y) || x.Length == 0)
        {
            return null;
        }

        var (u, v) = (x.Average(), y.Average());
        var (dx, dy) = (x.Select(p => p - u).ToArray(), y.Select(q => q - v).ToArray());
        return Dot(dx, dy) / Math.Sqrt(Dot(dx, dx) * Dot(dy, dy));
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double[]? Numbers(JsonNode series)
        => SeriesNumbers.Of(series) is { } all && all.All(v => v is not null) ? [.. all.Select(v => v!.Value)] : null;

    private static (double[] A, double[] B)? Pair(JsonNode a, JsonNode b)
    {
        var x = a is JsonArray ? Numbers(a) : b is JsonArray array && SeriesNumbers.Number(a) is { } number ? Repeated(number, array.Count) : null;
        var y = b is JsonArray ? Numbers(b) : x is not null && SeriesNumbers.Number(b) is { } other ? Repeated(other, x.Length) : null;
        return x is not null && y is not null && x.Length == y.Length ? (x, y) : null;
    }

    private static double[] Repeated(double number, int count) => [.. Enumerable.Repeat(number, count)];
}
