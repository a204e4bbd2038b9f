using Xunit;

namespace Matoi.Kql.Tests.Operators;

public class ArithmeticTests
{
    [Theory]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("7 / 0", "null")]
    [InlineData("-7 % 3", "2")]
    [InlineData("7 % -3", "1")]
    [InlineData("-7 % -3", "2")]
    [InlineData("7 % 0", "null")]
    [InlineData("-7.5 % 2", "0.5")]
    [InlineData("1 / 2.0", "0.5")]
    [InlineData("1.0 / 0.0", "Infinity")]
    [InlineData("0.0 / 0.0", "NaN")]
    [InlineData("int(2147483647) + int(1)", "2147483648")]
    [InlineData("9223372036854775807 + 1", "-9223372036854775808")]
    [InlineData("todecimal(1) / 0", "null")]
    [InlineData("int(null) * 0", "null")]
    [InlineData("1d / 1h", "24")]
    [InlineData("1d * 2.5", "2.12:00:00")]
    [InlineData("1d % 5h", "04:00:00")]
    [InlineData("1s / 1000", "00:00:00.0010000")]
    [InlineData("-(1d + 2h)", "-1.02:00:00")]
    [InlineData("datetime(0001-01-01) - 1tick", "null")]
    [InlineData("datetime(9999-12-31 23:59:59.9999999) + 1tick", "null")]
    [InlineData("1d + datetime(2020-01-01)", "2020-01-02T00:00:00.0000000Z")]
    [InlineData("dynamic(3) * 2", "6")]
    [InlineData("dynamic(3) * dynamic(1.5)", "4.5")]
    [InlineData("dynamic('x') + dynamic(1)", "null")]
    [InlineData("-dynamic(3)", "-3")]
    public void Arithmetic_is_Kustos_when_computed_ahead(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("gettype(toint(1) / toint(2))", "long")]
    [InlineData("gettype(toint(1) + 1.0)", "real")]
    [InlineData("gettype(todecimal(1) + 1.0)", "decimal")]
    [InlineData("gettype(-toint(1))", "long")]
    [InlineData("gettype(1d / 1h)", "real")]
    [InlineData("gettype(now() - 1h)", "datetime")]
    [InlineData("gettype(now() - now())", "timespan")]
    public void Types_of_results_are_Kustos_when_operands_differ(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void Overflow_in_rows_wraps_when_the_engine_would_stop()
        => Assert.Equal(
            ["-9223372036854775808 | 9223372036854775806", "8 | 6"],
            Kql.Rows("datatable(l: long)[9223372036854775807, 7] | project l + 1, l - 1"));

    [Fact]
    public void Times_outside_the_calendar_are_null_when_computed_from_rows()
        => Assert.Equal(
            ["null | 9998-12-31T00:00:00.0000000Z", "2021-01-01T00:00:00.0000000Z | 2019-01-02T00:00:00.0000000Z"],
            Kql.Rows("datatable(t: datetime, p: timespan)[datetime(9999-12-31), 365d, datetime(2020-01-02), 365d] | project t + p, t - p"));

    [Fact]
    public void Rows_kept_for_later_wrap_too_when_they_overflow()
        => Assert.Equal(["-9223372036854775808"], Kql.Rows("let T = materialize(datatable(l: long)[9223372036854775807] | project m = l + 1); T | where m < 0"));

    [Theory]
    [InlineData("'a' + 'b'", "'+' does not work on (string, string)")]
    [InlineData("1 + 1h", "'+' does not work on (long, timespan)")]
    [InlineData("true + 1", "'+' does not work on (bool, long)")]
    [InlineData("-'a'", "'-' does not work on (string)")]
    public void Operands_that_do_not_fit_are_told_when_bound(string expression, string message)
        => Assert.Contains(message, Assert.Single(Kql.Errors($"print {expression}")), StringComparison.Ordinal);
}
