using System.Collections.Concurrent;
using Matoi.Kql;
using Matoi.Storage.Lake.Shredding;

namespace Matoi.Storage.Lake;

/// <summary>What queries over the lake may name at one moment. Thread-safe; stays as it is while the lake grows tables.</summary>
/// <param name="stored">Columns of the lake's tables.</param>
/// <param name="content">Schemas, functions and files.</param>
/// <param name="watchlists">Watchlists by alias, without regard to case.</param>
/// <param name="paths">JSON paths that are kept in columns, for every row of their table.</param>
internal sealed class LakeCatalog(IReadOnlyDictionary<string, IReadOnlyList<StoredColumn>> stored, KqlContent content, IReadOnlyDictionary<string, TableDefinition> watchlists, ILookup<string, ShreddedPath> paths) : KqlCatalog
{
    private readonly ConcurrentDictionary<string, TableDefinition?> _tables = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<string> TableNames => stored.Keys.Concat(content.Schemas.Names.Where(n => !stored.ContainsKey(n)));

    /// <inheritdoc/>
    public override IEnumerable<string> FilledTableNames => stored.Keys;

    /// <inheritdoc/>
    public override IEnumerable<string> FunctionNames => content.Functions.Names;

    /// <inheritdoc/>
    public override string? GeoFile => content.GeoFile;

    /// <inheritdoc/>
    public override TableDefinition? FindTable(string name) => _tables.GetOrAdd(name, Define);

    /// <inheritdoc/>
    public override string? FindFunction(string name) => content.Functions.Find(name);

    /// <inheritdoc/>
    public override TableDefinition? FindWatchlist(string alias) => watchlists.GetValueOrDefault(alias);

    /// <inheritdoc/>
    public override IEnumerable<string> WatchlistNames => watchlists.Keys;

    /// <inheritdoc/>
    public override string? ReadExternal(string uri) => content.External.Read(uri);

    private TableDefinition? Define(string name)
    {
        var (columns, schema) = (stored.GetValueOrDefault(name), content.Schemas.Find(name));
        if (columns is null && (schema is null || content.Functions.Find(name) is not null))
        {
            // A function that gives rows under a published table's name knows them better than an empty table does.
            return null;
        }

        var all = LakeColumns.Of(name, columns ?? [], schema);
        return new(name, all, columns is null ? null : $"{DuckLake.CatalogName}.main.{DuckLake.Quote(name)}", all.Any(c => c is { Name: "TimeGenerated", Type: KqlType.DateTime }) ? "TimeGenerated" : null)
        {
            Paths = paths[name].ToDictionary(p => (p.Column, p.Path), p => p.Name),
            PathsSource = $"{DuckLake.CatalogName}.main.{DuckLake.Quote(Sidecar.View(name))}",
        };
    }
}
