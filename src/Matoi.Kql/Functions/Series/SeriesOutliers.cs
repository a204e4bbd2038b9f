using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>
/// Tukey's test: how far an element lies outside two percentiles, in widths between them; 0 inside. For percentiles other than 25 and 75 the score is scaled so that 1.5
/// still marks a mild outlier of a normal distribution. For 10 and 90, the default, the scale is the one that Kusto's scores show; for others it is computed from
/// the normal distribution and only near Kusto's.
/// </summary>
internal static class SeriesOutliers
{
    private const double MildOutlier = 1.5;
    private const double DefaultScale = 2.7726056055079153;
    private const double LowestPercentile = 2;
    private const double HighestPercentile = 98;

    /// <summary>Scores by the percentiles of the method; elements that are no number, or are to be ignored, score 0.</summary>
    [KqlFunction("series_outliers")]
    public static JsonNode? Scores(JsonNode series, string kind = "ctukey", JsonNode? ignore = null)
        => Scores(series, kind, ignore, 10, 90, 0);

    /// <summary>Scores by percentiles of one's own (method ctukey only); the last <paramref name="testPoints"/> elements are scored but do not count for the percentiles.</summary>
    [KqlFunction("series_outliers")]
    public static JsonNode? Scores(JsonNode series, string kind, JsonNode? ignore, double low, double high, long testPoints = 0)
        => SeriesNumbers.Of(series) is { } values && Scores(values, kind, SeriesNumbers.Number(ignore), low, high, testPoints) is { } scores ? SeriesNumbers.Array(scores) : null;

    /// <summary>Scores; null for a method that does not exist or percentiles outside 2 to 98.</summary>
    public static double[]? Scores(double?[] values, string kind, double? ignore, double low, double high, long testPoints)
    {
        (low, high) = kind == "tukey" ? (25, 75) : (low, high);
        if (kind is not ("tukey" or "ctukey") || low < LowestPercentile || high > HighestPercentile || low >= high)
        {
            return null;
        }

        bool Counts(double? value) => value is { } v && double.IsFinite(v) && v != ignore;
        var learned = values[..(int)Math.Clamp(values.Length - testPoints, 0, values.Length)].Where(Counts).Select(v => v!.Value).Order().ToArray();
        if (learned.Length == 0)
        {
            return new double[values.Length];
        }

        var (bottom, top) = (Percentile(learned, low), Percentile(learned, high));
        var scale = kind == "tukey" ? 1 : Scale(low, high);
        return [.. values.Select(v => !Counts(v) ? 0 : v > top ? (v!.Value - top) / (top - bottom) * scale : v < bottom ? (v!.Value - bottom) / (top - bottom) * scale : 0)];
    }

    /// <summary>A percentile of sorted numbers, between two of them in proportion.</summary>
    internal static double Percentile(double[] sorted, double percentile)
    {
        var place = percentile / 100 * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }

    private static double Scale(double low, double high)
        => (low, high) == (10, 90) ? DefaultScale : NormalScale(low, high) * DefaultScale / NormalScale(10, 90);

    /// <summary>The scale that gives 1.5 where the test by quartiles gives it.</summary>
    private static double NormalScale(double low, double high)
    {
        var (bottom, top, quartile) = (NormalQuantile(low / 100), NormalQuantile(high / 100), NormalQuantile(0.75));
        var mild = quartile + (MildOutlier * 2 * quartile);
        return MildOutlier * (top - bottom) / (mild - top);
    }

    /// <summary>The value that a standard normal variable stays below with a probability, by halving intervals over its distribution function.</summary>
    private static double NormalQuantile(double probability)
    {
        var (low, high) = (-8.0, 8.0);
        while (high - low > 1e-13)
        {
            var middle = (low + high) / 2;
            (low, high) = Distribution(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // The series around 0: exact to the last digits in the range of the percentiles allowed here.
    private static double Distribution(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-17 && n < 200; n++)
        {
            term *= x * x / ((2 * n) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
