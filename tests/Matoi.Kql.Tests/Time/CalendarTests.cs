using Xunit;

namespace Matoi.Kql.Tests.Time;

public class CalendarTests
{
    [Theory]
    [InlineData("startofday(datetime(2020-06-15 13:45:00))", "2020-06-15")]
    [InlineData("startofday(datetime(2020-06-15 13:45:00), -1)", "2020-06-14")]
    [InlineData("startofweek(datetime(2020-01-05 12:00:00))", "2020-01-05")]
    [InlineData("startofweek(datetime(2020-01-04 12:00:00), 1)", "2020-01-05")]
    [InlineData("startofmonth(datetime(2020-06-15), -6)", "2019-12-01")]
    [InlineData("startofyear(datetime(2020-06-15), 1)", "2021-01-01")]
    [InlineData("startofyear(datetime(0001-06-15), -1)", "null")]
    [InlineData("endofmonth(datetime(2020-01-31), 1) + 1tick", "2020-03-01")]
    [InlineData("endofweek(datetime(2020-06-15), 2) + 1tick", "2020-07-05")]
    [InlineData("endofyear(datetime(9999-06-15)) - 1d + 1tick", "9999-12-31")]
    [InlineData("bin(datetime(1955-11-05 06:15:00.5), 7d)", "1955-10-31")]
    [InlineData("bin(datetime(2020-01-01 10:00), -1h)", "null")]
    [InlineData("bin_at(datetime(2017-05-17 10:20:00.0), 7d, datetime(2017-06-04))", "2017-05-14")]
    [InlineData("datetime_add('month', 1, datetime(2020-01-31))", "2020-02-29")]
    [InlineData("datetime_add('quarter', -3, datetime(2020-02-29))", "2019-05-29")]
    [InlineData("datetime_add('day', -1, datetime(0001-01-01))", "null")]
    [InlineData("make_datetime(2020, 2, 29)", "2020-02-29")]
    [InlineData("make_datetime(2021, 2, 29)", "null")]
    [InlineData("unixtime_seconds_todatetime(1546300800)", "2019-01-01")]
    [InlineData("unixtime_milliseconds_todatetime(1546300800000)", "2019-01-01")]
    [InlineData("unixtime_seconds_todatetime(1e30)", "null")]
    [InlineData("datetime_local_to_utc(datetime(2020-07-01 02:00), 'Europe/Vienna')", "2020-07-01")]
    public void Days_are_Kustos_when_computed(string expression, string day) => Assert.Equal(day == "null" ? day : $"{day}T00:00:00.0000000Z", Kql.Print(expression));

    [Theory]
    [InlineData("bin(5, 2)", "4")]
    [InlineData("bin(-5, 2)", "-6")]
    [InlineData("bin(5.5, 2)", "4")]
    [InlineData("floor(-5.5, 2.0)", "-6")]
    [InlineData("bin(5, 0)", "null")]
    [InlineData("bin(-90m, 1h)", "-02:00:00")]
    [InlineData("bin_at(6.5, 2.5, 7)", "4.5")]
    [InlineData("bin_at(1h, 1d, 12h)", "-12:00:00")]
    [InlineData("gettype(bin(toint(5), toint(2)))", "long")]
    public void Bins_go_down_when_values_are_negative(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void Bins_of_rows_are_those_of_constants()
        => Assert.Equal(
            ["-6 | 4 | 2020-01-01T13:00:00.0000000Z | -02:00:00"],
            Kql.Rows("datatable(l: long, r: real, t: datetime, p: timespan)[-5, 5.5, datetime(2020-01-01 13:45), -90m] | project bin(l, 2), bin(r, 2), bin(t, 1h), bin(p, 1h)"));

    [Theory]
    [InlineData("week_of_year(datetime(2021-01-03))", "53")]
    [InlineData("week_of_year(datetime(2019-01-01))", "1")]
    [InlineData("dayofweek(datetime(2020-01-01))", "3.00:00:00")]
    [InlineData("dayofweek(datetime(9999-12-31 23:59:59.9999999))", "null")]
    [InlineData("dayofyear(datetime(2020-12-31))", "366")]
    [InlineData("hourofday(datetime(2020-12-31 23:59))", "23")]
    [InlineData("datetime_part('microsecond', datetime(2017-10-30 01:02:03.7654321))", "765432")]
    [InlineData("datetime_part('Quarter', datetime(2017-10-30))", "4")]
    [InlineData("datetime_diff('week', datetime(2017-10-29), datetime(2017-09-30 23:59))", "5")]
    [InlineData("datetime_diff('month', datetime(2020-03-01), datetime(2020-02-28))", "1")]
    [InlineData("datetime_diff('minute', datetime(2020-01-01), datetime(2020-01-01 13:45))", "-825")]
    [InlineData("datetime_diff('nanosecond', datetime(2020-01-01 00:00:00.0000002), datetime(2020-01-01))", "200")]
    [InlineData("make_timespan(25, 70)", "null")]
    [InlineData("make_timespan(1, 12, 30, 55.123)", "1.12:30:55.1230000")]
    public void Parts_are_Kustos_when_computed(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("datetime_utc_to_local(datetime(2020-07-01 12:00), 'Europe/Vienna')", "2020-07-01T14:00:00.0000000Z")]
    [InlineData("datetime_utc_to_local(datetime(2020-01-01 12:00), 'US/Pacific')", "2020-01-01T04:00:00.0000000Z")]
    public void Zones_are_known_by_their_IANA_name_when_no_culture_is_installed(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void Zone_that_is_not_known_is_told()
        => Assert.Contains("no time zone 'Nowhere'", Assert.Single(Kql.Errors("print datetime_utc_to_local(now(), 'Nowhere')")), StringComparison.Ordinal);

    [Fact]
    public void Zone_from_a_row_that_is_not_known_gives_null()
        => Assert.Equal(["null", "2026-03-04T06:06:07.0000000Z"], Kql.Rows("datatable(z: string)['Nowhere', 'Europe/Vienna'] | project datetime_utc_to_local(now(), z)"));

    [Fact]
    public void Unit_that_is_misspelt_is_told_with_the_nearest_one()
        => Assert.Contains("(did you mean 'month'?)", Assert.Single(Kql.Errors("print datetime_add('mnth', 1, now())")), StringComparison.Ordinal);
}
