namespace Matoi.Kql.Functions.Time;

/// <summary>Whole units of the calendar between times. The binder has checked their names.</summary>
internal static class DateArithmetic
{
    /// <summary>The names of the units that <c>datetime_add</c> and <c>datetime_diff</c> know, lower-case.</summary>
    public static readonly string[] Units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];

    /// <summary>A time so many units later: a day that the month does not have becomes its last one. Null outside the calendar.</summary>
    [KqlFunction("_datetime_add")]
    public static DateTime? Add(string unit, long count, DateTime date)
    {
        var name = unit.ToLowerInvariant();
        return Months(name) is { } months ? AddMonths(date, (Int128)count * months)
            : name == "nanosecond" ? Ticks.Time((Int128)date.Ticks + (count / 100))
            : Span(name) is { } ticks ? Ticks.Time((Int128)date.Ticks + ((Int128)count * ticks)) : null;
    }

    /// <summary>How many borders between units lie between two times: from 23:59 to 0:00 is one day.</summary>
    [KqlFunction("_datetime_diff")]
    public static long? Difference(string unit, DateTime a, DateTime b)
    {
        var name = unit.ToLowerInvariant();
        return name switch
        {
            "nanosecond" => unchecked((a.Ticks - b.Ticks) * 100),
            "week" => Week(a) - Week(b),
            _ => Months(name) is { } months ? (Month(a) / months) - (Month(b) / months)
                : Span(name) is { } ticks ? (a.Ticks / ticks) - (b.Ticks / ticks) : null,
        };

        // Weeks begin on Sunday, and 0001-01-01 was a Monday.
        static long Week(DateTime date) => ((date.Ticks / TimeSpan.TicksPerDay) + 1) / 7;
        static long Month(DateTime date) => (date.Year * 12L) + date.Month - 1;
    }

    private static DateTime? AddMonths(DateTime date, Int128 months)
        => CalendarUnits.Months(date.Year, date.Month, months) is { } first ? first.AddDays(Math.Min(date.Day, DateTime.DaysInMonth(first.Year, first.Month)) - 1) + date.TimeOfDay : null;

    private static int? Months(string unit) => unit switch
    {
        "year" => 12,
        "quarter" => 3,
        "month" => 1,
        _ => null,
    };

    private static long? Span(string unit) => unit switch
    {
        "week" => 7 * TimeSpan.TicksPerDay,
        "day" => TimeSpan.TicksPerDay,
        "hour" => TimeSpan.TicksPerHour,
        "minute" => TimeSpan.TicksPerMinute,
        "second" => TimeSpan.TicksPerSecond,
        "millisecond" => TimeSpan.TicksPerMillisecond,
        "microsecond" => TimeSpan.TicksPerMicrosecond,
        _ => null,
    };
}
