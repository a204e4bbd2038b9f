using Matoi.Kql.Relations;
using Xunit;

namespace Matoi.Kql.Tests.Time;

public class NowTests
{
    [Theory]
    [InlineData("now()", "2026-03-04T05:06:07.0000000Z")]
    [InlineData("now(-1h)", "2026-03-04T04:06:07.0000000Z")]
    [InlineData("ago(1d)", "2026-03-03T05:06:07.0000000Z")]
    [InlineData("now() - ago(1h)", "01:00:00")]
    [InlineData("ingestion_time()", "null")]
    public void Time_of_the_query_is_given_when_asked(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Fact]
    public void A_variable_may_say_how_long_ago()
        => Assert.Equal(["2026-02-25T05:06:07.0000000Z"], Kql.Rows("let lookback = 7d; print ago(lookback)"));

    [Fact]
    public void Ingestion_time_is_the_rows_own_time_when_the_table_tells_no_other()
        => Assert.Equal(["2020-01-01T00:00:00.0000000Z"], Kql.Rows("datatable(TimeGenerated: datetime)[datetime(2020-01-01)] | project ingestion_time()"));

    [Fact]
    public void Ingestion_time_is_the_hidden_column_when_there_is_one()
        => Assert.Equal(["2021-01-01T00:00:00.0000000Z"], Kql.Rows("datatable(TimeGenerated: datetime, _IngestTime: datetime)[datetime(2020-01-01), datetime(2021-01-01)] | project ingestion_time()"));

    [Fact]
    public void Ingestion_time_is_read_from_the_table_when_its_column_is_not_shown()
    {
        var catalog = new OneTable(new("T", [new("TimeGenerated", KqlType.DateTime, ColumnForm.Timestamp), new("_IngestTime", KqlType.DateTime, ColumnForm.Timestamp, Hidden: true)], "t"));
        var sql = KqlCompiler.Compile("T | where ingestion_time() > ago(1h) | project x = ingestion_time()", catalog, new(Kql.Now)).Sql.Text;
        Assert.Contains("\"_IngestTime\" > make_timestamp", sql, StringComparison.Ordinal);
        Assert.Contains("\"_IngestTime\" AS \"x\"", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_but_a_length_of_time_is_told()
        => Assert.Contains("ago needs a length of time, such as 1h, not long", Assert.Single(Kql.Errors("print ago(5)")), StringComparison.Ordinal);

    [Fact]
    public void Bin_auto_counts_from_the_point_that_is_set()
        => Assert.Equal(
            ["2017-01-01T00:05:00.0000000Z"],
            Kql.Rows("set query_bin_auto_size=1h; set query_bin_auto_at=datetime(2017-01-01 00:05); print t = datetime(2017-01-01 00:59) | project bin_auto(t)"));

    [Fact]
    public void A_comparison_of_a_stored_time_stays_one_of_timestamps_so_that_the_engine_can_skip_rows()
    {
        var catalog = new OneTable(new("T", [new("TimeGenerated", KqlType.DateTime, ColumnForm.Timestamp), new("EventID", KqlType.Int)], "t"));
        var sql = KqlCompiler.Compile("T | where TimeGenerated > ago(1d) and TimeGenerated != datetime(2020-01-01) and EventID == 4625 and EventID in (1, 2)", catalog, new(Kql.Now)).Sql.Text;
        Assert.Contains("\"TimeGenerated\" > make_timestamp(1772514367000000)", sql, StringComparison.Ordinal);
        Assert.Contains("\"TimeGenerated\" IS DISTINCT FROM make_timestamp(1577836800000000)", sql, StringComparison.Ordinal);
        Assert.Contains("\"EventID\" = CAST(4625 AS INTEGER)", sql, StringComparison.Ordinal);
        Assert.Contains("\"EventID\" IN (CAST(1 AS INTEGER), CAST(2 AS INTEGER))", sql, StringComparison.Ordinal);
    }

    private sealed class OneTable(TableDefinition table) : KqlCatalog
    {
        public override IEnumerable<string> TableNames => [table.Name];

        public override TableDefinition? FindTable(string name) => name == table.Name ? table : null;
    }
}
