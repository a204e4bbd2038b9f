using Xunit;

namespace Matoi.Kql.Tests.Joins;

/// <summary><c>join</c>.</summary>
public sealed class JoinTests
{
    private const string Sides = """
        let L = datatable(k:long, v:string)[1,"a", 1,"b", 2,"c", long(null),"n"];
        let R = datatable(k:long, v:string, w:long)[1,"x",10, 1,"y",11, 3,"z",12, long(null),"m",13];
        """;

    [Theory]
    [InlineData("inner", "1 a 1 x 10, 1 a 1 y 11, 1 b 1 x 10, 1 b 1 y 11, null n null m 13")]
    [InlineData("leftouter", "1 a 1 x 10, 1 a 1 y 11, 1 b 1 x 10, 1 b 1 y 11, 2 c null  null, null n null m 13")]
    [InlineData("rightouter", "1 a 1 x 10, 1 a 1 y 11, 1 b 1 x 10, 1 b 1 y 11, null  3 z 12, null n null m 13")]
    [InlineData("fullouter", "1 a 1 x 10, 1 a 1 y 11, 1 b 1 x 10, 1 b 1 y 11, 2 c null  null, null  3 z 12, null n null m 13")]
    [InlineData("leftsemi", "1 a, 1 b, null n")]
    [InlineData("leftanti", "2 c")]
    [InlineData("anti", "2 c")]
    [InlineData("leftantisemi", "2 c")]
    [InlineData("rightsemi", "1 x 10, 1 y 11, null m 13")]
    [InlineData("rightanti", "3 z 12")]
    [InlineData("rightantisemi", "3 z 12")]
    public void Gives_the_rows_of_its_kind(string kind, string expected)
        => Assert.Equal(expected, Joined($"{Sides} L | join kind={kind} R on k"));

    [Fact]
    public void Takes_one_left_row_per_key_when_no_kind_is_given()
        => Assert.Equal("1 a 1 x 10, 1 a 1 y 11, null n null m 13", Joined($"{Sides} L | join R on k"));

    [Fact]
    public void Names_columns_of_the_right_side_with_the_first_free_number()
        => Assert.Equal("k, v, k1, v1, w, k2, v2, w1", Columns($"{Sides} L | join kind=inner R on k | join kind=inner R on k"));

    [Fact]
    public void Compares_columns_of_different_names()
        => Assert.Equal("1 a 10 p, 2 c 10 p", Joined($"{Sides} L | extend x = 10 | where isnotnull(k) and v in ('a', 'c') | join kind=inner (datatable(y:int, q:string)[10, 'p']) on $left.x == $right.y | project k, v, y, q"));

    [Fact]
    public void Takes_several_keys_as_a_list_or_by_and()
    {
        const string Query = "let L = datatable(a:long, b:string)[1,'p', 1,'q']; let R = datatable(a:long, c:string)[1,'q', 2,'q'];";
        Assert.Equal("1 q 1 q", Joined($"{Query} L | join kind=inner R on a, $left.b == $right.c"));
        Assert.Equal("1 q 1 q", Joined($"{Query} L | join kind=inner R on $left.a == $right.a and $right.c == $left.b"));
    }

    [Fact]
    public void Compares_keys_with_case_when_they_are_text()
        => Assert.Equal("", Joined("datatable(k:string)['A'] | join kind=inner (datatable(k:string)['a']) on k"));

    [Fact]
    public void Compares_a_dynamic_key_as_its_text()
        => Assert.Equal("x", Joined("""print d = dynamic({"u":"x"}) | extend k = d.u | join kind=inner (print k = "x") on k | project k1"""));

    [Fact]
    public void Joins_what_a_query_in_parentheses_gives()
        => Assert.Equal("1 2", Joined($"{Sides} L | join kind=inner (R | summarize n = count() by k) on k | where k == 1 | project k, n | take 1"));

    [Fact]
    public void Passes_over_hints()
        => Assert.Equal("1 a, 1 b, null n", Joined($"{Sides} L | join hint.strategy=broadcast kind=leftsemi hint.remote=left R on k"));

    [Theory]
    [InlineData("L | join kind=outer R on k", "KQL316")]
    [InlineData("L | join R on kk", "KQL201")]
    [InlineData("L | join R on $left.k == $right.v", "KQL318")]
    [InlineData("L | join R on $left.k > $right.k", "KQL326")]
    [InlineData("L | join Q on k", "KQL206")]
    public void Tells_what_does_not_fit(string query, string code) => Assert.Contains(code, Assert.Single(Kql.Errors($"{Sides} {query}")));

    [Fact]
    public void Proposes_the_nearest_name_of_a_column()
        => Assert.EndsWith("(did you mean 'Account'?)", Assert.Single(Kql.Errors("print Account = 1 | join (print Account = 1) on Acount")));

    /// <summary>Rows in order of their text, as joins leave the order open.</summary>
    private static string Joined(string query) => string.Join(", ", Kql.Rows(query).Select(r => r.Replace(" | ", " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static string Columns(string query) => string.Join(", ", Kql.Run(query).Columns.Select(c => c.Name));
}
