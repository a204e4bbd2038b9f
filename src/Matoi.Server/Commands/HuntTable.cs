using System.Text.Json;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary>Shows a hunt's result at a terminal: a table while its columns have room, else each row as lines of name and value.</summary>
internal static class HuntTable
{
    private const int MostRows = 200;
    private const int LongestCell = 120;
    private const int NarrowestColumn = 12;

    /// <summary>Writes the result to stdout and what to know of it to stderr.</summary>
    public static void Write(Output output, JsonElement result)
    {
        var columns = result.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!).ToList();
        var rows = result.GetProperty("rows").EnumerateArray().ToList();
        if (columns.Count * NarrowestColumn > AnsiConsole.Profile.Width)
        {
            Lines(columns, rows);
        }
        else
        {
            Grid(columns, rows);
        }

        var shown = rows.Count > MostRows ? $", the first {MostRows} shown; --format csv or json gives all" : "";
        output.Talk.MarkupLineInterpolated($"[dim]{rows.Count} rows in {result.GetProperty("seconds").GetDouble():0.000} s{shown}[/]");
        foreach (var warning in result.GetProperty("warnings").EnumerateArray())
        {
            output.Talk.MarkupLineInterpolated($"[yellow]{warning.GetString()}[/]");
        }
    }

    private static void Grid(List<string> columns, List<JsonElement> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)));
        }

        foreach (var row in rows.Take(MostRows))
        {
            table.AddRow([.. row.EnumerateArray().Select(v => new Text(Cell(v)))]);
        }

        AnsiConsole.Write(table);
    }

    private static void Lines(List<string> columns, List<JsonElement> rows)
    {
        foreach (var row in rows.Take(MostRows))
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
            foreach (var (name, value) in columns.Zip(row.EnumerateArray()).Where(p => Output.Plain(p.Second).Length > 0))
            {
                grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(Output.Plain(value)));
            }

            AnsiConsole.Write(grid);
            Console.Out.WriteLine();
        }
    }

    private static string Cell(JsonElement value)
    {
        var text = Output.Plain(value).ReplaceLineEndings(" ");
        return text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";
    }
}
