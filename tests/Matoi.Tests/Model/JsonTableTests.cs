using System.Text;
using System.Text.Json;
using Matoi.Model.Lake;
using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Tests.Model;

/// <summary>A table takes its columns from where they stand in the record.</summary>
public class JsonTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static string? Cell(string column, string path, string json, bool ignoreCase = false)
    {
        var table = new JsonTable("T", ignoreCase, (column, path));
        var batch = new RowBatch(table, "test");
        table.Fill(JsonElement.Parse(json), batch.Add(1, Noon, default));
        var i = table[Column.Parse(column).Name];
        var cell = batch.Has(i, 0) ? batch.Cells(i)[0] : (long?)null;
        return cell is null ? null : table.Columns[i].Type is ColumnType.String or ColumnType.Dynamic ? Encoding.UTF8.GetString(batch.Text(cell.Value))
            : table.Columns[i].Type is ColumnType.Real ? $"{BitConverter.Int64BitsToDouble(cell.Value)}" : $"{cell}";
    }

    [Theory]
    [InlineData("a", """{"a":"x"}""", "x")]
    [InlineData("a.b.c", """{"a":{"b":{"c":"x"}}}""", "x")]
    [InlineData("a[0]", """{"a":["x","y"]}""", "x")]
    [InlineData("a[1].b", """{"a":[{"b":"x"},{"b":"y"}]}""", "y")]
    [InlineData("a[2]", """{"a":["x","y"]}""", null)]
    [InlineData("a|b", """{"b":"y"}""", "y")]
    [InlineData("a.c | b[0]", """{"b":["y"],"a":{}}""", "y")]
    [InlineData("a|b", """{"a":null,"b":"y"}""", "y")]
    [InlineData("a", """{}""", null)]
    [InlineData("a", """{"a":null}""", null)]
    [InlineData("a.b", """{"a":"x"}""", null)]
    [InlineData("a.b", """{"a":["x"]}""", null)]
    [InlineData("a", """{"A":"x"}""", null)]
    [InlineData("a", """{"\u0061":"x"}""", "x")]
    [InlineData("a", """{"a":""}""", "")]
    [InlineData("a", """{"a":"x\ty\"\u3042"}""", "x\ty\"あ")]
    [InlineData("a", """{"a":"x\ud800y\\ud800\ud83d\ude00"}""", "x\ufffdy\\ud800😀")]
    [InlineData("a", """{"a":{"b":1}}""", """{"b":1}""")]
    [InlineData("a", """{"a":12}""", "12")]
    public void Fill_sets_text_when_the_path_leads_to_it(string path, string json, string? cell) => Assert.Equal(cell, Cell("C", path, json));

    [Fact]
    public void Fill_passes_over_case_when_the_table_says_so() => Assert.Equal("x", Cell("C", "properties.UserName", """{"Properties":{"username":"x"}}""", ignoreCase: true));

    [Theory]
    [InlineData("C:int", "12", "12")]
    [InlineData("C:int", "\"12\"", "12")]
    [InlineData("C:int", "3000000000", null)]
    [InlineData("C:int", "\"12a\"", null)]
    [InlineData("C:long", "3000000000", "3000000000")]
    [InlineData("C:long", "12.9", "12")]
    [InlineData("C:long", "1e999", null)]
    [InlineData("C:real", "\"1.5\"", "1.5")]
    [InlineData("C:bool", "true", "1")]
    [InlineData("C:bool", "\"False\"", "0")]
    [InlineData("C:bool", "\"perhaps\"", null)]
    [InlineData("C:datetime", "\"1970-01-01T00:00:01Z\"", "1000000")]
    [InlineData("C:datetime", "\"soon\"", null)]
    [InlineData("C:dynamic", "\"{\\\"a\\\":1}\"", """{"a":1}""")]
    [InlineData("C:dynamic", "\"words\"", "\"words\"")]
    [InlineData("C:dynamic", "[1, 2]", "[1,2]")]
    public void Fill_converts_when_the_column_has_a_type(string column, string value, string? cell) => Assert.Equal(cell, Cell(column, "a", $"{{\"a\":{value}}}"));

    [Fact]
    public void Table_puts_TimeGenerated_first_when_it_is_not_declared()
        => Assert.Equal(["TimeGenerated", "C"], new JsonTable("T", ("C", "c")).Columns.Select(c => c.Name));

    [Fact]
    public void Table_names_the_column_when_there_is_none() => Assert.Equal("table T has no column D", Assert.Throws<KeyNotFoundException>(() => new JsonTable("T", ("C", "c"))["D"]).Message);
}
