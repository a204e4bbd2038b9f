using System.Globalization;
using System.Numerics;

namespace Matoi.Kql.Functions.Types;

/// <summary>
/// How reals are written: the fewest digits that still mean the number and always a point or an exponent, as in <c>1.0</c>, <c>0.5</c>, <c>1e30</c>. Kusto's
/// writer does not look for the nearest number of that many digits when there are 16 or 17 of them, but cuts off the largest one that means the same: 0.1 + 0.2 is
/// <c>0.30000000000000007</c>. So does this.
/// </summary>
internal static class RealText
{
    private const int ExactDigits = 15;
    private const int Fraction = 52;

    /// <summary>The text.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }

        var sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
        {
            return sign + "0.0";
        }

        var (digits, point) = Shortest(Math.Abs(value));
        return sign + Placed(digits, point);
    }

    /// <summary>The digits, and where the point stands: 5 and 0 for 0.5.</summary>
    private static (string Digits, int Point) Shortest(double value)
    {
        Span<char> nearest = stackalloc char[32];
        value.TryFormat(nearest, out var length, "R", CultureInfo.InvariantCulture);
        nearest = nearest[..length];
        var exponent = 0;
        if (nearest.IndexOf('E') is > 0 and var end)
        {
            exponent = int.Parse(nearest[(end + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            nearest = nearest[..end];
        }

        // All digits in a row, and where the point was.
        var point = nearest.IndexOf('.') is >= 0 and var dot ? dot : nearest.Length;
        if (point < nearest.Length)
        {
            nearest[(point + 1)..].CopyTo(nearest[point..]);
            nearest = nearest[..^1];
        }

        var zeros = nearest.IndexOfAnyExcept('0');
        var digits = nearest[zeros..].TrimEnd('0');
        return digits.Length > ExactDigits ? Cut(value) : (digits.ToString(), point + exponent - zeros);
    }

    /// <summary>The digits of the upper bound of all numbers that are read as the value, cut where what is left is no more than the width between the bounds.</summary>
    private static (string Digits, int Point) Cut(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (fraction, power) = (bits & ((1L << Fraction) - 1), (int)(bits >> Fraction) - 1075);
        var (mantissa, exponent) = power == -1075 ? (fraction, power + 1) : (fraction | (1L << Fraction), power);

        // All in quarters of the last binary place, as a fraction of whole numbers: the lower bound is nearer at a power of two.
        var upper = (new BigInteger(mantissa) * 4) + 2;
        var width = new BigInteger(fraction == 0 && power > -1074 ? 3 : 4);
        var unit = BigInteger.One * 4;
        (upper, width, unit) = exponent >= 0 ? (upper << exponent, width << exponent, unit) : (upper, width, unit << -exponent);

        var point = (int)Math.Ceiling(BigInteger.Log10(upper) - BigInteger.Log10(unit));
        (upper, width, unit) = point >= 0 ? (upper, width, unit * BigInteger.Pow(10, point)) : (upper * BigInteger.Pow(10, -point), width * BigInteger.Pow(10, -point), unit);
        if (upper >= unit)
        {
            (unit, point) = (unit * 10, point + 1);
        }

        var digits = "";
        while (upper > width || digits.Length == 0)
        {
            var digit = BigInteger.DivRem(upper * 10, unit, out upper);
            width *= 10;
            digits += (char)('0' + (int)digit);
        }

        return (digits, point);
    }

    private static string Placed(string digits, int point)
    {
        if (digits.Length <= point && point <= 21)
        {
            return digits + new string('0', point - digits.Length) + ".0";
        }

        if (point is > 0 and <= 21)
        {
            return digits[..point] + "." + digits[point..];
        }

        if (point is > -6 and <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        var exponent = (point - 1).ToString(CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{digits}e{exponent}" : $"{digits[0]}.{digits[1..]}e{exponent}";
    }
}
