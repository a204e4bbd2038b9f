namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Rounding.</summary>
internal static class Rounding
{
    private const int LargestPower = 308;
    private const int LargestDecimalPower = 28;

    /// <summary>The number itself.</summary>
    [KqlFunction("round", DuckDb = "{0}")]
    [KqlFunction("ceiling", DuckDb = "{0}")]
    public static int Same(int number) => number;

    /// <summary>The number itself.</summary>
    [KqlFunction("round", DuckDb = "{0}")]
    [KqlFunction("ceiling", DuckDb = "{0}")]
    public static long Same(long number) => number;

    /// <summary>The nearest multiple of a power of ten; a half away from zero.</summary>
    [KqlFunction("round")]
    public static int Round(int number, long precision) => (int)Math.Clamp(Round((long)number, precision), int.MinValue, int.MaxValue);

    /// <summary>The nearest multiple of a power of ten; a half away from zero.</summary>
    [KqlFunction("round")]
    public static long Round(long number, long precision) => precision >= 0 ? number : (long)Math.Clamp(Round((double)number, precision), long.MinValue, 9223372036854774784.0);

    /// <summary>The nearest whole number; a half away from zero.</summary>
    [KqlFunction("round", DuckDb = "round({0})")]
    public static double Round(double number) => Math.Round(number, MidpointRounding.AwayFromZero);

    /// <summary>The nearest number of so many digits behind the point, or before it when negative; a half away from zero.</summary>
    [KqlFunction("round")]
    public static double Round(double number, long precision)
    {
        var scale = Math.Pow(10, Math.Abs(Math.Clamp(precision, -LargestPower - 1, 330)));
        if (precision < -LargestPower)
        {
            // Half of such a power of ten is more than any number.
            return double.IsFinite(number) ? 0 : number;
        }

        var scaled = precision >= 0 ? number * scale : number / scale;
        var rounded = Math.Round(scaled, MidpointRounding.AwayFromZero);
        return !double.IsFinite(scaled) ? number : precision >= 0 ? rounded / scale : rounded * scale;
    }

    /// <summary>The nearest decimal of so many digits behind the point, or before it when negative; a half away from zero. Null when it is larger than any decimal.</summary>
    [KqlFunction("round")]
    public static decimal? Round(decimal number, long precision = 0)
    {
        if (precision >= 0)
        {
            return Math.Round(number, (int)Math.Min(precision, LargestDecimalPower), MidpointRounding.AwayFromZero);
        }

        if (precision < -LargestDecimalPower)
        {
            return precision < -LargestDecimalPower - 1 || Math.Abs(number) < 5e28m ? 0 : null;
        }

        var unit = (decimal)Math.Pow(10, -precision);
        var units = Math.Round(number / unit, MidpointRounding.AwayFromZero);
        return Math.Abs(units) <= Math.Floor(decimal.MaxValue / unit) ? units * unit : null;
    }

    /// <summary>The least whole number that is not below.</summary>
    [KqlFunction("ceiling", DuckDb = "ceil({0})")]
    public static double Ceiling(double number) => Math.Ceiling(number);

    /// <summary>The least whole number that is not below.</summary>
    [KqlFunction("ceiling")]
    public static decimal Ceiling(decimal number) => Math.Ceiling(number);
}
