namespace Matoi.Kql.Functions.Time;

/// <summary>First and last instants of days, weeks from Sunday, months and years, an offset of whole units away; null outside the calendar.</summary>
internal static class CalendarUnits
{
    /// <summary>Midnight.</summary>
    [KqlFunction("startofday", DuckDb = "(({0} // 864000000000) * 864000000000)")]
    public static DateTime StartOfDay(DateTime date) => date.Date;

    /// <summary>Midnight of another day.</summary>
    [KqlFunction("startofday")]
    public static DateTime? StartOfDay(DateTime date, long offset) => Days(date.Date, offset);

    /// <summary>Midnight of a Sunday.</summary>
    [KqlFunction("startofweek")]
    public static DateTime? StartOfWeek(DateTime date, long offset = 0) => Days(date.Date, -(int)date.DayOfWeek + ((Int128)offset * 7));

    /// <summary>Midnight of the first of a month.</summary>
    [KqlFunction("startofmonth")]
    public static DateTime? StartOfMonth(DateTime date, long offset = 0) => Months(date.Year, date.Month, offset);

    /// <summary>Midnight of the first of January.</summary>
    [KqlFunction("startofyear")]
    public static DateTime? StartOfYear(DateTime date, long offset = 0) => Months(date.Year, 1, (Int128)offset * 12);

    /// <summary>The last tick of a day.</summary>
    [KqlFunction("endofday")]
    public static DateTime? EndOfDay(DateTime date, long offset = 0) => End(date.Date, (Int128)offset + 1);

    /// <summary>The last tick of a Saturday.</summary>
    [KqlFunction("endofweek")]
    public static DateTime? EndOfWeek(DateTime date, long offset = 0) => End(date.Date, 7 - (int)date.DayOfWeek + ((Int128)offset * 7));

    /// <summary>The last tick of a month.</summary>
    [KqlFunction("endofmonth")]
    public static DateTime? EndOfMonth(DateTime date, long offset = 0) => Months(date.Year, date.Month, offset) is { } start ? End(start, DateTime.DaysInMonth(start.Year, start.Month)) : null;

    /// <summary>The last tick of a year.</summary>
    [KqlFunction("endofyear")]
    public static DateTime? EndOfYear(DateTime date, long offset = 0) => StartOfYear(date, offset) is { } start ? End(start, DateTime.IsLeapYear(start.Year) ? 366 : 365) : null;

    /// <summary>The first of a month so many months after another; null outside the calendar.</summary>
    internal static DateTime? Months(int year, int month, Int128 offset)
    {
        var months = ((Int128)year * 12) + month - 1 + offset;
        return months < 12 || months >= 10_000 * 12 ? null : new DateTime((int)(months / 12), (int)(months % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    private static DateTime? Days(DateTime midnight, Int128 days) => Ticks.Time(midnight.Ticks + (days * TimeSpan.TicksPerDay));

    // The last day of the calendar has an end, though no next day.
    private static DateTime? End(DateTime midnight, Int128 days) => Ticks.Time(midnight.Ticks + (days * TimeSpan.TicksPerDay) - 1);
}
