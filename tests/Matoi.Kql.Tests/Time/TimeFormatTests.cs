using Xunit;

namespace Matoi.Kql.Tests.Time;

public class TimeFormatTests
{
    [Theory]
    [InlineData("2007-03-09 05:04:03", "dddd, MMMM d, yyyy", "0909, 0303 9, 2007")]
    [InlineData("2007-03-09 05:04:03.5", "s.f", "3.5")]
    [InlineData("2007-03-09 17:04:03", "h tt", "5 PM")]
    [InlineData("2007-03-09 00:30:00", "hh:mm tt", "12:30 AM")]
    [InlineData("2020-06-15 09:05:03.007", "M/d/yy H:m:s", "6/15/20 9:5:3")]
    [InlineData("2017-01-29 09:00:05", "yyyy-M-dd [H:mm:ss]", "2017-1-29 [9:00:05]")]
    [InlineData("2009-06-15 13:45:30.6175400", "FFFFFFF", "61754")]
    [InlineData("2009-06-15 13:45:30.0500000", "sF", "30")]
    [InlineData("2020-12-09 23:45:59.999", "yyyyMMddHHmmss", "20201209234559")]
    public void Time_is_written_by_a_format(string time, string format, string expected) => Assert.Equal(expected, Kql.Print($"format_datetime(datetime({time}), '{format}')"));

    [Theory]
    [InlineData("2d + 3h + 4m + 5s", "d.hh:mm:ss", "2.03:04:05")]
    [InlineData("time(29.09:00:05.12345)", "ddd.h:mm:ss [fffffff]", "029.9:00:05 [1234500]")]
    [InlineData("time(29.09:00:05.12345)", "dd.hh:mm:ss:FF", "29.09:00:05:12")]
    [InlineData("-(1d + 2h)", "d.hh:mm", "-1.02:00")]
    [InlineData("25h + 61m", "h:m", "2:1")]
    [InlineData("time(10675199.02:48:05.4775807)", "d.hh:mm:ss", "10675199.02:48:05")]
    public void Length_of_time_is_written_by_a_format(string length, string format, string expected) => Assert.Equal(expected, Kql.Print($"format_timespan({length}, '{format}')"));

    [Fact]
    public void Rows_without_a_time_are_empty_text_when_formatted()
        => Assert.Equal(["", "2020"], Kql.Rows("datatable(t: datetime)[datetime(null), datetime(2020-01-01)] | project format_datetime(t, 'yyyy')"));

    [Fact]
    public void Letter_that_stands_for_nothing_is_told()
        => Assert.Contains("'T' stands for nothing in a format", Assert.Single(Kql.Errors("print format_datetime(now(), 'yyyy-MM-ddTHH:mm')")), StringComparison.Ordinal);
}
