namespace Matoi.Kql.Functions.Mathematics;

/// <summary>The beta distribution: not a number for parameters that it does not have.</summary>
internal static class Beta
{
    private const double Tiny = 1e-300;
    private const int Steps = 500;

    /// <summary>The share of the distribution that is not above a number from 0 to 1.</summary>
    [KqlFunction("beta_cdf")]
    public static double Cdf(double x, double alpha, double beta)
        => !(x is >= 0 and <= 1) || !(alpha > 0) || !(beta > 0) ? double.NaN : x is 0 or 1 ? x : x <= (alpha + 1) / (alpha + beta + 2) ? Part(x, alpha, beta) : 1 - Part(1 - x, beta, alpha);

    /// <summary>The density of the distribution at a number from 0 to 1.</summary>
    [KqlFunction("beta_pdf")]
    public static double Pdf(double x, double alpha, double beta)
        => !(x is >= 0 and <= 1) || !(alpha > 0) || !(beta > 0) ? double.NaN
        : Math.Exp(((alpha - 1) * Math.Log(x)) + ((beta - 1) * Math.Log(1 - x)) - Log(alpha, beta));

    /// <summary>The number of which a share of the distribution is not above.</summary>
    [KqlFunction("beta_inv")]
    public static double Inverse(double probability, double alpha, double beta)
    {
        if (!(probability is >= 0 and <= 1) || !(alpha > 0) || !(beta > 0))
        {
            return double.NaN;
        }

        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 200 && high - low > double.Epsilon; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cdf(middle, alpha, beta) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The probability that two samples have means as far apart as these if they were of one population (Welch's t-test, both sides).</summary>
    [KqlFunction("welch_test")]
    public static double? Welch(double mean1, double variance1, double count1, double mean2, double variance2, double count2)
    {
        var (error1, error2) = (variance1 / count1, variance2 / count2);
        var t = (mean1 - mean2) / Math.Sqrt(error1 + error2);
        var freedom = (error1 + error2) * (error1 + error2) / ((error1 * error1 / (count1 - 1)) + (error2 * error2 / (count2 - 1)));
        var probability = Cdf(freedom / (freedom + (t * t)), freedom / 2, 0.5);
        return double.IsNaN(probability) ? null : probability;
    }

    private static double Log(double alpha, double beta) => Gamma.Log(alpha) + Gamma.Log(beta) - Gamma.Log(alpha + beta);

    // The continued fraction of the incomplete beta function by the method of Lentz.
    private static double Part(double x, double a, double b)
    {
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m < Steps; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }

        return Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - Log(a, b)) * fraction / a;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
