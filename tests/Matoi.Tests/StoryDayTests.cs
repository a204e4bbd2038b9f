using System.Text;
using Matoi.Server.Demo;
using Xunit;

namespace Matoi.Tests;

public sealed class StoryDayTests
{
    [Theory]
    [InlineData("{\"eventTime\":\"2026-11-01T23:59:59.123Z\"}", "{\"eventTime\":\"2026-11-03T00:00:00.123Z\"}")]
    [InlineData("at 2026-11-01T10:00:00+09:00", "at 2026-11-02T10:00:01+09:00")]
    [InlineData("\"firstSeenAt\": 1793570400000,", "\"firstSeenAt\": 1793656801000,")]
    [InlineData("5 111122223333 eni-1 10.0.0.1 10.0.0.2 1793570400 1793570460 ACCEPT", "5 111122223333 eni-1 10.0.0.1 10.0.0.2 1793656801 1793656861 ACCEPT")]
    [InlineData("1793570400,198.51.100.150,10.1.0.4", "1793656801,198.51.100.150,10.1.0.4")]
    public void Times_of_the_day_are_moved(string text, string expected) => Assert.Equal(expected, Moved(text));

    [Theory]
    [InlineData("2026-10-31T23:59:59Z")]
    [InlineData("contracts/2026/11-01")]
    [InlineData("id-1793570400")]
    [InlineData("1793570400-0000")]
    [InlineData("17935704001")]
    [InlineData("1793400000")]
    public void What_only_looks_like_one_stays(string text) => Assert.Equal(text, Moved(text));

    private static string Moved(string text) => Encoding.UTF8.GetString(StoryDay.Move(Encoding.UTF8.GetBytes(text), TimeSpan.FromSeconds(86_401)));
}
