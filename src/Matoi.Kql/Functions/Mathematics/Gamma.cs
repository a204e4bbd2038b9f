namespace Matoi.Kql.Functions.Mathematics;

/// <summary>The gamma function and what is made of it, to about 15 digits.</summary>
internal static class Gamma
{
    // Lanczos' approximation, g = 7, n = 9.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The gamma function; not a number at zero and the negative whole numbers.</summary>
    [KqlFunction("gamma")]
    public static double Of(double number)
    {
        if (number <= 0 && number == Math.Floor(number))
        {
            return double.NaN;
        }

        if (number < 0.5)
        {
            return Math.PI / (Math.Sin(Math.PI * number) * Of(1 - number));
        }

        if (number == Math.Floor(number) && number <= 171)
        {
            var product = 1.0;
            for (var i = 2; i < number; i++)
            {
                product *= i;
            }

            return product;
        }

        return number > 171.7 ? double.PositiveInfinity : Math.Exp(Log(number));
    }

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    [KqlFunction("loggamma")]
    public static double Log(double number)
    {
        if (number <= 0 && number == Math.Floor(number))
        {
            return double.PositiveInfinity;
        }

        if (number < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * number))) - Log(1 - number);
        }

        var x = number - 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i);
        }

        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>The error function.</summary>
    [KqlFunction("erf")]
    public static double Erf(double number) => double.IsNaN(number) ? number : number < 0 ? -Erf(-number) : number < 2 ? Series(number) : 1 - Fraction(number);

    /// <summary>What the error function lacks to 1, exact also where that is little.</summary>
    [KqlFunction("erfc")]
    public static double Erfc(double number) => double.IsNaN(number) ? number : number < 2 ? 1 - Erf(number) : Fraction(number);

    // The power series converges quickly for small numbers, the continued fraction for large ones.
    private static double Series(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum) && n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    private static double Fraction(double x)
    {
        var tail = x;
        for (var n = 80; n > 0; n--)
        {
            tail = x + (n / 2.0 / tail);
        }

        return Math.Exp(-x * x) / (tail * Math.Sqrt(Math.PI));
    }
}
