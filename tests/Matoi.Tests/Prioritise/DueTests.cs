using Matoi.Prioritise.Clocks;
using Xunit;

namespace Matoi.Tests.Prioritise;

/// <summary>A service-level clock that runs in business hours counts the time that passes within them.</summary>
public class DueTests
{
    private static readonly BusinessHours Tokyo = new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), Holidays = new HashSet<DateOnly> { new(2026, 11, 23) } };
    private static readonly BusinessHours Berlin = new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

    [Theory]
    [InlineData("2026-11-24T10:00+09:00", 2, "2026-11-24T12:00+09:00")] // within a day
    [InlineData("2026-11-24T17:00+09:00", 4, "2026-11-25T12:00+09:00")] // over night
    [InlineData("2026-11-24T03:00+09:00", 1, "2026-11-24T10:00+09:00")] // before opening
    [InlineData("2026-11-24T18:00+09:00", 1, "2026-11-25T10:00+09:00")] // at closing
    [InlineData("2026-11-24T09:00+09:00", 9, "2026-11-24T18:00+09:00")] // a whole day, to the minute
    [InlineData("2026-11-20T17:00+09:00", 2, "2026-11-24T10:00+09:00")] // Friday, a weekend, a holiday on Monday
    [InlineData("2026-11-23T11:00+09:00", 1, "2026-11-24T10:00+09:00")] // on the holiday
    public void Counts_the_hours_of_working_days_when_the_clock_is_that_of_business(string start, int hours, string due)
        => Assert.Equal(DateTimeOffset.Parse(due), Due.At(DateTimeOffset.Parse(start), TimeSpan.FromHours(hours), Tokyo));

    [Theory]
    [InlineData("2026-03-27T17:00+01:00", 2, "2026-03-30T10:00+02:00")] // the clocks go forward on the Sunday between
    [InlineData("2026-10-23T17:00+02:00", 2, "2026-10-26T10:00+01:00")] // and back
    public void Opens_by_the_clock_on_the_wall_when_the_clocks_have_changed(string start, int hours, string due)
        => Assert.Equal(DateTimeOffset.Parse(due), Due.At(DateTimeOffset.Parse(start), TimeSpan.FromHours(hours), Berlin));

    [Theory]
    [InlineData("2026-03-29T00:00+01:00", 23, "2026-03-30T00:00+02:00")] // 23 hours
    [InlineData("2026-10-25T00:00+02:00", 25, "2026-10-26T00:00+01:00")] // 25 hours
    public void Day_is_as_long_as_it_is_when_the_clocks_change_within_the_hours(string start, int hours, string due)
    {
        var sundays = Berlin with { Days = new HashSet<DayOfWeek> { DayOfWeek.Sunday }, Opens = TimeSpan.Zero, Closes = TimeSpan.FromHours(24) };

        Assert.Equal(DateTimeOffset.Parse(due), Due.At(DateTimeOffset.Parse(start), TimeSpan.FromHours(hours), sundays));
    }

    [Theory]
    [InlineData("2026-03-29T00:00+01:00", 1, "2026-03-29T04:00+02:00")] // 02:30 is not there: opens at 03:00
    [InlineData("2026-10-25T00:00+02:00", 1, "2026-10-25T02:30+01:00")] // 02:30 comes twice: opens at the first, an hour later it is 02:30 again
    public void Opens_once_when_the_opening_hour_is_left_out_or_comes_twice(string start, int hours, string due)
    {
        var early = Berlin with { Days = new HashSet<DayOfWeek> { DayOfWeek.Sunday }, Opens = new(2, 30, 0), Closes = TimeSpan.FromHours(6) };

        Assert.Equal(DateTimeOffset.Parse(due), Due.At(DateTimeOffset.Parse(start), TimeSpan.FromHours(hours), early));
    }

    [Fact]
    public void Never_stops_when_the_clock_is_round_the_clock()
        => Assert.Equal(DateTimeOffset.Parse("2026-11-22T02:00Z"), Due.At(DateTimeOffset.Parse("2026-11-21T22:00Z"), TimeSpan.FromHours(4)));
}
