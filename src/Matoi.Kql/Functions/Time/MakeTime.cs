namespace Matoi.Kql.Functions.Time;

/// <summary>Times and lengths of time from their parts; null when a part does not exist.</summary>
internal static class MakeTime
{
    /// <summary>A time.</summary>
    [KqlFunction("make_datetime")]
    public static DateTime? DateTime(long year, long month, long day, long hour = 0, long minute = 0, double second = 0)
        => year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > System.DateTime.DaysInMonth((int)year, (int)month) || OfDay(hour, minute, second) is not { } time
            ? null : new System.DateTime((int)year, (int)month, (int)day, 0, 0, 0, DateTimeKind.Utc) + time;

    /// <summary>A length of time of less than a day.</summary>
    [KqlFunction("make_timespan")]
    public static TimeSpan? TimeSpan(long hours, long minutes, double seconds = 0) => OfDay(hours, minutes, seconds);

    /// <summary>A length of time of days and less.</summary>
    [KqlFunction("make_timespan")]
    public static TimeSpan? TimeSpan(long days, long hours, long minutes, double seconds)
        => days is < 0 or > 10_675_198 || OfDay(hours, minutes, seconds) is not { } time ? null : System.TimeSpan.FromDays(days) + time;

    private static TimeSpan? OfDay(long hour, long minute, double second)
        => hour is < 0 or > 23 || minute is < 0 or > 59 || !(second is >= 0 and < 60) ? null
        : new TimeSpan((hour * System.TimeSpan.TicksPerHour) + (minute * System.TimeSpan.TicksPerMinute) + (long)Math.Round(second * System.TimeSpan.TicksPerSecond));
}
