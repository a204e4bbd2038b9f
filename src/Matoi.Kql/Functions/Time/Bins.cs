using Matoi.Kql.Functions.Operators;

namespace Matoi.Kql.Functions.Time;

/// <summary><c>bin</c> and its other name <c>floor</c>: the greatest multiple of a size that is not above a value; null for a size that is not positive.</summary>
internal static class Bins
{
    private const string Size = "nullif(greatest({1}, 0), 0)";

    /// <summary>Of whole numbers.</summary>
    [KqlFunction("bin", DuckDb = "({0} - (({0} % " + Size + ") + {1}) % {1})", MayOverflow = true)]
    [KqlFunction("floor", DuckDb = "({0} - (({0} % " + Size + ") + {1}) % {1})", MayOverflow = true)]
    public static long? Bin(long value, long size) => size <= 0 ? null : unchecked(value - Operators.WholeNumberArithmetic.Modulo(value, size)!.Value);

    /// <summary>Of reals.</summary>
    [KqlFunction("bin", DuckDb = "(floor({0} / nullif(greatest({1}, 0.0::DOUBLE), 0.0::DOUBLE)) * {1})")]
    [KqlFunction("floor", DuckDb = "(floor({0} / nullif(greatest({1}, 0.0::DOUBLE), 0.0::DOUBLE)) * {1})")]
    public static double? Bin(double value, double size) => size <= 0 ? null : Math.Floor(value / size) * size;

    /// <summary>Of decimals.</summary>
    [KqlFunction("bin")]
    [KqlFunction("floor")]
    public static decimal? Bin(decimal value, decimal size) => size > 0 && DecimalArithmetic.Divide(value, size) is { } quotient ? DecimalArithmetic.Multiply(Math.Floor(quotient), size) : null;

    /// <summary>Of times, counted from 0001-01-01.</summary>
    [KqlFunction("bin", DuckDb = "(({0} // " + Size + ") * {1})")]
    [KqlFunction("floor", DuckDb = "(({0} // " + Size + ") * {1})")]
    public static DateTime? Bin(DateTime value, TimeSpan size) => size <= TimeSpan.Zero ? null : new DateTime(value.Ticks - (value.Ticks % size.Ticks), DateTimeKind.Utc);

    /// <summary>Of lengths of time.</summary>
    [KqlFunction("bin", DuckDb = "({0} - (({0} % " + Size + ") + {1}) % {1})", MayOverflow = true)]
    [KqlFunction("floor", DuckDb = "({0} - (({0} % " + Size + ") + {1}) % {1})", MayOverflow = true)]
    public static TimeSpan? Bin(TimeSpan value, TimeSpan size) => Bin(value.Ticks, size.Ticks) is { } ticks ? new(ticks) : null;

    /// <summary>Multiples counted from a fixed point, of whole numbers.</summary>
    [KqlFunction("bin_at")]
    public static long? BinAt(long value, long size, long point) => Bin(unchecked(value - point), size) is { } multiple ? unchecked(multiple + point) : null;

    /// <summary>Multiples counted from a fixed point, of reals.</summary>
    [KqlFunction("bin_at")]
    public static double? BinAt(double value, double size, double point) => Bin(value - point, size) + point;

    /// <summary>Multiples counted from a fixed point, of decimals.</summary>
    [KqlFunction("bin_at")]
    public static decimal? BinAt(decimal value, decimal size, decimal point)
        => DecimalArithmetic.Subtract(value, point) is { } distance && Bin(distance, size) is { } multiple ? DecimalArithmetic.Add(multiple, point) : null;

    /// <summary>Multiples counted from a fixed point, of lengths of time.</summary>
    [KqlFunction("bin_at")]
    public static TimeSpan? BinAt(TimeSpan value, TimeSpan size, TimeSpan point) => BinAt(value.Ticks, size.Ticks, point.Ticks) is { } ticks ? new(ticks) : null;

    /// <summary>Multiples counted from a fixed point, of times.</summary>
    [KqlFunction("bin_at")]
    public static DateTime? BinAt(DateTime value, TimeSpan size, DateTime point) => Bin(value - point, size) is { } multiple ? Ticks.Time((Int128)multiple.Ticks + point.Ticks) : null;
}
