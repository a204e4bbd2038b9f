namespace Matoi.Kql.Functions.Series;

/// <summary>The straight line of least squares through numbers at the positions 1, 2, 3…, as Kusto counts them.</summary>
internal sealed class LineFit
{
    private LineFit(double slope, double interception, double variance, double residual, double[] line)
        => (Slope, Interception, Variance, ResidualVariance, Line) = (slope, interception, variance, residual, line);

    /// <summary>Rise from one element to the next.</summary>
    public double Slope { get; }

    /// <summary>Height at position 0, one before the first number.</summary>
    public double Interception { get; }

    /// <summary>Variance of the numbers.</summary>
    public double Variance { get; }

    /// <summary>Variance of what the line leaves.</summary>
    public double ResidualVariance { get; }

    /// <summary>The line's heights.</summary>
    public double[] Line { get; }

    /// <summary>Share of the variance that the line explains, 0 to 1; 1 for numbers that do not vary.</summary>
    public double RSquare => Variance == 0 ? 1 : 1 - (ResidualVariance / Variance);

    /// <summary>The line through at least one number.</summary>
    public static LineFit Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var (sum, moment) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            sum += values[i];
        }

        var (meanX, meanY) = ((n + 1) / 2.0, sum / n);
        for (var i = 0; i < n; i++)
        {
            moment += (i + 1 - meanX) * (values[i] - meanY);
        }

        // The sum of the squared distances of the positions from their mean.
        var spread = n * ((double)n * n - 1) / 12;
        var slope = spread == 0 ? 0 : moment / spread;
        var interception = meanY - (slope * meanX);
        var line = new double[n];
        var (variance, residual) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            line[i] = interception + (slope * (i + 1));
            variance += (values[i] - meanY) * (values[i] - meanY);
            residual += (values[i] - line[i]) * (values[i] - line[i]);
        }

        return new(slope, interception, variance / Math.Max(1, n - 1), residual / Math.Max(1, n - 1), line);
    }

    /// <summary>The height at an index from 0, also behind the numbers.</summary>
    public double At(int index) => Interception + (Slope * (index + 1));
}
