using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class SetTests
{
    [Theory]
    [InlineData("set_union(dynamic([2,1,2]), dynamic(['1',1.0]), dynamic(null))", "[2,1,\"1\"]")]
    [InlineData("set_union(dynamic(null), dynamic('x'))", "null")]
    [InlineData("set_intersect(dynamic([3,1,2,3]), dynamic([2,3]), dynamic([3]))", "[3]")]
    [InlineData("set_intersect(dynamic([1]), dynamic(null))", "[]")]
    [InlineData("set_difference(dynamic([null,1,null,2]), dynamic([null]))", "[1,2]")]
    [InlineData("set_difference(dynamic([3,1,3]), dynamic(null))", "[3,1]")]
    [InlineData("set_has_element(dynamic([1,2]), 2)", "true")]
    [InlineData("set_has_element(dynamic([1,2]), '2')", "false")]
    [InlineData("set_equals(dynamic([1,2]), dynamic([2,1,1]))", "true")]
    [InlineData("jaccard_index(dynamic([1,2,3]), dynamic([1,2,3,4]))", "0.75")]
    public void Sets(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("5 in (dynamic([1,5]))", "true")]
    [InlineData("'a' in~ ('A', 'b')", "true")]
    [InlineData("'a' !in ('A', 'b')", "true")]
    [InlineData("dynamic(5) in (5, 6)", "true")]
    [InlineData("dynamic('x') in ('y', 'x')", "true")]
    [InlineData("1.5 in (1, 1.5)", "true")]
    [InlineData("datetime(2020-01-01) in (datetime(2019-01-01), datetime(2020-01-01))", "true")]
    [InlineData("'x' !in (dynamic([]))", "true")]
    [InlineData("'' in (dynamic([null]))", "false")]
    [InlineData("long(null) in (1, 2)", "false")]
    [InlineData("long(null) !in (1, 2)", "true")]
    [InlineData("'a b' has_any (dynamic(['x','B']))", "true")]
    [InlineData("'a b' has_all ('a', 'c')", "false")]
    public void Membership_is_never_null(string expression, string expected)
    {
        Assert.Equal(expected, Kql.Print(expression));
        Assert.Equal(expected, Assert.Single(Kql.Rows($"range i from 1 to 1 step 1 | extend one = i | project x = {expression}")));
    }

    [Fact]
    public void Membership_takes_long_lists_of_numbers()
        => Assert.Equal(["3000 | 1"], Kql.Rows($"range i from 2998 to 3000 step 1 | where i in ({string.Join(", ", Enumerable.Range(0, 2998))}, 3000) | project i, i !in (1, 2) and i in (3000)").Select(r => r.Replace("true", "1", StringComparison.Ordinal)));

    [Fact]
    public void Membership_reads_an_array_of_the_row_or_of_a_query()
        => Assert.Equal(["b | true | false"], Kql.Rows("let s = datatable(k:string)['b', 'c']; datatable(v:string, l:dynamic)['b', dynamic(['a','b']), 'z', dynamic([])] | where v in (toscalar(s | summarize make_set(k))) | project v, v in (l), v !in (l)"));
}
