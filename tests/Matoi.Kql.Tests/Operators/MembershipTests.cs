using Xunit;

namespace Matoi.Kql.Tests.Operators;

/// <summary><c>in</c> over lists that are known only when the query runs.</summary>
public class MembershipTests
{
    [Theory]
    [InlineData("print dynamic([1,2])", "long", "1, 2, 3", "1, 2")]
    [InlineData("datatable(v:real)[1.5, 2] | summarize make_list(v)", "long", "1, 2, 3", "2")]
    [InlineData("datatable(v:long)[1, 2] | summarize make_list(v)", "real", "1, 2.5, 3", "1")]
    [InlineData("datatable(v:long)[1, 2] | summarize make_list(v)", "int", "2, 3, int(null)", "2")]
    [InlineData("print dynamic(['1', 'x'])", "long", "1, 2", "1")]
    [InlineData("print dynamic([9007199254740993])", "long", "9007199254740992, 9007199254740993", "9007199254740993")]
    [InlineData("print dynamic(null)", "long", "1, long(null)", "")]
    [InlineData("print dynamic(2)", "long", "1, 2", "2")]
    [InlineData("datatable(v:string)['a', 'B'] | summarize make_list(v)", "string", "'a', 'b'", "a")]
    [InlineData("datatable(v:datetime)[datetime(2020-01-01)] | summarize make_list(v)", "datetime", "datetime(2020-01-01), datetime(2021-01-01)", "2020-01-01T00:00:00.0000000Z")]
    public void Finds_values_in_an_array_that_toscalar_gives(string list, string type, string values, string expected)
        => Assert.Equal(expected, string.Join(", ", Kql.Rows($"let x = toscalar({list}); datatable(a:{type})[{values}] | where a in (x)")));

    [Fact]
    public void Takes_the_first_value_only_when_toscalar_has_rows()
        => Assert.Equal(["a"], Kql.Rows("let x = toscalar(datatable(v:string)['a', 'B']); datatable(a:string)['a', 'b', 'B'] | where a in (x)"));

    [Fact]
    public void Keeps_null_when_it_is_outside_of_an_array()
        => Assert.Equal(["3", "null"], Kql.Rows("let x = toscalar(print dynamic([1, 2.0])); datatable(a:long)[1, 2, 3, long(null)] | where a !in (x)"));
}
