using Xunit;

namespace Matoi.Kql.Tests.Types;

public class TextFormTests
{
    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("1.50000", "1.5")]
    [InlineData("100000000000.0", "100000000000.0")]
    [InlineData("0.1 + 0.2", "0.30000000000000007")]
    [InlineData("1.0 / 3.0", "0.3333333333333333")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("1e20", "100000000000000000000.0")]
    [InlineData("1e21", "1e21")]
    [InlineData("1.5e300", "1.5e300")]
    [InlineData("0.00001", "0.00001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("4.9e-324", "5e-324")]
    [InlineData("real(+inf)", "inf")]
    [InlineData("real(-inf)", "-inf")]
    [InlineData("real(nan)", "NaN")]
    public void Reals_have_a_point_or_an_exponent_when_written(string expression, string expected) => Assert.Equal(expected, Kql.Print($"tostring({expression})"));

    [Theory]
    [InlineData("true", "True")]
    [InlineData("bool(null)", "")]
    [InlineData("toint('abc')", "")]
    [InlineData("datetime(2020-06-15 13:45:30.7654321)", "2020-06-15T13:45:30.7654321Z")]
    [InlineData("datetime(2020-06-15)", "2020-06-15T00:00:00.0000000Z")]
    [InlineData("-1d - 2h - 3m - 4s", "-1.02:03:04")]
    [InlineData("1tick", "00:00:00.0000001")]
    [InlineData("todecimal('1.50')", "1.5")]
    [InlineData("todecimal('100')", "100")]
    [InlineData("guid(01234567-89AB-cdef-0123-456789abcdef)", "01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("dynamic({'a': 1.0, 'b': [true, null]})", "{\"a\":1.0,\"b\":[true,null]}")]
    [InlineData("dynamic('x')", "x")]
    public void Values_have_Kustos_text_when_written(string expression, string expected) => Assert.Equal(expected, Kql.Print($"tostring({expression})"));

    [Fact]
    public void Values_have_the_same_text_when_they_come_from_rows()
        => Assert.Equal(
            ["True | 0.1 | 2020-01-01T00:00:00.0000000Z | 1.00:00:00 | 5"],
            Kql.Rows("datatable(b: bool, r: real, t: datetime, p: timespan, i: int)[true, 0.1, datetime(2020-01-01), 1d, 5] | project tostring(b), tostring(r), tostring(t), tostring(p), tostring(i)"));

    [Theory]
    [InlineData("1", "long")]
    [InlineData("1.0", "real")]
    [InlineData("'s'", "string")]
    [InlineData("true", "bool")]
    [InlineData("1d", "timespan")]
    [InlineData("now()", "datetime")]
    [InlineData("toint('bad')", "int")]
    [InlineData("dynamic(1)", "long")]
    [InlineData("dynamic(1.5)", "double")]
    [InlineData("dynamic('x')", "string")]
    [InlineData("dynamic([1])", "array")]
    [InlineData("dynamic({})", "dictionary")]
    [InlineData("dynamic(null)", "null")]
    public void Types_have_their_names_when_asked(string expression, string expected) => Assert.Equal(expected, Kql.Print($"gettype({expression})"));

    [Fact]
    public void Half_of_a_pair_is_the_replacement_character()
        => Assert.Equal("\uFFFD | [\"\uFFFD\"] | 😀", Kql.Table(@"print a = '\ud800', b = dynamic(['\ud800']), c = '\ud83d\ude00'"));
}
