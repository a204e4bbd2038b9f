namespace Matoi.Kql.Functions.Operators;

/// <summary>Arithmetic on whole numbers: int counts as long, and a result that does not fit wraps around.</summary>
internal static class WholeNumberArithmetic
{
    /// <summary>Sum.</summary>
    [KqlFunction("_add", DuckDb = "({0} + {1})", MayOverflow = true)]
    public static long Add(long a, long b) => unchecked(a + b);

    /// <summary>Difference.</summary>
    [KqlFunction("_subtract", DuckDb = "({0} - {1})", MayOverflow = true)]
    public static long Subtract(long a, long b) => unchecked(a - b);

    /// <summary>Product.</summary>
    [KqlFunction("_multiply", DuckDb = "({0} * {1})", MayOverflow = true)]
    public static long Multiply(long a, long b) => unchecked(a * b);

    /// <summary>Quotient without its fraction; null for division by zero.</summary>
    [KqlFunction("_divide", DuckDb = "({0} // {1})", MayOverflow = true)]
    public static long? Divide(long a, long b) => b switch
    {
        0 => null,
        -1 => unchecked(-a),
        _ => a / b,
    };

    /// <summary>The rest of a division, never negative; null for division by zero.</summary>
    [KqlFunction("_modulo", DuckDb = "((({0} % {1}) + abs({1})) % abs({1}))", MayOverflow = true)]
    public static long? Modulo(long a, long b)
    {
        if (b is 0 or -1)
        {
            return b == 0 ? null : 0;
        }

        var rest = a % b;
        return rest >= 0 ? rest : b < 0 ? rest - b : rest + b;
    }

    /// <summary>The number with the other sign.</summary>
    [KqlFunction("_negate", DuckDb = "(- {0})", MayOverflow = true)]
    public static long Negate(long a) => unchecked(-a);
}
