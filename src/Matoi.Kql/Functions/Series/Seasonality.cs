using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>
/// Finds periods in a series by its autocorrelation. A period is a lag of 4 to half the length at which the autocorrelation has a peak; its score is the
/// autocorrelation there or at twice the lag, whichever is less, each made up for the part of the series that the lag leaves out. Kusto's own algorithm is not
/// published; this one gives the periods and scores of all documented examples, and may score other series differently. Scores have two digits, as those recorded.
/// </summary>
internal static class Seasonality
{
    private const int ShortestPeriod = 4;
    private const double PeakWidth = 0.25;
    private const double SameScore = 0.9;

    /// <summary>The columns of <c>series_periods_detect</c>: so many best periods, then zeros.</summary>
    [KqlFunction("_series_periods_detect")]
    public static JsonNode? Detect(JsonNode series, double shortest, double longest, long count)
    {
        if (SeriesNumbers.AllOf(series) is not { } values || count < 0 || count > values.Length)
        {
            return null;
        }

        var found = Periods(values, shortest, longest).Take((int)count).ToList();
        var padding = Enumerable.Repeat(0.0, (int)count - found.Count).ToList();
        return new JsonArray(SeriesNumbers.Array(found.Select(f => (double)f.Period).Concat(padding)), SeriesNumbers.Array(found.Select(f => f.Score).Concat(padding)));
    }

    /// <summary>The columns of <c>series_periods_validate</c>: the given periods and the score of each.</summary>
    [KqlFunction("_series_periods_validate")]
    public static JsonNode? Validate(JsonNode series, params double[] periods)
    {
        if (SeriesNumbers.AllOf(series) is not { } values)
        {
            return null;
        }

        var correlation = Autocorrelation(values);
        return new JsonArray(SeriesNumbers.Array(periods), SeriesNumbers.Array(periods.Select(p => p >= ShortestPeriod && p <= values.Length / 2.0 ? Score(correlation, values.Length, (int)Math.Round(p)) : 0)));
    }

    /// <summary>The best period whose score reaches a threshold; 0 when there is none. A trend hides periods, so that it is taken away when none is found with it.</summary>
    public static int Best(double[] values, double threshold)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        var found = Found(values);
        return found > 0 ? found : Found([.. values.Zip(LineFit.Of(values).Line, (v, l) => v - l)]);

        int Found(double[] series) => Periods(series, ShortestPeriod, series.Length / 2.0).FirstOrDefault() is var best && best.Score >= threshold ? best.Period : 0;
    }

    /// <summary>Periods between two lengths, the best first. A multiple of a period that is about as good says nothing new and is left out.</summary>
    private static List<(int Period, double Score)> Periods(double[] values, double shortest, double longest)
    {
        var correlation = Autocorrelation(values);
        var from = (int)Math.Max(ShortestPeriod, Math.Ceiling(shortest));
        var to = (int)Math.Min(Math.Ceiling(values.Length / 2.0) - 1, Math.Floor(longest));
        var found = Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(p => (Period: p, Score: Score(correlation, values.Length, p))).Where(c => c.Score > 0).ToList();
        return [.. found.Where(p => !found.Exists(q => q.Period < p.Period && p.Period % q.Period == 0 && q.Score >= p.Score * SameScore)).OrderByDescending(p => p.Score).ThenBy(p => p.Period)];
    }

    private static double Score(double[] correlation, int length, int period)
    {
        var reach = Math.Max(1, (int)(period * PeakWidth));
        for (var lag = Math.Max(1, period - reach); lag <= Math.Min(correlation.Length - 1, period + reach); lag++)
        {
            if (correlation[lag] > correlation[period])
            {
                return 0;
            }
        }

        // Lower peaks are those of noise, 19 times out of 20.
        var score = Math.Round(Math.Clamp(Math.Min(At(period), At(2 * period)), 0, 1), 2);
        return score < 2 / Math.Sqrt(length) ? 0 : score;

        double At(int lag) => lag < correlation.Length ? correlation[lag] * length / (length - lag) : 0;
    }

    /// <summary>Autocorrelation at every lag; all zero for numbers that do not vary.</summary>
    private static double[] Autocorrelation(double[] values)
    {
        var mean = values.Average();
        var centered = values.Select(v => v - mean).ToArray();
        var power = centered.Sum(v => v * v);
        var correlation = new double[values.Length];
        if (power <= 0)
        {
            return correlation;
        }

        // By the Fourier transform of the padded series: long ones would take seconds otherwise.
        var size = 1;
        while (size < values.Length * 2)
        {
            size *= 2;
        }

        var (real, imaginary) = (new double[size], new double[size]);
        centered.CopyTo(real, 0);
        FourierTransform.Forward(real, imaginary);
        for (var i = 0; i < size; i++)
        {
            (real[i], imaginary[i]) = ((real[i] * real[i]) + (imaginary[i] * imaginary[i]), 0);
        }

        FourierTransform.Inverse(real, imaginary);
        for (var lag = 0; lag < values.Length; lag++)
        {
            correlation[lag] = real[lag] / power;
        }

        return correlation;
    }
}
