using System.Text.Json;
using Matoi.Kql.Tests.Syntax;

namespace Matoi.Kql.Tests.Rules;

/// <summary>The tables of Sentinel with their published columns, all without rows.</summary>
internal sealed class PublishedSchemas : KqlCatalog
{
    private readonly Dictionary<string, TableDefinition> _tables = new(StringComparer.Ordinal);

    /// <summary>Reads the schemas beside the rules.</summary>
    public PublishedSchemas()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpus.Folder, "sentinel", "schemas", "tables.json")));
        foreach (var table in json.RootElement.EnumerateObject())
        {
            _tables[table.Name] = new(table.Name, [.. table.Value.EnumerateObject().Select(c => new TableColumn(c.Name, Enum.TryParse<KqlType>(c.Value.GetString(), ignoreCase: true, out var type) ? type : KqlType.String, Stored: false))], null);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> TableNames => _tables.Keys;

    /// <inheritdoc/>
    public override TableDefinition? FindTable(string name) => _tables.GetValueOrDefault(name);
}
