namespace Matoi.Kql.Functions.Time;

/// <summary>Times and lengths of time from counts of 100 ns that may not fit.</summary>
internal static class Ticks
{
    /// <summary>The time so long after 0001-01-01; null outside the calendar.</summary>
    public static DateTime? Time(Int128 ticks) => ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTime((long)ticks, DateTimeKind.Utc);

    /// <summary>A length of time, cut to whole ticks; null when it does not fit or is no number.</summary>
    public static TimeSpan? Span(double ticks) => Math.Abs(ticks) < 9223372036854775808.0 ? new TimeSpan((long)ticks) : null;
}
