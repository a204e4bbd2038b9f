namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Size and sign of numbers.</summary>
internal static class Magnitude
{
    /// <summary>The number without its sign; that of the least long is itself.</summary>
    [KqlFunction("abs", DuckDb = "abs({0})", MayOverflow = true)]
    public static long Abs(long number) => number < 0 ? unchecked(-number) : number;

    /// <summary>The number without its sign.</summary>
    [KqlFunction("abs", DuckDb = "abs({0})")]
    public static double Abs(double number) => Math.Abs(number);

    /// <summary>The number without its sign.</summary>
    [KqlFunction("abs")]
    public static decimal Abs(decimal number) => Math.Abs(number);

    /// <summary>The length of time without its sign.</summary>
    [KqlFunction("abs", DuckDb = "abs({0})", MayOverflow = true)]
    public static TimeSpan Abs(TimeSpan length) => new(Abs(length.Ticks));

    /// <summary>-1, 0 or 1; 0 for what is not a number.</summary>
    [KqlFunction("sign")]
    public static double Sign(double number) => number > 0 ? 1 : number < 0 ? -1 : 0;

    /// <summary>-1, 0 or 1.</summary>
    [KqlFunction("sign")]
    public static double Sign(decimal number) => Math.Sign(number);

    /// <summary>True for what is not a number.</summary>
    [KqlFunction("isnan", DuckDb = "isnan({0})")]
    public static bool IsNaN(double number) => double.IsNaN(number);

    /// <summary>True for the infinities.</summary>
    [KqlFunction("isinf", DuckDb = "isinf({0})")]
    public static bool IsInfinite(double number) => double.IsInfinity(number);

    /// <summary>True for what is neither infinite nor not a number.</summary>
    [KqlFunction("isfinite", DuckDb = "isfinite({0})")]
    public static bool IsFinite(double number) => double.IsFinite(number);
}
