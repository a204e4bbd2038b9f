using Xunit;

namespace Matoi.Kql.Tests.Types;

public class ConversionTests
{
    [Theory]
    [InlineData("toint('5')", "5")]
    [InlineData("toint(' 5 ')", "5")]
    [InlineData("toint('+5')", "5")]
    [InlineData("toint('5.7')", "null")]
    [InlineData("toint('1e3')", "null")]
    [InlineData("toint('0x1F')", "31")]
    [InlineData("toint('-0x10')", "null")]
    [InlineData("toint('2147483648')", "null")]
    [InlineData("toint('1,000')", "null")]
    [InlineData("toint('')", "null")]
    [InlineData("toint(2.9)", "2")]
    [InlineData("toint(-2.9)", "-2")]
    [InlineData("toint(1e19)", "2147483647")]
    [InlineData("toint(real(nan))", "null")]
    [InlineData("toint(true)", "1")]
    [InlineData("toint(1h)", "1640261632")]
    [InlineData("tolong('9223372036854775808')", "null")]
    [InlineData("tolong('0xFFFFFFFFFFFFFFFF')", "-1")]
    [InlineData("tolong(1d)", "864000000000")]
    [InlineData("tolong(real(inf))", "null")]
    [InlineData("tolong(datetime(1970-01-01))", "621355968000000000")]
    [InlineData("todouble('1.5e10')", "15000000000")]
    [InlineData("todouble('.5')", "0.5")]
    [InlineData("todouble('5.')", "5")]
    [InlineData("todouble('-Infinity')", "-Infinity")]
    [InlineData("todouble('1e400')", "Infinity")]
    [InlineData("todouble('0x1F')", "null")]
    [InlineData("todouble('1_000')", "null")]
    [InlineData("toreal('nan')", "NaN")]
    [InlineData("todecimal('abc')", "null")]
    [InlineData("todecimal(true)", "1")]
    [InlineData("tobool('TRUE')", "true")]
    [InlineData("tobool(' true')", "null")]
    [InlineData("tobool('-1')", "true")]
    [InlineData("tobool('1.0')", "null")]
    [InlineData("toboolean(0)", "false")]
    [InlineData("toguid('0123456789ab-cdef-0123-456789abcdef')", "01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("toguid('xyz')", "null")]
    [InlineData("totimespan('1.02:03:04.5')", "1.02:03:04.5000000")]
    [InlineData("totimespan('13:00')", "13:00:00")]
    [InlineData("totimespan('abc')", "null")]
    [InlineData("totime(864000000000)", "1.00:00:00")]
    [InlineData("todatetime('not a date')", "null")]
    [InlineData("todatetime(tolong(datetime(2020-02-29)))", "2020-02-29T00:00:00.0000000Z")]
    [InlineData("todatetime(-1)", "null")]
    public void Conversion_is_Kustos_when_computed_ahead(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("2020-01-31T10:20:30.1234567Z", "2020-01-31T10:20:30.1234567Z")]
    [InlineData("2020-01-31 10:20:30", "2020-01-31T10:20:30.0000000Z")]
    [InlineData("2020-01-31T10:20:30.5+02:00", "2020-01-31T08:20:30.5000000Z")]
    [InlineData("2020-01-31", "2020-01-31T00:00:00.0000000Z")]
    [InlineData("Sat, 8 Nov 14 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z")]
    [InlineData("Saturday, 08-Nov-14 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z")]
    [InlineData("2020-02-30", "null")]
    [InlineData("2020-01-31T24:00:00Z", "null")]
    [InlineData("", "null")]
    public void Text_is_a_time_when_a_documented_format_reads_it(string text, string expected)
    {
        Assert.Equal(expected, Kql.Print($"todatetime('{text}')"));
        Assert.Equal(expected, Kql.OverRow("todatetime(a)", text));
    }

    [Theory]
    [InlineData("dynamic(1.9)", "1 | 1 | 1.9 | true | 1.9")]
    [InlineData("dynamic('42')", "42 | 42 | 42 | true | 42")]
    [InlineData("dynamic('3.14')", "null | null | 3.14 | null | 3.14")]
    [InlineData("dynamic('true')", "null | null | null | true | true")]
    [InlineData("dynamic(true)", "1 | 1 | 1 | true | true")]
    [InlineData("dynamic(2147483648)", "-2147483648 | 2147483648 | 2147483648 | true | 2147483648")]
    [InlineData("dynamic([1])", "null | null | null | null | [1]")]
    [InlineData("dynamic(null)", "null | null | null | null | ")]
    public void Dynamic_is_converted_by_what_is_inside_when_cast(string literal, string expected)
        => Assert.Equal([expected], Kql.Rows($"datatable(d: dynamic)[{literal}] | project toint(d), tolong(d), todouble(d), tobool(d), tostring(d)"));

    [Theory]
    [InlineData("dynamic('2020-01-01T00:00:00Z')", "2020-01-01T00:00:00.0000000Z")]
    [InlineData("dynamic(5)", "0001-01-01T00:00:00.0000005Z")]
    [InlineData("dynamic({})", "null")]
    public void Dynamic_is_a_time_when_it_holds_text_or_ticks(string literal, string expected)
        => Assert.Equal([expected], Kql.Rows($"datatable(d: dynamic)[{literal}] | project todatetime(d)"));

    [Fact]
    public void Reals_become_the_largest_whole_numbers_when_they_are_larger()
        => Assert.Equal(["9223372036854775807 | 2147483647", "-9223372036854775808 | -2147483648", "1 | 1"], Kql.Rows("datatable(r: real)[1e19, -1e19, 1.5] | project tolong(r), toint(r)"));
}
