namespace Matoi.Kql.Functions.Types;

/// <summary>Whole numbers from reals: the fraction is cut off, and what is too large becomes the largest there is.</summary>
internal static class NumberCutting
{
    /// <summary>A long; null for what is not finite.</summary>
    public static long? Long(double value) => !double.IsFinite(value) ? null : value >= 9223372036854775808.0 ? long.MaxValue : value < -9223372036854775808.0 ? long.MinValue : (long)value;

    /// <summary>An int; null for what is not finite.</summary>
    public static int? Int(double value) => !double.IsFinite(value) ? null : (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    /// <summary>A long.</summary>
    public static long Long(decimal value) => (long)Math.Clamp(value, long.MinValue, long.MaxValue);

    /// <summary>An int.</summary>
    public static int Int(decimal value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
