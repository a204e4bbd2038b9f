namespace Matoi.Kql.Functions.Operators;

/// <summary>Arithmetic on reals, as IEEE 754 has it.</summary>
internal static class RealArithmetic
{
    /// <summary>Sum.</summary>
    [KqlFunction("_add", DuckDb = "({0} + {1})")]
    public static double Add(double a, double b) => a + b;

    /// <summary>Difference.</summary>
    [KqlFunction("_subtract", DuckDb = "({0} - {1})")]
    public static double Subtract(double a, double b) => a - b;

    /// <summary>Product.</summary>
    [KqlFunction("_multiply", DuckDb = "({0} * {1})")]
    public static double Multiply(double a, double b) => a * b;

    /// <summary>Quotient; infinite or not a number for division by zero.</summary>
    [KqlFunction("_divide", DuckDb = "({0} / {1})")]
    public static double Divide(double a, double b) => a / b;

    /// <summary>The rest of a division, never negative; not a number for division by zero.</summary>
    [KqlFunction("_modulo")]
    public static double Modulo(double a, double b)
    {
        var rest = a % b;
        return rest < 0 ? rest + Math.Abs(b) : rest;
    }

    /// <summary>The number with the other sign.</summary>
    [KqlFunction("_negate", DuckDb = "(- {0})")]
    public static double Negate(double a) => -a;
}
