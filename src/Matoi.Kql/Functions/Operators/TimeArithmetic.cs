using Matoi.Kql.Functions.Time;

namespace Matoi.Kql.Functions.Operators;

/// <summary>Arithmetic on times and lengths of time. A time outside the calendar is null; a length of time that does not fit wraps around, as a long does.</summary>
internal static class TimeArithmetic
{
    // The first addition overflows for what lies behind 9999-12-31, the cast for what lies before 0001-01-01.
    private const string InCalendar = " + 6067993060854775808 - 6067993060854775808 AS UBIGINT) AS BIGINT)";

    /// <summary>A time later by a length of time.</summary>
    [KqlFunction("_add", DuckDb = "CAST(CAST(({0} + {1})" + InCalendar, MayOverflow = true)]
    public static DateTime? Add(DateTime a, TimeSpan b) => Ticks.Time((Int128)a.Ticks + b.Ticks);

    /// <summary>A time later by a length of time.</summary>
    [KqlFunction("_add", DuckDb = "CAST(CAST(({0} + {1})" + InCalendar, MayOverflow = true)]
    public static DateTime? Add(TimeSpan a, DateTime b) => Add(b, a);

    /// <summary>Sum.</summary>
    [KqlFunction("_add", DuckDb = "({0} + {1})", MayOverflow = true)]
    public static TimeSpan Add(TimeSpan a, TimeSpan b) => new(unchecked(a.Ticks + b.Ticks));

    /// <summary>The length of time between two times.</summary>
    [KqlFunction("_subtract", DuckDb = "({0} - {1})")]
    public static TimeSpan Subtract(DateTime a, DateTime b) => a - b;

    /// <summary>A time earlier by a length of time.</summary>
    [KqlFunction("_subtract", DuckDb = "CAST(CAST(({0} - {1})" + InCalendar, MayOverflow = true)]
    public static DateTime? Subtract(DateTime a, TimeSpan b) => Ticks.Time((Int128)a.Ticks - b.Ticks);

    /// <summary>Difference.</summary>
    [KqlFunction("_subtract", DuckDb = "({0} - {1})", MayOverflow = true)]
    public static TimeSpan Subtract(TimeSpan a, TimeSpan b) => new(unchecked(a.Ticks - b.Ticks));

    /// <summary>So many times a length of time.</summary>
    [KqlFunction("_multiply", DuckDb = "({0} * {1})", MayOverflow = true)]
    public static TimeSpan Multiply(TimeSpan a, long b) => new(unchecked(a.Ticks * b));

    /// <summary>So many times a length of time.</summary>
    [KqlFunction("_multiply", DuckDb = "({0} * {1})", MayOverflow = true)]
    public static TimeSpan Multiply(long a, TimeSpan b) => Multiply(b, a);

    /// <summary>So many times a length of time, cut to whole ticks.</summary>
    [KqlFunction("_multiply")]
    public static TimeSpan? Multiply(TimeSpan a, double b) => Ticks.Span(a.Ticks * b);

    /// <summary>So many times a length of time, cut to whole ticks.</summary>
    [KqlFunction("_multiply")]
    public static TimeSpan? Multiply(double a, TimeSpan b) => Multiply(b, a);

    /// <summary>How often one length of time is in another.</summary>
    [KqlFunction("_divide", DuckDb = "(CAST({0} AS DOUBLE) / CAST({1} AS DOUBLE))")]
    public static double Divide(TimeSpan a, TimeSpan b) => (double)a.Ticks / b.Ticks;

    /// <summary>How often a length of time is in what has gone since 0001-01-01.</summary>
    [KqlFunction("_divide", DuckDb = "(CAST({0} AS DOUBLE) / CAST({1} AS DOUBLE))")]
    public static double Divide(DateTime a, TimeSpan b) => (double)a.Ticks / b.Ticks;

    /// <summary>A part of a length of time; null for division by zero.</summary>
    [KqlFunction("_divide", DuckDb = "({0} // {1})", MayOverflow = true)]
    public static TimeSpan? Divide(TimeSpan a, long b) => WholeNumberArithmetic.Divide(a.Ticks, b) is { } ticks ? new(ticks) : null;

    /// <summary>A part of a length of time, cut to whole ticks.</summary>
    [KqlFunction("_divide")]
    public static TimeSpan? Divide(TimeSpan a, double b) => Ticks.Span(a.Ticks / b);

    /// <summary>The rest of a division, never negative.</summary>
    [KqlFunction("_modulo", DuckDb = "((({0} % {1}) + abs({1})) % abs({1}))", MayOverflow = true)]
    public static TimeSpan? Modulo(TimeSpan a, TimeSpan b) => WholeNumberArithmetic.Modulo(a.Ticks, b.Ticks) is { } ticks ? new(ticks) : null;

    /// <summary>How long before a time the last whole multiple of a length of time since 0001-01-01 was.</summary>
    [KqlFunction("_modulo", DuckDb = "({0} % {1})")]
    public static TimeSpan? Modulo(DateTime a, TimeSpan b) => WholeNumberArithmetic.Modulo(a.Ticks, b.Ticks) is { } ticks ? new(ticks) : null;

    /// <summary>The same length of time backwards.</summary>
    [KqlFunction("_negate", DuckDb = "(- {0})", MayOverflow = true)]
    public static TimeSpan Negate(TimeSpan a) => new(unchecked(-a.Ticks));
}
