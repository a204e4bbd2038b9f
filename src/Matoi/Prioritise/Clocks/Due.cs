namespace Matoi.Prioritise.Clocks;

/// <summary>When a time that starts now is over. Pure.</summary>
public static class Due
{
    /// <summary>The instant at which <paramref name="target"/> has passed since <paramref name="start"/>, round the clock.</summary>
    public static DateTimeOffset At(DateTimeOffset start, TimeSpan target) => start + target;

    /// <summary>
    /// The same, counting only time within business hours. Time is what passes, not what the clock on the wall says: a day on which the clocks go forward inside the hours is an
    /// hour shorter. Hours that end at midnight and go on at midnight are one stretch.
    /// </summary>
    public static DateTimeOffset At(DateTimeOffset start, TimeSpan target, BusinessHours hours)
    {
        var left = target;
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, hours.Zone).Date); ; day = day.AddDays(1))
        {
            if (!hours.Days.Contains(day.DayOfWeek) || hours.Holidays.Contains(day))
            {
                continue;
            }

            var (opens, closes) = (Instant(day, hours.Opens, hours.Zone), Instant(day, hours.Closes, hours.Zone));
            var from = start > opens ? start : opens;
            if (closes - from >= left)
            {
                return (from + left).ToUniversalTime();
            }

            left -= closes > from ? closes - from : TimeSpan.Zero;
        }
    }

    // A time that the clocks leap over is the moment of the leap; of a time that comes twice, the first.
    private static DateTimeOffset Instant(DateOnly day, TimeSpan time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
