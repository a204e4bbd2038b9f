using System.Text.Json;
using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Tests.Model;

/// <summary>The spellings of an instant that clouds use are read as UTC; anything else is none.</summary>
public class EventTimesTests
{
    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("\"2026-01-02T03:04:05.6Z\"", "2026-01-02T03:04:05.6000000")]
    [InlineData("\"2026-01-02T03:04:05.678901Z\"", "2026-01-02T03:04:05.6789010")]
    [InlineData("\"2026-01-02T03:04:05.678901234Z\"", "2026-01-02T03:04:05.6789012")]
    [InlineData("\"2026-01-02T03:04:05.678901234+09:00\"", "2026-01-01T18:04:05.6789012")]
    [InlineData("\"2026-01-02T03:04:05+00:00\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("\"2026-01-02T03:04:05+0000\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("\"2026-01-02T03:04:05.000+0900\"", "2026-01-01T18:04:05.0000000")]
    [InlineData("\"2026-01-02T03:04:05\\u002B09:00\"", "2026-01-01T18:04:05.0000000")]
    [InlineData("\"2026-01-02T03:04:05\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("\"2026-01-02 03:04:05\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("\"2024-02-29T23:59:59Z\"", "2024-02-29T23:59:59.0000000")]
    [InlineData("\"1/2/2026 3:04:05 AM\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("1767323045", "2026-01-02T03:04:05.0000000")]
    [InlineData("1767323045.25", "2026-01-02T03:04:05.2500000")]
    [InlineData("1767323045123", "2026-01-02T03:04:05.1230000")]
    [InlineData("1767323045123456", "2026-01-02T03:04:05.1234560")]
    [InlineData("\"1767323045\"", "2026-01-02T03:04:05.0000000")]
    [InlineData("\"1767323045123\"", "2026-01-02T03:04:05.1230000")]
    public void Read_gives_the_instant_when_the_spelling_is_known(string json, string time)
        => Assert.Equal(time + "+00:00", $"{EventTimes.Read(JsonElement.Parse(json)):O}");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("\"-\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"12:30\"")]
    [InlineData("\"1/2/3\"")]
    [InlineData("\"Monday\"")]
    [InlineData("\"0000-01-01T00:00:00Z\"")]
    [InlineData("\"2026-13-01T00:00:00Z\"")]
    [InlineData("\"2026-02-29T00:00:00Z\"")]
    [InlineData("\"2026-01-01T24:00:01Z\"")]
    [InlineData("\"2026-01-01T00:00:00.xZ\"")]
    [InlineData("\"10000-01-01T00:00:00Z\"")]
    [InlineData("\"2026-01-02T03:04:05Z and more\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData("-1767323045")]
    [InlineData("1e300")]
    [InlineData("1e999")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[2026]")]
    public void Read_gives_nothing_when_it_is_no_instant(string json) => Assert.Null(EventTimes.Read(JsonElement.Parse(json)));
}
