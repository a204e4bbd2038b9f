using Xunit;

namespace Matoi.Kql.Tests.Tables;

/// <summary><c>partition</c>, <c>fork</c>, <c>facet</c>, <c>assert-schema</c>, <c>range</c>, and limits of what is taken.</summary>
public sealed class PartitionTests
{
    private const string Rows = "let T = datatable(k:string, v:long)['a',1, 'a',3, 'b',2, 'b',4, '',5];";

    [Theory]
    [InlineData("top 1 by v desc", " | 5, a | 3, b | 4")]
    [InlineData("summarize s = sum(v) by k", " | 5, a | 4, b | 6")]
    [InlineData("sort by v asc | extend n = row_number() | where n == 2 | project k, v", "a | 3, b | 4")]
    [InlineData("where v > 2 | count", "1, 1, 1")]
    [InlineData("join kind=inner (T | project v, w = v * 10) on v | summarize max(w)", "30, 40, 50")]
    [InlineData("distinct k | extend n = 1", " | 1, a | 1, b | 1")]
    [InlineData("summarize l = make_list(v) | mv-expand l to typeof(long) | summarize sum(l)", "4, 5, 6")]
    public void Runs_for_each_value(string body, string expected)
    {
        Assert.Equal(expected, Text($"{Rows} T | partition by k ({body})"));
        Assert.Equal(expected, Text($"{Rows} T | partition hint.strategy=native by k ({body})"));
    }

    [Fact]
    public void Knows_its_value_in_braces()
        => Assert.Equal("4, 5, 6", Text($"{Rows} T | partition by k {{ T | where k == toscalar(k) | summarize s = sum(v) }} | sort by s asc | project s", ordered: false));

    [Fact]
    public void Keeps_rows_without_a_value_together()
        => Assert.Equal("1 | 1, null | 2", Text("datatable(k:long)[1, long(null), long(null)] | partition by k (summarize n = count() by k)"));

    [Fact]
    public void Nests() => Assert.Equal("1, 2, 2", Text($"{Rows} T | partition by k (partition by v (count) | summarize s = sum(Count))"));

    [Fact]
    public void Shows_the_first_table_of_a_fork_with_a_warning()
    {
        var result = Kql.Run($"{Rows} T | fork first=(count) (where v == 1)");
        Assert.Equal([[5L]], result.Rows);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void Counts_values_for_facet()
        => Assert.Equal(" | 1, a | 2, b | 2", Text($"{Rows} T | facet by k"));

    [Theory]
    [InlineData("assert-schema (k:string, v:long)", "")]
    [InlineData("assert-schema (*, v:long)", "")]
    [InlineData("assert-schema (*, v:string)", "KQL328")]
    [InlineData("assert-schema (*, w:long)", "KQL328")]
    [InlineData("assert-schema (v:long)", "KQL328")]
    public void Checks_columns(string step, string code)
    {
        var errors = Kql.Errors($"{Rows} T | {step}");
        Assert.True(code.Length == 0 ? errors.Length == 0 : errors[0].Contains(code, StringComparison.Ordinal), string.Join("\n", errors));
    }

    [Theory]
    [InlineData("range x from 1 to 7 step 3", "1, 4, 7")]
    [InlineData("range x from 3 to 1 step -1", "1, 2, 3")]
    [InlineData("range x from 1 to 2 step 0.5", "1, 1.5, 2")]
    [InlineData("range x from 1h to 2h step 30m", "01:00:00, 01:30:00, 02:00:00")]
    [InlineData("range x from datetime(2024-02-28) to datetime(2024-03-01) step 1d | summarize count()", "3")]
    [InlineData("range x from 2 to 1 step 1", "")]
    [InlineData("range x from long(null) to 1 step 1", "")]
    [InlineData("let n = toscalar(print 2); range x from n to n + 1 step 1", "2, 3")]
    public void Goes_over_a_range(string query, string expected) => Assert.Equal(expected, Text(query));

    [Theory]
    [InlineData("range x from 1 to 2 step 0")]
    [InlineData("range x from 'a' to 'b' step 1")]
    [InlineData("range x from datetime(2024-01-01) to datetime(2024-01-02) step 1")]
    public void Refuses_a_range_without_steps(string query) => Assert.Contains("KQL314", Assert.Single(Kql.Errors(query)));

    [Theory]
    [InlineData(180, "")]
    [InlineData(1500, "KQL403")]
    public void Takes_many_steps_but_not_any_number(int steps, string code)
    {
        var errors = Kql.Errors("print x = 1" + string.Concat(Enumerable.Repeat(" | extend x = x + 1", steps)));
        Assert.True(code.Length == 0 ? errors.Length == 0 : errors[0].Contains(code, StringComparison.Ordinal), string.Join("\n", errors));
    }

    private static string Text(string query, bool ordered = true)
        => string.Join(", ", ordered ? Kql.Rows(query).Order(StringComparer.Ordinal) : Kql.Rows(query));
}
