namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Powers, roots and logarithms.</summary>
internal static class Powers
{
    /// <summary>A number to a power.</summary>
    [KqlFunction("pow", DuckDb = "pow({0}, {1})")]
    public static double Pow(double number, double exponent) => Math.Pow(number, exponent);

    /// <summary>The square root; not a number below zero.</summary>
    [KqlFunction("sqrt", DuckDb = "sqrt({0})", MayOverflow = true)]
    public static double Sqrt(double number) => Math.Sqrt(number);

    /// <summary>e to a power.</summary>
    [KqlFunction("exp")]
    public static double Exp(double number) => Math.Exp(number);

    /// <summary>2 to a power.</summary>
    [KqlFunction("exp2")]
    public static double Exp2(double number) => Math.Pow(2, number);

    /// <summary>10 to a power.</summary>
    [KqlFunction("exp10")]
    public static double Exp10(double number) => Math.Pow(10, number);

    /// <summary>The natural logarithm; null below zero.</summary>
    [KqlFunction("log")]
    public static double? Log(double number) => number < 0 ? null : Math.Log(number);

    /// <summary>The logarithm to the base 2; null below zero.</summary>
    [KqlFunction("log2")]
    public static double? Log2(double number) => number < 0 ? null : Math.Log2(number);

    /// <summary>The logarithm to the base 10; null below zero.</summary>
    [KqlFunction("log10")]
    public static double? Log10(double number) => number < 0 ? null : Math.Log10(number);
}
