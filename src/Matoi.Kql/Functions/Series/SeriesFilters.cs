using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>Filters with finite and infinite impulse response. Before the first and behind the last element there are zeros; a series with an element that is no number gives null.</summary>
internal static class SeriesFilters
{
    /// <summary>Finite response; coefficients are divided by their sum, unless one is negative.</summary>
    [KqlFunction("series_fir")]
    public static JsonNode? Finite(JsonNode series, JsonNode filter)
        => SeriesNumbers.AllOf(filter) is { } coefficients ? Finite(series, coefficients, coefficients.All(c => c >= 0), center: false) : null;

    /// <summary>The same; <paramref name="center"/> moves the result to the middle of its window.</summary>
    [KqlFunction("series_fir")]
    public static JsonNode? Finite(JsonNode series, JsonNode filter, bool normalize, bool center = false)
        => SeriesNumbers.AllOf(filter) is { } coefficients && !(normalize && coefficients.Any(c => c < 0)) ? Finite(series, coefficients, normalize, center) : null;

    /// <summary>Infinite response, by the coefficients of the input and of the output before.</summary>
    [KqlFunction("series_iir")]
    public static JsonNode? Infinite(JsonNode series, JsonNode numerators, JsonNode denominators)
    {
        if (SeriesNumbers.AllOf(series) is not { } x || SeriesNumbers.AllOf(numerators) is not { } b || SeriesNumbers.AllOf(denominators) is not { } a)
        {
            return series is JsonArray { Count: 0 } ? new JsonArray() : null;
        }

        var y = new double[x.Length];
        for (var n = 0; n < x.Length; n++)
        {
            var sum = 0.0;
            for (var k = 0; k < b.Length && k <= n; k++)
            {
                sum += b[k] * x[n - k];
            }

            for (var k = 1; k < a.Length && k <= n; k++)
            {
                sum -= a[k] * y[n - k];
            }

            y[n] = sum / a[0];
        }

        return SeriesNumbers.Array(y);
    }

    private static JsonArray? Finite(JsonNode series, double[] coefficients, bool normalize, bool center)
    {
        if (SeriesNumbers.AllOf(series) is not { } x)
        {
            return series is JsonArray { Count: 0 } ? [] : null;
        }

        var scale = normalize ? coefficients.Sum() : 1;
        var shift = center ? (coefficients.Length - 1) / 2 : 0;
        return SeriesNumbers.Array(Enumerable.Range(0, x.Length).Select(n =>
        {
            var sum = 0.0;
            for (var k = 0; k < coefficients.Length; k++)
            {
                var at = n + shift - k;
                sum += at >= 0 && at < x.Length ? coefficients[k] * x[at] : 0;
            }

            return sum / scale;
        }));
    }
}
