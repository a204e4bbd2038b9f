using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary>Writes results to stdout: tables for a person at a terminal, JSON with <c>--json</c> or when stdout is no terminal. Talk goes to stderr.</summary>
internal sealed class Output(bool json)
{
    private static readonly JsonSerializerOptions Options = new(Session.Json) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True when a program reads.</summary>
    public bool Json { get; } = json || Console.IsOutputRedirected;

    /// <summary>Where talk goes.</summary>
    public IAnsiConsole Talk { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Writes JSON.</summary>
    public static void WriteJson(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>Writes an array as JSON or as a table of the given columns.</summary>
    public void Write(JsonElement rows, params (string Title, Func<JsonElement, string> Text)[] columns)
    {
        if (Json)
        {
            WriteJson(rows);
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var (title, _) in columns)
        {
            table.AddColumn(title);
        }

        foreach (var row in rows.EnumerateArray())
        {
            table.AddRow([.. columns.Select(c => new Text(c.Text(row)))]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Writes one object as JSON or as lines of name and value.</summary>
    public void WriteObject(JsonElement value)
    {
        if (Json)
        {
            WriteJson(value);
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var property in value.EnumerateObject())
        {
            grid.AddRow(new Text(property.Name, new Style(decoration: Decoration.Dim)), new Text(Plain(property.Value)));
        }

        AnsiConsole.Write(grid);
    }

    /// <summary>Tells a person what to do next; programs are not told.</summary>
    public void Next(string sentence)
    {
        if (!Json)
        {
            Talk.MarkupLineInterpolated($"[dim]{sentence}[/]");
        }
    }

    /// <summary>Short text of a JSON value.</summary>
    public static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.Array when value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) => string.Join(", ", value.EnumerateArray().Select(i => i.GetString())),
        _ => value.GetRawText(),
    };
}
