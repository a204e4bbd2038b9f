namespace Matoi.Kql.Functions.Operators;

/// <summary>Arithmetic on decimals, of 28 digits; a result that does not fit is null, as is one of a division by zero.</summary>
internal static class DecimalArithmetic
{
    /// <summary>Sum.</summary>
    [KqlFunction("_add")]
    public static decimal? Add(decimal a, decimal b) => Fitting(a, b, decimal.Add);

    /// <summary>Difference.</summary>
    [KqlFunction("_subtract")]
    public static decimal? Subtract(decimal a, decimal b) => Fitting(a, b, decimal.Subtract);

    /// <summary>Product.</summary>
    [KqlFunction("_multiply")]
    public static decimal? Multiply(decimal a, decimal b) => Fitting(a, b, decimal.Multiply);

    /// <summary>Quotient.</summary>
    [KqlFunction("_divide")]
    public static decimal? Divide(decimal a, decimal b) => b == 0 ? null : Fitting(a, b, decimal.Divide);

    /// <summary>The rest of a division, never negative.</summary>
    [KqlFunction("_modulo")]
    public static decimal? Modulo(decimal a, decimal b)
    {
        if (b == 0)
        {
            return null;
        }

        var rest = a % b;
        return rest < 0 ? rest + Math.Abs(b) : rest;
    }

    /// <summary>The number with the other sign.</summary>
    [KqlFunction("_negate")]
    public static decimal Negate(decimal a) => -a;

    private static decimal? Fitting(decimal a, decimal b, Func<decimal, decimal, decimal> compute)
    {
        try
        {
            return compute(a, b);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
