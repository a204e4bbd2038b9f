namespace Matoi.Kql.Binding.Plugins;

/// <summary>Periods of equal length that begin at an anchor, or those of the calendar: <c>week</c> (from Sunday), <c>month</c>, <c>year</c>.</summary>
internal sealed record Period(long Anchor, long Length, string? Calendar)
{
    /// <summary>Where the period of a time begins.</summary>
    public long Bin(long time)
    {
        if (Calendar is null)
        {
            var (quotient, rest) = Math.DivRem(time - Anchor, Length);
            return Anchor + (rest < 0 ? quotient - 1 : quotient) * Length;
        }

        var day = new DateTime(time, DateTimeKind.Utc).Date;
        return (Calendar switch
        {
            "week" => day.AddDays(-(int)day.DayOfWeek),
            "month" => new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            _ => new DateTime(day.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        }).Ticks;
    }

    /// <summary>Where the next period begins.</summary>
    public long Next(long bin) => Calendar switch
    {
        null => bin + Length,
        "week" => new DateTime(bin, DateTimeKind.Utc).AddDays(7).Ticks,
        "month" => new DateTime(bin, DateTimeKind.Utc).AddMonths(1).Ticks,
        _ => new DateTime(bin, DateTimeKind.Utc).AddYears(1).Ticks,
    };

    /// <summary>All periods that begin from that of a first time to that of a last one.</summary>
    public IEnumerable<long> From(long first, long last)
    {
        for (var bin = Bin(first); bin <= last; bin = Next(bin))
        {
            yield return bin;
        }
    }
}
