namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Rounding.</summary>
internal static class Rounding
{
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
        var scale = Math.Pow(10, Math.Clamp(Math.Abs(precision), 0, 330));
        var scaled = precision >= 0 ? number * scale : number / scale;
        var rounded = Math.Round(scaled, MidpointRounding.AwayFromZero);
        return !double.IsFinite(scaled) ? number : precision >= 0 ? rounded / scale : rounded * scale;
    }

    /// <summary>The nearest decimal of so many digits behind the point; a half away from zero.</summary>
    [KqlFunction("round")]
    public static decimal Round(decimal number, long precision = 0)
        => precision >= 0 ? Math.Round(number, (int)Math.Min(precision, 28), MidpointRounding.AwayFromZero) : (decimal)Round((double)number, precision);

    /// <summary>The least whole number that is not below.</summary>
    [KqlFunction("ceiling", DuckDb = "ceil({0})")]
    public static double Ceiling(double number) => Math.Ceiling(number);

    /// <summary>The least whole number that is not below.</summary>
    [KqlFunction("ceiling")]
    public static decimal Ceiling(decimal number) => Math.Ceiling(number);
}
