using Matoi.Clouds.Generic;
using Xunit;

namespace Matoi.Tests;

/// <summary>Syslog and CEF lines are read as senders write them.</summary>
public class SyslogLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("<34>Jan  1 22:14:15 web01 su[12]: 'su root' failed", "2026-01-01T22:14:15Z")]
    [InlineData("<34>Dec 31 22:14:15 web01 su[12]: 'su root' failed", "2025-12-31T22:14:15Z")]
    public void Read_takes_the_latest_year_when_the_time_has_none(string line, string time)
    {
        var read = SyslogLine.Read(line, Now)!;

        Assert.Equal((DateTimeOffset.Parse(time), "web01", "su", "12", "'su root' failed"), (read.Time, read.Host, read.Process, read.ProcessId, read.Message));
        Assert.Equal(("auth", "crit"), (read.Facility, read.SeverityLevel));
    }

    [Theory]
    [InlineData("34>no")]
    [InlineData("<192>too large")]
    [InlineData("<a>no number")]
    [InlineData("<html>")]
    [InlineData("")]
    public void Read_gives_nothing_when_the_line_has_no_priority(string line) => Assert.Null(SyslogLine.Read(line, Now));

    [Theory]
    [InlineData("CEF:0|a|b|c|d|e|5|k=v", 0)]
    [InlineData("<13>Jan  1 00:00:00 h CEF:0|a|b|c|d|e|5|", 22)]
    [InlineData("{\"m\":\"xCEF:0|a\"}", -1)]
    [InlineData("CEF:", -1)]
    public void Start_finds_cef_when_it_is_there(string line, int start) => Assert.Equal(start, CefLine.Start(line));

    [Fact]
    public void Read_keeps_spaces_and_escapes_when_a_cef_value_has_them()
    {
        var cef = CefLine.Read(@"CEF:0|v\|w|p|1|id|name|7|msg=two words a\=b path=C:\\x cs1Label=k cs1=")!;

        Assert.Equal("v|w", cef.Header[1]);
        Assert.Equal([("msg", "two words a=b"), ("path", @"C:\x"), ("cs1Label", "k"), ("cs1", "")], cef.Extension.Select(e => (e.Key, e.Value)));
    }

    [Fact]
    public void Read_gives_nothing_when_a_cef_header_field_is_missing() => Assert.Null(CefLine.Read("CEF:0|a|b|c|d"));
}
