using System.Collections.Concurrent;
using System.Globalization;
using DuckDB.NET.Data;
using Matoi.Kql;
using Matoi.Kql.DuckDb;
using Matoi.Kql.Relations;
using Matoi.Storage.Lake;

namespace Matoi.Investigate.Hunting.Checks;

/// <summary>
/// The published tables in a database in memory, each made when a query first names it, with a number of synthetic rows. Every watchlist is there, too. Thread-safe.
/// </summary>
internal sealed class SyntheticTables : IDisposable
{
    private readonly DuckDBConnection _database = new("Data Source=:memory:");
    private readonly DuckDbEngine _engine;
    private readonly KqlContent _content;
    private readonly Catalog _catalog;
    private readonly Lock _lock = new();
    private readonly int _rows;
    private readonly DateTime _now;

    /// <summary>Opens the database.</summary>
    /// <param name="rows">Rows of every table.</param>
    /// <param name="now">Times of rows lie in the hours before.</param>
    /// <param name="folder">Folder with further schemas and functions; null for what is shipped only.</param>
    public SyntheticTables(int rows, DateTime now, string? folder)
    {
        (_rows, _now, _content) = (rows, now, KqlContent.Read(folder));
        _database.Open();
        Execute("SET TimeZone='UTC'; SET enable_external_access=false; SET preserve_insertion_order=true");
        _engine = new(Open);
        _catalog = new(this);
    }

    /// <summary>Runs a query.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed; a defect of the engine is one, too, so that it stops no other query.</exception>
    public KqlResult Run(string text, KqlOptions options, CancellationToken ct)
    {
        try
        {
            return _engine.Run(text, _catalog, options, ct);
        }
        catch (Exception e) when (e is not (KqlException or OperationCanceledException))
        {
            throw new KqlException(text, [new("KQL599", $"a defect of the engine: {e.GetType().Name}: {e.Message.Split('\n')[0]}", new(0, text.Length))]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private DuckDBConnection Open()
    {
        var connection = _database.Duplicate();
        connection.Open();
        return connection;
    }

    private TableDefinition Create(string name, IReadOnlyList<(string Name, KqlType Type)> schema, bool watchlist)
    {
        var table = DuckLake.Quote(watchlist ? $"watch {name}" : name);

        // Two columns may differ by case only, which the engine does not tell apart: the second is known by schema only.
        var all = watchlist ? schema : [.. schema, ("_IngestTime", KqlType.DateTime)];
        var stored = all.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToList();
        lock (_lock)
        {
            Execute($"CREATE TABLE {table} ({string.Join(", ", stored.Select(c => $"{DuckLake.Quote(c.Name)} {EngineType(c.Type)}"))})");
            if (_rows > 0)
            {
                using var appender = _database.CreateAppender(table.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal));
                for (var row = 0; row < _rows; row++)
                {
                    Append(appender.CreateRow(), name, stored, row);
                }
            }
        }

        var columns = all.Select(c => new TableColumn(c.Name, c.Type, Form(c.Type), stored.Contains(c), null, c.Name.StartsWith('_') && c.Name != "_ResourceId")).ToList();
        return new(name, columns, table, columns.Any(c => c is { Name: "TimeGenerated", Type: KqlType.DateTime }) ? "TimeGenerated" : null);
    }

    private void Append(IDuckDBAppenderRow line, string table, List<(string Name, KqlType Type)> columns, int row)
    {
        foreach (var (name, type) in columns)
        {
            _ = SyntheticValues.Of(table, name, type, row, _now) switch
            {
                bool b => line.AppendValue(b),
                int i => line.AppendValue(i),
                long l => line.AppendValue(l),
                double d => line.AppendValue(d),
                DateTime t => line.AppendValue(t),
                string s => line.AppendValue(s),
                _ => line.AppendNullValue(),
            };
        }

        line.EndRow();
    }

    private void Execute(string sql)
    {
        using var command = _database.CreateCommand();
#pragma warning disable CA2100 // Names of published schemas, quoted.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string EngineType(KqlType type) => type == KqlType.DateTime ? "TIMESTAMP" : Matoi.Kql.Sql.DuckDbTypes.Sql(type);

    private static ColumnForm Form(KqlType type) => type switch { KqlType.DateTime => ColumnForm.Timestamp, KqlType.String => ColumnForm.NullableText, _ => ColumnForm.Canonical };

    /// <summary>Makes tables as they are asked for.</summary>
    private sealed class Catalog(SyntheticTables tables) : KqlCatalog
    {
        private readonly ConcurrentDictionary<string, Lazy<TableDefinition?>> _made = new(StringComparer.Ordinal);

        public override IEnumerable<string> TableNames => tables._content.Schemas.Names;

        public override IEnumerable<string> FilledTableNames => [];

        public override IEnumerable<string> FunctionNames => tables._content.Functions.Names;

        public override string? GeoFile => tables._content.GeoFile;

        public override TableDefinition? FindTable(string name)
            => _made.GetOrAdd(name, n => new(() => tables._content.Functions.Find(n) is null && tables._content.Schemas.Find(n) is { } schema ? tables.Create(n, schema, watchlist: false) : null)).Value;

        public override string? FindFunction(string name) => tables._content.Functions.Find(name);

        public override TableDefinition? FindWatchlist(string alias)
            => _made.GetOrAdd($"watch {alias.ToLower(CultureInfo.InvariantCulture)}", _ => new(() => tables.Create(alias, [("SearchKey", KqlType.String), ("LastUpdatedTimeUTC", KqlType.DateTime), ("_DTItemId", KqlType.String)], watchlist: true))).Value;

        public override string? ReadExternal(string uri) => tables._content.External.Read(uri);
    }
}
