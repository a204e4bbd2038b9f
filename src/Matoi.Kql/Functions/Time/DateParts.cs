using System.Globalization;

namespace Matoi.Kql.Functions.Time;

/// <summary>Parts of a time. Weeks are those of ISO 8601.</summary>
internal static class DateParts
{
    /// <summary>The names of the parts that <c>datetime_part</c> knows, lower-case.</summary>
    public static readonly string[] Names = ["year", "quarter", "month", "week_of_year", "weekofyear", "day", "dayofyear", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];

    /// <summary>The year.</summary>
    [KqlFunction("getyear")]
    public static int Year(DateTime date) => date.Year;

    /// <summary>The month from 1.</summary>
    [KqlFunction("getmonth")]
    [KqlFunction("monthofyear")]
    public static int Month(DateTime date) => date.Month;

    /// <summary>The day of the month from 1.</summary>
    [KqlFunction("dayofmonth")]
    public static int Day(DateTime date) => date.Day;

    /// <summary>The day of the year from 1.</summary>
    [KqlFunction("dayofyear")]
    public static int DayOfYear(DateTime date) => date.DayOfYear;

    /// <summary>Whole days since Sunday; null for the last day of the calendar, which Kusto cannot tell.</summary>
    [KqlFunction("dayofweek")]
    public static TimeSpan? DayOfWeek(DateTime date) => date.Date == DateTime.MaxValue.Date ? null : TimeSpan.FromDays((int)date.DayOfWeek);

    /// <summary>The hour from 0 to 23.</summary>
    [KqlFunction("hourofday", DuckDb = "CAST(({0} // 36000000000) % 24 AS INTEGER)")]
    public static int Hour(DateTime date) => date.Hour;

    /// <summary>The week of the year from 1.</summary>
    [KqlFunction("week_of_year")]
    [KqlFunction("weekofyear", Deprecated = true)]
    public static int WeekOfYear(DateTime date) => ISOWeek.GetWeekOfYear(date);

    /// <summary>A part by its name.</summary>
    [KqlFunction("_datetime_part")]
    public static int? Of(string part, DateTime date) => part.ToLowerInvariant() switch
    {
        "year" => date.Year,
        "quarter" => ((date.Month - 1) / 3) + 1,
        "month" => date.Month,
        "week_of_year" or "weekofyear" => WeekOfYear(date),
        "day" => date.Day,
        "dayofyear" => date.DayOfYear,
        "hour" => date.Hour,
        "minute" => date.Minute,
        "second" => date.Second,
        "millisecond" => date.Millisecond,
        "microsecond" => (int)(date.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
        "nanosecond" => (int)(date.Ticks % TimeSpan.TicksPerSecond * 100),
        _ => null,
    };
}
