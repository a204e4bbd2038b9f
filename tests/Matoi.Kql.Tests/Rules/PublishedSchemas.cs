using System.Text.Json;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;
using Matoi.Kql.Tests.Syntax;

namespace Matoi.Kql.Tests.Rules;

/// <summary>The tables of Sentinel with their published columns: without rows, or each with three rows, one of them of nulls.</summary>
internal sealed class PublishedSchemas : KqlCatalog
{
    private readonly Dictionary<string, TableDefinition> _tables = new(StringComparer.Ordinal);

    /// <summary>Reads the schemas beside the rules.</summary>
    public PublishedSchemas(bool rows)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpus.Folder, "sentinel", "schemas", "tables.json")));
        foreach (var table in json.RootElement.EnumerateObject())
        {
            var columns = table.Value.EnumerateObject().Select(c => new TableColumn(c.Name, Enum.TryParse<KqlType>(c.Value.GetString(), ignoreCase: true, out var type) ? type : KqlType.String)).ToList();
            _tables[table.Name] = new(table.Name, [.. columns.Select(c => rows ? c with { Form = Form(c.Type) } : c with { Stored = false })], rows ? Rows(columns) : null);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> TableNames => _tables.Keys;

    /// <inheritdoc/>
    public override TableDefinition? FindTable(string name) => _tables.GetValueOrDefault(name);

    private static ColumnForm Form(KqlType type) => type switch { KqlType.DateTime => ColumnForm.Timestamp, KqlType.String => ColumnForm.NullableText, _ => ColumnForm.Canonical };

    private static string Rows(List<TableColumn> columns)
    {
        var rows = Enumerable.Range(0, 3).Select(r => $"({string.Join(", ", columns.Select(c => r == 0 ? "NULL" : Value(c.Type, r)))})");
        return $"(VALUES {string.Join(", ", rows)}) AS t({string.Join(", ", columns.Select(c => DuckDbTypes.Quote(c.Name)))})";
    }

    private static string Value(KqlType type, int row) => type switch
    {
        KqlType.Bool => row == 1 ? "TRUE" : "FALSE",
        KqlType.Int => $"CAST({row * 7} AS INTEGER)",
        KqlType.Long => $"CAST({row * 1000} AS BIGINT)",
        KqlType.Real => $"CAST({row}.5 AS DOUBLE)",
        KqlType.DateTime => $"TIMESTAMP '2026-03-04 0{row}:06:07'",
        KqlType.TimeSpan => $"CAST({row}0000000 AS BIGINT)",
        KqlType.Decimal => $"'{row}.25'",
        KqlType.Guid => $"'0000000{row}-0000-0000-0000-000000000000'",
        KqlType.Dynamic => row == 1 ? """'{"a":1,"b":[1,"x"]}'""" : """'[{"displayName":"x","value":"y"},3,null]'""",
        _ => row == 1 ? "'ann@contoso.com'" : @"'C:\Windows\cmd.exe /c ""10.0.0.1"" é'",
    };
}
