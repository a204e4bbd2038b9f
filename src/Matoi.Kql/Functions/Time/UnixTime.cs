namespace Matoi.Kql.Functions.Time;

/// <summary>Times from what has gone since 1970-01-01; null outside the calendar.</summary>
internal static class UnixTime
{
    /// <summary>Seconds.</summary>
    [KqlFunction("unixtime_seconds_todatetime")]
    public static DateTime? Seconds(long count) => After((Int128)count * TimeSpan.TicksPerSecond);

    /// <summary>Seconds.</summary>
    [KqlFunction("unixtime_seconds_todatetime")]
    public static DateTime? Seconds(double count) => After(count * TimeSpan.TicksPerSecond);

    /// <summary>Milliseconds.</summary>
    [KqlFunction("unixtime_milliseconds_todatetime")]
    public static DateTime? Milliseconds(long count) => After((Int128)count * TimeSpan.TicksPerMillisecond);

    /// <summary>Milliseconds.</summary>
    [KqlFunction("unixtime_milliseconds_todatetime")]
    public static DateTime? Milliseconds(double count) => After(count * TimeSpan.TicksPerMillisecond);

    /// <summary>Microseconds.</summary>
    [KqlFunction("unixtime_microseconds_todatetime")]
    public static DateTime? Microseconds(long count) => After((Int128)count * TimeSpan.TicksPerMicrosecond);

    /// <summary>Microseconds.</summary>
    [KqlFunction("unixtime_microseconds_todatetime")]
    public static DateTime? Microseconds(double count) => After(count * TimeSpan.TicksPerMicrosecond);

    /// <summary>Nanoseconds.</summary>
    [KqlFunction("unixtime_nanoseconds_todatetime")]
    public static DateTime? Nanoseconds(long count) => After((Int128)(count / 100));

    /// <summary>Nanoseconds.</summary>
    [KqlFunction("unixtime_nanoseconds_todatetime")]
    public static DateTime? Nanoseconds(double count) => After(count / 100);

    private static DateTime? After(double ticks) => Ticks.Span(ticks) is { } span ? After((Int128)span.Ticks) : null;

    private static DateTime? After(Int128 ticks) => Ticks.Time(DateTime.UnixEpoch.Ticks + ticks);
}
