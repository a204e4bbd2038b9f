using Xunit;

namespace Matoi.Kql.Tests.Joins;

/// <summary><c>union</c>.</summary>
public sealed class UnionTests
{
    [Fact]
    public void Keeps_all_columns_by_name_in_the_order_they_first_occur()
    {
        const string Query = "datatable(a:long, b:string)[1,'x'] | union (datatable(c:bool, b:string)[true,'y'])";
        Assert.Equal(["a", "b", "c"], Kql.Run(Query).Columns.Select(c => c.Name));
        Assert.Equal(["1 | x | null", "null | y | true"], Kql.Rows(Query).Order());
    }

    [Fact]
    public void Keeps_common_columns_when_inner()
        => Assert.Equal(["b"], Kql.Run("union kind=inner (datatable(a:long, b:string)[]), (datatable(b:string, c:long)[])").Columns.Select(c => c.Name));

    [Fact]
    public void Splits_a_name_with_several_types()
    {
        const string Query = "union (print x = 1, y = 1), (print x = 'a', y = 2), (print x_long = 3)";
        Assert.Equal(["x_long1", "x_string", "y", "x_long"], Kql.Run(Query).Columns.Select(c => c.Name));
        Assert.Equal(["1 |  | 1 | null", "null |  | null | 3", "null | a | 2 | null"], Kql.Rows(Query).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_rows_after_their_source()
    {
        const string Query = """
            let V = view () { print x = 1 };
            let L = datatable(x:long)[2];
            union withsource=from V, L, (print x = 3 | as Named), (print x = 4) | order by x asc
            """;
        Assert.Equal(["V | 1", "union_arg1 | 2", "Named | 3", "union_arg3 | 4"], Kql.Rows(Query));
    }

    [Fact]
    public void Names_the_rows_before_the_pipe_when_they_have_a_name()
        => Assert.Equal(["Here | 1", "union_arg1 | 2"], Kql.Rows("print x = 1 | as Here | union withsource=t (print x = 2) | order by x asc"));

    [Fact]
    public void Goes_on_without_missing_tables_when_fuzzy()
    {
        var result = Kql.Run("let Gone = Nowhere | where x > 1; union isfuzzy=true (print x = 1), NoTable, (Missing | where x == 1 | project x), Gone, Nothing*");
        Assert.Equal([[1L]], result.Rows);
        Assert.Equal(4, result.Warnings.Count);
    }

    [Fact]
    public void Tells_of_a_missing_table_when_not_fuzzy()
        => Assert.Equal(["1:22: KQL206 no table 'NoTable'"], Kql.Errors("union (print x = 1), NoTable"));

    [Fact]
    public void Tells_other_errors_even_when_fuzzy()
        => Assert.Contains("KQL201", Assert.Single(Kql.Errors("union isfuzzy=true (print x = 1 | where y == 1), NoTable")));

    [Fact]
    public void Refuses_when_no_table_of_a_fuzzy_one_exists()
        => Assert.Contains("none of the tables", Assert.Single(Kql.Errors("union isfuzzy=true NoTable, NorThis")));

    [Fact]
    public void Matches_views_by_a_pattern()
        => Assert.Equal(["View_1 | 1", "View_2 | 2"], Kql.Rows("let View_1 = view () { print x = 1 }; let View_2 = view () { print x = 2 }; let Other = view () { print x = 3 }; union withsource=t View_* | order by x asc"));

    [Fact]
    public void Nests()
        => Assert.Equal(["1", "2", "3"], Kql.Rows("print x = 1 | union (print x = 2 | union (print x = 3)) | order by x asc"));

    [Fact]
    public void Gives_the_same_rows_twice_when_named_twice()
        => Assert.Equal(["a | 2"], Kql.Rows("let T = datatable(s:string)['a']; union T, T | summarize count() by s"));
}
