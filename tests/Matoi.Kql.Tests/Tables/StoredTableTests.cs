using Xunit;

namespace Matoi.Kql.Tests.Tables;

/// <summary>What the catalog gives: tables, functions, watchlists.</summary>
public sealed class StoredTableTests
{
    private static readonly StoredTables Lake = new StoredTables
    {
        Functions =
        {
            ["_Im_Dns"] = "(domain:string = '*') { Dns | where domain == '*' or Name == domain }",
            ["Twice"] = "(n:long) { n * 2 }",
            ["Again"] = "() { Again() }",
            ["Broken"] = "() { NoTable | where x == 1 }",
            ["Unreadable"] = "() { Dns | wher }",
        },
        Watchlists = { ["vip"] = StoredTables.Table("vip", "SearchKey:string Name:string", "('a', 'Ann')") },
    }
        .With("Dns", "TimeGenerated:datetime Name:string Code:long", "(TIMESTAMP '2026-03-01 00:00:00', 'a.com', 1), (TIMESTAMP '2026-03-02 00:00:00', 'b.com', 2), (TIMESTAMP '2026-03-03 00:00:00', NULL, 3)")
        .With("DnsEvents", "TimeGenerated:datetime Name:string", null)
        .With("Sign-in", "a:long", "(1)");

    [Theory]
    [InlineData("Dns | count", "3")]
    [InlineData("Dns | where Name == 'a.com' | project Code", "1")]
    [InlineData("Dns | where isempty(Name) | project Code", "3")]
    [InlineData("Dns | where Name != 'a.com' | summarize sum(Code)", "5")]
    [InlineData("Dns | where TimeGenerated > datetime(2026-03-01) | summarize sum(Code)", "5")]
    [InlineData("DnsEvents | count", "0")]
    [InlineData("['Sign-in']", "1")]
    [InlineData("table('Dns') | summarize sum(Code)", "6")]
    [InlineData("let t = 'Dns'; table(t) | count", "3")]
    [InlineData("let f = (t:string) { table(t) | count }; f('Dns')", "3")]
    [InlineData("database('x').Dns | count", "3")]
    [InlineData("cluster('c').database('x').Dns | count", "3")]
    [InlineData("workspace('w').Dns | count", "3")]
    [InlineData("database('x').table('Dns') | count", "3")]
    [InlineData("let Dns = print x = 7; Dns", "7")]
    [InlineData("let Dns = print x = 7; database('x').Dns | count", "3")]
    [InlineData("union Dns* | count", "3")]
    [InlineData("union Dns, DnsEvents | where Name == 'b.com' | project Code", "2")]
    [InlineData("Dns | where Code in (_GetWatchlist('vip') | project strlen(SearchKey)) | project Code", "1")]
    [InlineData("_GetWatchlist('vip') | project Name", "Ann")]
    [InlineData("_Im_Dns | count", "3")]
    [InlineData("_Im_Dns(domain='b.com') | project Code", "2")]
    [InlineData("_Im_Dns('b.com') | project Code", "2")]
    [InlineData("print Twice(4)", "8")]
    [InlineData("Dns | where Code == 2 | project Twice(Code)", "4")]
    public void Finds_rows_by_name(string query, string expected) => Assert.Equal([expected], Lake.Rows(query));

    [Theory]
    [InlineData("Dn", "1:1: KQL206 no table 'Dn' (did you mean 'Dns'?)")]
    [InlineData("dns", "1:1: KQL206 no table 'dns' (did you mean 'Dns'?)")]
    [InlineData("_GetWatchlist('vop')", "1:15: KQL208 no watchlist 'vop'; upload it under this alias (did you mean 'vip'?)")]
    [InlineData("_Im_Dn()", "1:1: KQL207 no function '_Im_Dn' that gives rows (did you mean '_Im_Dns'?)")]
    [InlineData("union Q*", "1:7: KQL206 no table has a name like 'Q*'")]
    [InlineData("Broken", "1:1: KQL206 in the stored function 'Broken': no table 'NoTable'")]
    public void Tells_what_is_not_there(string query, string expected) => Assert.Equal([expected], Kql.Errors(query, Lake));

    [Theory]
    [InlineData("Unreadable", "KQL205 in the stored function 'Unreadable'")]
    [InlineData("Again", "KQL402")]
    public void Tells_what_is_wrong_with_a_function(string query, string expected) => Assert.Contains(Kql.Errors(query, Lake), e => e.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Tells_all_errors_at_once()
        => Assert.Equal(3, Kql.Errors("Dns | where Nme == 'x' | extend a = strlenn(Name) | join (Nowhere) on Code", Lake).Length);

    [Fact]
    public void Sees_the_time_range_of_the_query_only()
    {
        var compiled = KqlCompiler.Compile("Dns", Lake, new(Kql.Now) { From = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), To = new(2026, 3, 3, 0, 0, 0, DateTimeKind.Utc) });
        Assert.Contains("\"TimeGenerated\" >= make_timestamp(1772409600000000)", compiled.Sql.Text, StringComparison.Ordinal);
        Assert.Contains("\"TimeGenerated\" < make_timestamp(1772496000000000)", compiled.Sql.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_columns_and_watchlists_as_empty_when_lenient()
    {
        var compiled = KqlCompiler.Compile("Dns | where Nme == 'x' | join (_GetWatchlist('other')) on $left.Name == $right.SearchKey", Lake, new(Kql.Now) { Lenient = true });
        Assert.Equal(2, compiled.Warnings.Count);
    }

    [Fact]
    public void Carries_only_the_columns_that_are_needed()
    {
        var columns = string.Join(" ", Enumerable.Range(0, 300).Select(i => $"c{i}:string"));
        const string Query = "Wide | join kind=inner Wide on c1 | join kind=inner (Wide | where c7 == '7') on c1 | summarize count() by c2, c3";
        Assert.DoesNotContain("c299", KqlCompiler.Compile(Query, new StoredTables().With("Wide", columns, null), new(Kql.Now)).Sql.Text, StringComparison.Ordinal);
        var wide = new StoredTables().With("Wide", columns, $"({string.Join(", ", Enumerable.Range(0, 300).Select(i => $"'{i}'"))})");
        Assert.Equal(["2 3 1"], wide.Rows(Query));
    }
}
