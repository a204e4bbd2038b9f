using Xunit;

namespace Matoi.Kql.Tests.Operators;

public class ComparisonTests
{
    [Theory]
    [InlineData("int(null) == 5", "false")]
    [InlineData("int(null) != 5", "true")]
    [InlineData("int(null) == int(null)", "null")]
    [InlineData("int(null) != int(null)", "null")]
    [InlineData("int(null) < 5", "null")]
    [InlineData("datetime(null) >= now()", "null")]
    [InlineData("real(nan) == real(nan)", "false")]
    [InlineData("real(nan) != real(nan)", "true")]
    [InlineData("real(nan) > 1.0", "false")]
    [InlineData("1.0 < real(nan)", "false")]
    [InlineData("real(+inf) > 1e308", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("todecimal('0.1') + todecimal('0.2') == todecimal('0.3')", "true")]
    [InlineData("true == 1", "true")]
    [InlineData("true > false", "true")]
    [InlineData("guid(01234567-89ab-cdef-0123-456789abcdef) == '01234567-89AB-CDEF-0123-456789ABCDEF'", "true")]
    [InlineData("dynamic(5) == 5", "true")]
    [InlineData("dynamic(1.5) == 1", "false")]
    [InlineData("dynamic(9007199254740993) == 9007199254740992", "false")]
    [InlineData("2 < dynamic(2.5)", "true")]
    [InlineData("dynamic('12') == 12", "true")]
    [InlineData("dynamic('abc') == 12", "false")]
    [InlineData("dynamic([1]) == 1", "false")]
    [InlineData("dynamic({'a':1,'b':2}) == dynamic({'b':2,'a':1})", "true")]
    [InlineData("dynamic(1) == dynamic(1.0)", "true")]
    [InlineData("dynamic(true) == true", "true")]
    [InlineData("dynamic('2020-01-01') < datetime(2020-01-02)", "true")]
    [InlineData("5 between (1 .. 5)", "true")]
    [InlineData("long(null) between (1 .. 5)", "null")]
    [InlineData("datetime(2020-01-01) between (datetime(2019-12-31) .. 2d)", "true")]
    [InlineData("around(5, 4, 1)", "true")]
    public void Comparison_is_Kustos_when_computed_ahead(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("x == 1", "1")]
    [InlineData("x != 1", "2,null")]
    [InlineData("not(x == 1)", "2,null")]
    [InlineData("x != y", "1,null")]
    [InlineData("x == y", "2")]
    [InlineData("x < 2", "1")]
    [InlineData("not(x < 2)", "2")]
    [InlineData("x in (1, 5, 7)", "1")]
    [InlineData("x !in (1, 5)", "2,null")]
    [InlineData("x == 1 or x == 2 or y == 7", "1,2,null")]
    [InlineData("x == 99999999999", "")]
    [InlineData("x > -99999999999", "1,2")]
    [InlineData("1 < x", "2")]
    [InlineData("isnull(x)", "null")]
    [InlineData("isnotnull(x)", "1,2")]
    public void Conditions_over_nulls_keep_Kustos_rows_when_filtered(string condition, string kept)
    {
        foreach (var type in (string[])["int", "long", "real"])
        {
            Assert.Equal(kept, string.Join(",", Kql.Rows($"datatable(x: {type}, y: {type})[1, 3, 2, 2, {type}(null), 7] | where {condition} | project x")));
        }
    }

    [Theory]
    [InlineData("n == 0", "0")]
    [InlineData("n != 0", ",12")]
    [InlineData("0 == n", "0")]
    public void Text_is_compared_with_a_number_as_its_digits_when_content_does_so(string condition, string kept)
        => Assert.Equal(kept, string.Join(",", Kql.Rows($"datatable(n: string)['0', '', '12'] | where {condition}")));

    [Fact]
    public void A_text_of_the_query_is_a_number_or_time_when_compared_with_one()
        => Assert.Equal(["7"], Kql.Rows("datatable(n: int, t: datetime)[7, datetime(2020-01-02), 8, datetime(2019-01-01)] | where n == '7' and t > '2020-01-01' | project n"));

    [Theory]
    [InlineData("now() == 1", "'==' cannot compare datetime with long")]
    [InlineData("1h < 5", "'<' cannot compare timespan with long")]
    [InlineData("toint('1') < 'x'", "'<' cannot compare int with string")]
    public void Types_that_cannot_be_compared_are_told_when_bound(string expression, string message)
        => Assert.Contains(message, Assert.Single(Kql.Errors($"print {expression}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("b and true", "true,false,null")]
    [InlineData("b and false", "false,false,false")]
    [InlineData("b or false", "true,false,null")]
    [InlineData("b or true", "true,true,true")]
    [InlineData("not(b)", "false,true,null")]
    public void Logic_has_three_values_when_one_is_null(string expression, string expected)
        => Assert.Equal(expected, string.Join(",", Kql.Rows($"datatable(b: bool)[true, false, bool(null)] | project x = {expression}")));
}
