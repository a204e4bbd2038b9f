using Matoi.Detect.Intake;
using Matoi.Kql;
using Matoi.Kql.DuckDb;
using Matoi.Model.Lake;
using Matoi.Storage.Lake.Shredding;

namespace Matoi.Storage.Lake;

/// <summary>Runs KQL over the lake. Thread-safe.</summary>
public sealed class LakeKql
{
    private readonly DuckLake _lake;
    private readonly DuckDbEngine _engine;
    private readonly QueryResources _resources;
    private readonly string? _folder;
    private readonly PathKeeper? _paths;
    private readonly Dictionary<string, LogTable> _declared;
    private readonly Lock _lock = new();
    private (int Version, KqlContent Content, LakeCatalog Catalog)? _current;

    /// <summary>Over one lake.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="folder">The data folder; null for what is shipped only.</param>
    /// <param name="sources">Sources, whose tables say which text is JSON.</param>
    /// <param name="paths">Keeps the JSON paths that queries read; null when none are kept.</param>
    public LakeKql(DuckLake lake, DataFolder? folder = null, SourceCatalogue? sources = null, PathKeeper? paths = null)
    {
        _paths = paths;
        (_lake, _engine, _resources, _folder) = (lake, new(lake.OpenReader), new(lake), folder?.Path);
        _declared = sources?.Tables.ToDictionary(t => t.Name, StringComparer.Ordinal) ?? [];
    }

    /// <summary>Runs a query to its end; what it may name is asked of the catalog of this moment.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed.</exception>
    public KqlResult Run(string text, KqlOptions options, CancellationToken ct = default)
    {
        using var resources = _resources.Enter();
        var result = _engine.Run(text, Catalog(), options, ct);
        _paths?.Note(result.Paths);
        return result;
    }

    /// <summary>Asks for the JSON paths of a query that will run often to be kept in columns; a query that cannot be compiled asks for none.</summary>
    public void Expect(string text)
    {
        try
        {
            _paths?.Want(KqlCompiler.Compile(text, Catalog(), new(DateTime.UnixEpoch) { EmptyExternals = true, Lenient = true }).Paths);
        }
        catch (KqlException)
        {
            // Who runs it is told.
        }
    }

    /// <summary>What queries may name now; the same object as before while nothing has changed.</summary>
    public KqlCatalog Catalog()
    {
        lock (_lock)
        {
            var (version, content) = (_lake.SchemaVersion, KqlContent.Read(_folder, _current?.Content));
            if (_current is not { } current || current.Version != version || current.Content != content)
            {
                _current = (version, content, new(Stored(), content, _lake.Watchlists.Tables(), _lake.Shredded.All.Where(p => p.Complete).Select(p => p.Path).ToLookup(p => p.Table)));
            }

            return _current.Value.Catalog;
        }
    }

    /// <summary>Schemas, functions and files that queries may use now.</summary>
    public KqlContent Content()
    {
        Catalog();
        return _current!.Value.Content;
    }

    /// <summary>Watchlists that queries may name.</summary>
    public IReadOnlyList<Watchlist> Watchlists() => _lake.Watchlists.All();

    private Dictionary<string, IReadOnlyList<StoredColumn>> Stored()
        => _lake.Query(
            """
            SELECT table_name, column_name, data_type FROM duckdb_columns() JOIN duckdb_views() v USING (database_name, schema_name)
            WHERE v.view_name = table_name AND column_name NOT LIKE '~%' AND table_name NOT LIKE '%~paths' AND schema_name = 'main' AND NOT v.internal AND database_name = $lake ORDER BY table_name, column_index
            """,
            r => (Table: r.GetString(0), Column: r.GetString(1), Type: r.GetString(2)), ("lake", DuckLake.CatalogName))
        .GroupBy(c => c.Table, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<StoredColumn>)[.. g.Select(c => StoredColumn.Of(c.Column, c.Type, Declared(c.Table, c.Column)))], StringComparer.Ordinal);

    private ColumnType? Declared(string table, string column)
        => _declared.GetValueOrDefault(table) is { } log && log.Columns.FirstOrDefault(c => c.Name == column) is { } declared ? declared.Type : null;
}
