using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>
/// Lines through a series. An element that is no finite number makes all null. Two lines meet where they explain most together; each has at least two points and counts
/// its positions from its own first one.
/// </summary>
internal static class SeriesFit
{
    private const int LeastPoints = 2;

    /// <summary>The columns of <c>series_fit_line</c>.</summary>
    [KqlFunction("_series_fit_line")]
    public static JsonNode? Line(JsonNode series)
        => SeriesNumbers.AllOf(series) is { } values && LineFit.Of(values) is var fit
            ? new JsonArray(fit.RSquare, fit.Slope, fit.Variance, fit.ResidualVariance, fit.Interception, SeriesNumbers.Array(fit.Line))
            : null;

    /// <summary>The line as a bag.</summary>
    [KqlFunction("series_fit_line_dynamic")]
    public static JsonNode? LineBag(JsonNode series)
        => SeriesNumbers.AllOf(series) is { } values ? Bag(LineFit.Of(values), "line_fit") : null;

    /// <summary>The columns of <c>series_fit_2lines</c>.</summary>
    [KqlFunction("_series_fit_2lines")]
    public static JsonNode? TwoLines(JsonNode series)
        => SeriesNumbers.AllOf(series) is { } values && Split(values) is var (at, left, right, whole)
            ? new JsonArray(
            [
                RSquare(whole, left, right), (long)at, whole.Variance, Residual(whole, left, right), SeriesNumbers.Array(left.Line.Concat(right.Line)),
                right.RSquare, right.Slope, right.Interception, right.Variance, right.ResidualVariance,
                left.RSquare, left.Slope, left.Interception, left.Variance, left.ResidualVariance,
            ])
            : null;

    /// <summary>The two lines as a bag.</summary>
    [KqlFunction("series_fit_2lines_dynamic")]
    public static JsonNode? TwoLinesBag(JsonNode series)
        => SeriesNumbers.AllOf(series) is { } values && Split(values) is var (at, left, right, whole)
            ? new JsonObject
            {
                ["rsquare"] = RSquare(whole, left, right),
                ["split_idx"] = (long)at,
                ["variance"] = whole.Variance,
                ["rvariance"] = Residual(whole, left, right),
                ["line_fit"] = SeriesNumbers.Array(left.Line.Concat(right.Line)),
                ["right"] = Bag(right, null),
                ["left"] = Bag(left, null),
            }
            : null;

    private static JsonObject Bag(LineFit fit, string? line)
    {
        var bag = new JsonObject { ["rsquare"] = fit.RSquare, ["slope"] = fit.Slope, ["variance"] = fit.Variance, ["rvariance"] = fit.ResidualVariance, ["interception"] = fit.Interception };
        if (line is not null)
        {
            bag[line] = SeriesNumbers.Array(fit.Line);
        }

        return bag;
    }

    private static (int At, LineFit Left, LineFit Right, LineFit Whole)? Split(double[] values)
    {
        if (values.Length < 2 * LeastPoints)
        {
            return null;
        }

        var whole = LineFit.Of(values);
        var best = Enumerable.Range(LeastPoints, values.Length - (2 * LeastPoints) + 1)
            .Select(at => (At: at, Left: LineFit.Of(values.AsSpan(0, at)), Right: LineFit.Of(values.AsSpan(at))))
            .MinBy(s => Squares(s.Left) + Squares(s.Right));
        return (best.At, best.Left, best.Right, whole);
    }

    private static double Squares(LineFit fit) => fit.ResidualVariance * Math.Max(1, fit.Line.Length - 1);

    private static double Residual(LineFit whole, LineFit left, LineFit right) => (Squares(left) + Squares(right)) / Math.Max(1, whole.Line.Length - 1);

    private static double RSquare(LineFit whole, LineFit left, LineFit right) => whole.Variance == 0 ? 1 : 1 - (Residual(whole, left, right) / whole.Variance);
}
