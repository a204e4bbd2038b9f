using DuckDB.NET.Data;
using Matoi.Kql.DuckDb;
using Matoi.Kql.Relations;
using Xunit;

namespace Matoi.Kql.Tests.Paths;

/// <summary>Texts of JSON paths are read from their columns where a table has them, and out of the JSON where it has not.</summary>
public sealed class PathColumnTests : IDisposable
{
    private readonly DuckDBConnection _root = new("Data Source=:memory:");
    private readonly DuckDbEngine _engine;

    public PathColumnTests()
    {
        _root.Open();
        Execute("""CREATE TABLE t AS SELECT * FROM (VALUES (1, '{"a":{"b":"json1"},"c":"x"}'), (2, '{"a":{"b":"json2"}}'), (3, NULL)) v("id", "P")""");
        Execute("""CREATE VIEW "t~paths" AS SELECT *, CASE id WHEN 1 THEN 'column1' WHEN 2 THEN 'column2' ELSE '' END AS "~P.a.b" FROM t""");
        _engine = new(() =>
        {
            var connection = _root.Duplicate();
            connection.Open();
            return connection;
        });
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("T | extend x = tostring(parse_json(P).a.b) | project id, x")]
    [InlineData("T | extend p = parse_json(P) | where id > 0 | sort by id asc | extend q = p.a | project id, x = tostring(q.b)")]
    [InlineData("T | extend p = todynamic(P) | extend id = id + 0 | project id, p | take 10 | project id, x = tostring(p['a'].b)")]
    [InlineData("let u = materialize(T | extend p = parse_json(P)); u | where tostring(p.c) != 'y' | project id, x = tostring(p.a.b)")]
    [InlineData("T | serialize n = row_number() | project id, x = tostring(parse_json(tostring(parse_json(P))).a.b)")]
    public void Text_comes_from_the_column_when_the_table_has_it(string kql)
        => Assert.Equal(["1 column1", "2 column2", "3 "], Rows(kql));

    [Theory]
    [InlineData("T | project id, x = tostring(parse_json(P).a)", "1 {\"b\":\"json1\"}")]
    [InlineData("T | project id, x = tostring(parse_json(P).c)", "1 x")]
    [InlineData("T | extend P = strcat(P, '') | project id, x = tostring(parse_json(P).a.b)", "1 json1")]
    public void Text_comes_from_the_json_when_there_is_no_such_column(string kql, string first) => Assert.Equal(first, Rows(kql)[0]);

    [Fact]
    public void Condition_reads_the_column_when_it_compares_the_path()
    {
        Assert.Equal(["2 "], Rows("T | extend p = parse_json(P) | where p.a.b == 'column2' | project id, x = ''"));
        Assert.Equal(["2 1"], Rows("T | where parse_json(P).a.b has 'column2' | summarize x = count() by id"));
    }

    [Fact]
    public void Uses_are_told_when_a_query_is_compiled()
        => Assert.Equal(
            [new PathUse("T", "P", "$.\"a\".\"b\""), new("T", "P", "$.\"list\"[0].\"x y\"")],
            KqlCompiler.Compile("T | extend p = parse_json(P) | where p.a.b == 'x' | project tostring(p.list[0]['x y']), p.a", new Tables(), new(DateTime.UnixEpoch)).Paths.OrderBy(p => p.Path));

    private List<string> Rows(string kql) => [.. _engine.Run(kql, new Tables(), new(DateTime.UnixEpoch)).Rows.Select(r => string.Join(' ', r)).Order(StringComparer.Ordinal)];

    private void Execute(string sql)
    {
        using var command = _root.CreateCommand();
#pragma warning disable CA2100 // Texts of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private sealed class Tables : KqlCatalog
    {
        public override IEnumerable<string> TableNames => ["T"];

        public override TableDefinition? FindTable(string name) => name != "T" ? null : new("T", [new("id", KqlType.Int), new("P", KqlType.String, ColumnForm.NullableText)], "t", null)
        {
            Paths = new Dictionary<(string, string), string> { [("P", "$.\"a\".\"b\"")] = "~P.a.b" },
            PathsSource = "\"t~paths\"",
        };
    }
}
