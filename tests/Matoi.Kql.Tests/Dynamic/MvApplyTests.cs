using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class MvApplyTests
{
    private const string Rows = "datatable(i:long, a:dynamic)[1, dynamic([3,1,2]), 2, dynamic([9,8])] | sort by i asc | ";

    [Theory]
    [InlineData("mv-apply a to typeof(long) on (where a > i + 1)", "1 | 3", "2 | 9", "2 | 8")]
    [InlineData("mv-apply x = a to typeof(long) on (extend y = x * i | project y)", "1 | [3,1,2] | 3", "1 | [3,1,2] | 1", "1 | [3,1,2] | 2", "2 | [9,8] | 18", "2 | [9,8] | 16")]
    [InlineData("mv-apply a to typeof(long) on (summarize s = sum(a))", "1 | 6", "2 | 17")]
    [InlineData("mv-apply a to typeof(long) on (top 1 by a asc)", "1 | 1", "2 | 8")]
    [InlineData("mv-apply a to typeof(long) on (take 1)", "1 | 3", "2 | 9")]
    [InlineData("mv-apply x = a to typeof(long) on (top 2 by x | summarize l = make_list(x)) | project i, l", "1 | [3,2]", "2 | [9,8]")]
    [InlineData("mv-apply x = a to typeof(long) on (order by x asc | extend p = prev(x) | where isnotnull(p) | summarize l = make_list(p)) | project i, l", "1 | [1,2]", "2 | [8]")]
    [InlineData("mv-apply with_itemindex=p a to typeof(long) limit 2 on (where p == 1)", "1 | 1 | 1", "2 | 8 | 1")]
    [InlineData("mv-apply a to typeof(long) on (count)", "1 | 3", "2 | 2")]
    [InlineData("mv-apply a to typeof(long) on (join kind=inner (datatable(a:long, n:string)[3, 'three']) on a) | project i, n", "1 | three")]
    [InlineData("mv-apply x = a on (extend i = 5 | where x == 3)", "5 | [3,1,2] | 3")]
    public void Runs_the_query_for_every_row(string op, params string[] expected) => Assert.Equal(expected, Kql.Rows(Rows + op));

    [Fact]
    public void Runs_inside_itself()
        => Assert.Equal(["1 | 6 | 2", "2 | 17 | 1"], Kql.Rows("datatable(i:long, a:dynamic)[1, dynamic([[3,1],[2]]), 2, dynamic([[9,8]])] | mv-apply x = a on (mv-apply y = x to typeof(long) on (summarize s = sum(y)) | summarize t = sum(s), n = count()) | project-away a | sort by i asc"));

    [Fact]
    public void Gives_what_the_query_gives_for_nothing_when_an_array_is_empty()
        => Assert.Equal(["1 | 0 | 0", "2 | 1 | 0", "3 | 1 | 7"], Kql.Rows("datatable(i:long, a:dynamic)[1, dynamic([]), 2, dynamic(null), 3, dynamic([7])] | mv-apply a on (summarize c = count(), s = sum(tolong(a))) | sort by i asc"));

    [Fact]
    public void Gives_no_row_when_nothing_is_left()
        => Assert.Equal(["3"], Kql.Rows("datatable(i:long, a:dynamic)[1, dynamic([]), 2, dynamic([4]), 3, dynamic([7])] | mv-apply a on (where a > 5) | project i"));

    [Theory]
    [InlineData("mv-apply a on (summarize count())", "i:Long, g:String, count_:Long")]
    [InlineData("mv-apply x = a on (project g)", "i:Long, a:Dynamic, g:String")]
    [InlineData("mv-apply a on (project z = a, i = 2.0)", "i:Real, g:String, z:Dynamic")]
    [InlineData("mv-apply a = a on (top 2 by i)", "i:Long, a:Dynamic, g:String")]
    [InlineData("mv-apply x = a.z on (project-rename q = i)", "i:Long, a:Dynamic, g:String, q:Long, x:Dynamic")]
    [InlineData("mv-apply with_itemindex=i a on (where i > 0)", "i:Long, g:String, a:Dynamic, i1:Long")]
    public void Puts_columns_in_the_places_of_their_names(string op, string expected)
        => Assert.Equal(expected, string.Join(", ", Kql.Run($"datatable(i:long, a:dynamic, g:string)[] | {op}").Columns.Select(c => $"{c.Name}:{c.Type}")));
}
