using System.Collections.Concurrent;
using System.Text.Json;
using DuckDB.NET.Data;
using Matoi.Kql.DuckDb;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;
using Matoi.Kql.Tests.Syntax;

namespace Matoi.Kql.Tests.Fuzz;

/// <summary>Tables with three rows each: one with plain values, one without values, one with the largest. Made when a query first names them.</summary>
internal sealed class FuzzTables : KqlCatalog, IDisposable
{
    /// <summary>A table with a column of every type, named by its type's first letters.</summary>
    public static readonly (string Name, KqlType Type)[] Every =
    [
        ("bo", KqlType.Bool), ("it", KqlType.Int), ("lo", KqlType.Long), ("re", KqlType.Real), ("de", KqlType.Decimal), ("dt", KqlType.DateTime), ("ts", KqlType.TimeSpan),
        ("gu", KqlType.Guid), ("st", KqlType.String), ("dy", KqlType.Dynamic), ("ar", KqlType.Dynamic), ("TimeGenerated", KqlType.DateTime),
    ];

    private readonly DuckDBConnection _root = new("Data Source=:memory:");
    private readonly Dictionary<string, (string Name, KqlType Type)[]> _schemas;
    private readonly ConcurrentDictionary<string, TableDefinition> _made = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly DuckDbEngine _engine;

    public FuzzTables(IEnumerable<string> queries)
    {
        _root.Open();
        Execute("SET TimeZone='UTC'; SET threads=1; SET memory_limit='2GB'; SET enable_external_access=false");
        _engine = new(() =>
        {
            var connection = _root.Duplicate();
            connection.Open();
            return connection;
        });
        _schemas = Published(queries);
        _schemas["Every"] = Every;
        _schemas["T"] = Every;
    }

    public override IEnumerable<string> TableNames => _schemas.Keys;

    public override IEnumerable<string> FilledTableNames => ["Every", "T"];

    public KqlResult Run(string query, CancellationToken cancel) => _engine.Run(query, this, new(Kql.Now) { Lenient = true, EmptyExternals = true, MaxRows = 20_000, Timeout = TimeSpan.FromSeconds(10) }, cancel);

    public override TableDefinition? FindTable(string name) => _schemas.TryGetValue(name, out var schema) ? _made.GetOrAdd(name, n => Create(n, schema)) : null;

    public override TableDefinition? FindWatchlist(string alias) => alias == "" ? null : FindTable("Every");

    public override string? FindFunction(string name) => name switch
    {
        "StoredRows" => "(n:long = 2) { Every | take n }",
        "StoredValue" => "(text:string) { strcat(text, '!') }",
        _ => null,
    };

    public void Dispose() => _root.Dispose();

    private TableDefinition Create(string name, (string Name, KqlType Type)[] schema)
    {
        var stored = schema.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var table = DuckDbTypes.Quote(name);
        lock (_lock)
        {
            Execute($"""
                CREATE TABLE IF NOT EXISTS {table} AS
                SELECT {string.Join(", ", stored.Select(c => $"CAST({Value(c.Type, 0)} AS {Stored(c.Type)}) AS {DuckDbTypes.Quote(c.Name)}"))}
                UNION ALL SELECT {string.Join(", ", stored.Select(c => $"CAST({Value(c.Type, 1)} AS {Stored(c.Type)})"))}
                UNION ALL SELECT {string.Join(", ", stored.Select(c => $"CAST({Value(c.Type, 2)} AS {Stored(c.Type)})"))}
                """);
        }

        return new(name, [.. schema.Select(c => new TableColumn(c.Name, c.Type, Form(c.Type), stored.Contains(c)))], table, schema.Any(c => c is { Name: "TimeGenerated", Type: KqlType.DateTime }) ? "TimeGenerated" : null);
    }

    private static string Stored(KqlType type) => type == KqlType.DateTime ? "TIMESTAMP" : DuckDbTypes.Sql(type);

    private static ColumnForm Form(KqlType type) => type switch { KqlType.DateTime => ColumnForm.Timestamp, KqlType.String => ColumnForm.NullableText, _ => ColumnForm.Canonical };

    private static string Value(KqlType type, int row) => row == 1 ? "NULL" : (type, row) switch
    {
        (KqlType.Bool, _) => "true",
        (KqlType.Int, 0) => "7",
        (KqlType.Int, _) => "-2147483648",
        (KqlType.Long, 0) => "42",
        (KqlType.Long, _) => "9223372036854775807",
        (KqlType.Real, 0) => "2.5",
        (KqlType.Real, _) => "'NaN'::DOUBLE",
        (KqlType.Decimal, 0) => "'1.5'",
        (KqlType.Decimal, _) => "'79228162514264337593543950335'",
        (KqlType.DateTime, 0) => "TIMESTAMP '2026-03-03 04:05:06'",
        (KqlType.DateTime, _) => "TIMESTAMP '9999-12-31 23:59:59'",
        (KqlType.TimeSpan, 0) => "36000000000",
        (KqlType.TimeSpan, _) => "-9223372036854775807",
        (KqlType.Guid, _) => "'74be27de-1e4e-49d9-b579-fe0b331d3642'",
        (KqlType.Dynamic, 0) => """'{"a":[1,"x",null,2.5],"b":{"c":"d"},"n":7,"Name":"x","Value":"1"}'""",
        (KqlType.Dynamic, _) => """'[1,2,{"a":"é"},"203.0.113.7",null,true]'""",
        (_, 0) => "'203.0.113.7'",
        _ => """'{"a":1, "é":"😀"} C:\x\y.exe https://a.example/?q=1#f'""",
    };

    private void Execute(string sql)
    {
        using var command = _root.CreateCommand();
#pragma warning disable CA2100 // Names of published schemas, quoted.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The published tables that the queries name.</summary>
    private static Dictionary<string, (string Name, KqlType Type)[]> Published(IEnumerable<string> queries)
    {
        if (!Corpus.IsPresent)
        {
            return [];
        }

        var words = queries.SelectMany(q => q.Split(' ', '\n', '(', ')', ',', '|', ';', '\t', '\r')).ToHashSet(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpus.Folder, "sentinel", "schemas", "tables.json")));
        return document.RootElement.EnumerateObject().Where(t => words.Contains(t.Name)).ToDictionary(
            t => t.Name,
            t => t.Value.EnumerateObject().Select(c => (c.Name, Enum.Parse<KqlType>(c.Value.GetString()!, ignoreCase: true))).ToArray(),
            StringComparer.Ordinal);
    }
}
