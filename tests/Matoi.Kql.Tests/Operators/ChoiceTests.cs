using Xunit;

namespace Matoi.Kql.Tests.Operators;

public class ChoiceTests
{
    [Theory]
    [InlineData("coalesce(int(null), int(null), 5, 7)", "5")]
    [InlineData("coalesce('', tostring(int(null)), 'x')", "x")]
    [InlineData("coalesce(real(null), real(null))", "null")]
    [InlineData("coalesce(dynamic(null), dynamic([1]))", "[1]")]
    [InlineData("coalesce(now(), ago(1h)) == now()", "true")]
    [InlineData("max_of(1, long(null), 3)", "3")]
    [InlineData("min_of(int(null), 5)", "5")]
    [InlineData("min_of(real(nan), 1.0)", "NaN")]
    [InlineData("max_of('b', 'a')", "b")]
    [InlineData("max_of(1, 2.5)", "2.5")]
    [InlineData("iff(bool(null), 'a', 'b')", "b")]
    [InlineData("iif(true, int(1), 2.5)", "1")]
    [InlineData("tostring(iff(false, 1, 'x'))", "x")]
    [InlineData("gettype(iff(1 > 0, 1, 'x'))", "long")]
    [InlineData("case(false, 'a', true, 'b', 'c')", "b")]
    [InlineData("strlen(iff(true, dynamic('ab'), ''))", "2")]
    public void Choice_is_Kustos_when_computed_ahead(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void Choice_is_the_same_when_computed_from_rows()
        => Assert.Equal(
            ["fb | 2 | 3 | 1", "x | 1 | 1 | 1"],
            Kql.Rows("datatable(s: string, a: long, b: real)['', 2, 3.0, 'x', long(null), 1.0] | project coalesce(s, 'fb'), coalesce(a, 1), max_of(a, b), min_of(1, a)"));

    [Fact]
    public void A_condition_that_is_null_takes_the_other_branch_when_computed_from_rows()
        => Assert.Equal(["no", "yes", "no"], Kql.Rows("datatable(x: int)[1, 2, int(null)] | project iff(x > 1, 'yes', 'no')"));

    [Fact]
    public void Values_without_a_common_type_are_told_when_bound()
        => Assert.Contains("convert one of them", Assert.Single(Kql.Errors("print coalesce(1, 'a')")), StringComparison.Ordinal);
}
