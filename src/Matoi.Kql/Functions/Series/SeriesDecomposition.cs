using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>
/// Takes a series apart into season, trend and rest, in the documented order: the season is the median of the elements at the same place of the period, the trend is
/// taken from what the season leaves, the baseline is both together. Exact but for a period that is to be found (see <see cref="Seasonality"/>). Scores of
/// anomalies are those of <see cref="SeriesOutliers"/> over the rest. The last test points are predicted, but not learned from.
/// </summary>
internal static class SeriesDecomposition
{
    private const int FindPeriod = -1;
    private const double PeriodThreshold = 0.6;
    private const double SeasonalThreshold = 0.7;

    /// <summary>The season; a series of zeros when there is none.</summary>
    [KqlFunction("series_seasonal")]
    public static JsonNode? Seasonal(JsonNode series, long period = FindPeriod, long testPoints = 0)
        => SeriesNumbers.AllOf(series) is { } values ? SeriesNumbers.Array(Season(values, period, SeasonalThreshold, Learned(values, testPoints))) : null;

    /// <summary>The columns of <c>series_decompose</c>: baseline, season, trend and rest.</summary>
    [KqlFunction("_series_decompose")]
    public static JsonNode? Columns(JsonNode series, long period = FindPeriod, string trend = "avg", long testPoints = 0, double threshold = PeriodThreshold)
        => SeriesNumbers.AllOf(series) is { } values && Parts(values, period, trend, testPoints, threshold) is var (season, line, baseline, rest)
            ? new JsonArray(SeriesNumbers.Array(baseline), SeriesNumbers.Array(season), SeriesNumbers.Array(line), SeriesNumbers.Array(rest))
            : null;

    /// <summary>The columns of <c>series_decompose_forecast</c>.</summary>
    [KqlFunction("_series_decompose_forecast")]
    public static JsonNode? Forecast(JsonNode series, long testPoints, long period = FindPeriod, string trend = "avg", double threshold = PeriodThreshold)
        => Columns(series, period, trend, testPoints, threshold);

    /// <summary>The columns of <c>series_decompose_anomalies</c>: 1, -1 or 0 for up, down or none, the score, and the baseline.</summary>
    [KqlFunction("_series_decompose_anomalies")]
    public static JsonNode? Anomalies(JsonNode series, double threshold = 1.5, long period = FindPeriod, string trend = "avg", long testPoints = 0, string method = "ctukey", double seasonalityThreshold = PeriodThreshold)
    {
        if (SeriesNumbers.AllOf(series) is not { } values || Parts(values, period, trend, testPoints, seasonalityThreshold) is not var (_, _, baseline, rest)
            || SeriesOutliers.Scores([.. rest.Select(r => (double?)r)], method, null, 10, 90, testPoints) is not { } scores)
        {
            return null;
        }

        var flags = scores.Select(s => (JsonNode?)JsonValue.Create(s >= threshold ? 1L : s <= -threshold ? -1L : 0L));
        return new JsonArray(new JsonArray([.. flags]), SeriesNumbers.Array(scores), SeriesNumbers.Array(baseline));
    }

    private static (double[] Season, double[] Trend, double[] Baseline, double[] Residual)? Parts(double[] values, long period, string trend, long testPoints, double threshold)
    {
        var learned = Learned(values, testPoints);
        if (trend is not ("avg" or "linefit" or "none") || learned == 0)
        {
            return null;
        }

        var season = Season(values, period, threshold, learned);
        var left = values.Zip(season, (v, s) => v - s).ToArray();
        var fit = LineFit.Of(left.AsSpan(0, learned));
        var average = left.Take(learned).Average();
        var line = Enumerable.Range(0, values.Length).Select(i => trend switch { "linefit" => fit.At(i), "avg" => average, _ => 0 }).ToArray();
        var baseline = season.Zip(line, (s, t) => s + t).ToArray();
        return (season, line, baseline, [.. values.Zip(baseline, (v, b) => v - b)]);
    }

    private static double[] Season(double[] values, long period, double threshold, int learned)
    {
        var season = new double[values.Length];
        var length = period == FindPeriod ? Seasonality.Best(values[..learned], threshold) : period;
        if (length <= 0 || length > learned)
        {
            return season;
        }

        for (var phase = 0; phase < length; phase++)
        {
            var same = new List<double>();
            for (long i = phase; i < learned; i += length)
            {
                same.Add(values[i]);
            }

            var median = SeriesOutliers.Percentile([.. same.Order()], 50);
            for (long i = phase; i < values.Length; i += length)
            {
                season[i] = median;
            }
        }

        return season;
    }

    private static int Learned(double[] values, long testPoints) => (int)Math.Clamp(values.Length - Math.Max(0, testPoints), 0, values.Length);
}
