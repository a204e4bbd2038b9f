namespace Matoi.Storage.Lake.Shredding;

/// <summary>
/// The paths whose texts are kept in columns. A new path is filled on intake from its first row on; older rows follow by <see cref="Backfill"/>, which rewrites no
/// sealed file: it writes a sidecar beside it. Queries use a path once it is complete.
/// </summary>
public sealed class ShreddedPaths(DuckLake lake)
{
    /// <summary>Most paths of one table; each costs room and intake time.</summary>
    public const int MostPerTable = 64;

    private const int RowsPerUpdate = 100_000;
    private volatile IReadOnlyList<(ShreddedPath Path, bool Complete)> _all = [];

    /// <summary>All paths of a table, complete or not, in the order they were added.</summary>
    public IReadOnlyList<ShreddedPath> Of(string table) => [.. _all.Where(p => p.Path.Table == table).Select(p => p.Path)];

    /// <summary>All paths with whether queries may use them.</summary>
    public IReadOnlyList<(ShreddedPath Path, bool Complete)> All => _all;

    /// <summary>Reads what is stored.</summary>
    internal void Prepare()
    {
        lake.Execute("CREATE TABLE IF NOT EXISTS shredded (\"table\" VARCHAR, \"column\" VARCHAR, path VARCHAR, complete BOOLEAN, PRIMARY KEY (\"table\", \"column\", path))");
        Read();
    }

    /// <summary>Begins to keep paths; those that are kept already, cannot be kept or are too many are passed over. Returns the new ones.</summary>
    public IReadOnlyList<ShreddedPath> Add(IEnumerable<ShreddedPath> paths)
    {
        var added = new List<ShreddedPath>();
        lake.Locked(() =>
        {
            var tables = lake.TableNames().ToHashSet(StringComparer.Ordinal);
            foreach (var path in paths.Distinct().Where(p => p.IsPlain && tables.Contains(p.Table)))
            {
                var known = Of(path.Table);
                if (known.Any(k => string.Equals(k.Name, path.Name, StringComparison.OrdinalIgnoreCase)) || known.Count >= MostPerTable || !lake.HasColumn(path.Table, path.Column))
                {
                    continue;
                }

                lake.InTransaction(() =>
                {
                    lake.Execute($"ALTER TABLE hot.{DuckLake.Quote(path.Table)} ADD COLUMN {DuckLake.Quote(path.Name)} VARCHAR");
                    lake.Execute("INSERT INTO shredded VALUES ($table, $column, $path, FALSE)", ("table", path.Table), ("column", path.Column), ("path", path.Path));
                });
                Read();
                lake.LayoutChanged(path.Table);
                added.Add(path);
            }
        });
        return added;
    }

    /// <summary>Fills the rows and sealed segments that came before their table's paths; stops between steps when asked. Returns how many paths became complete.</summary>
    public int Backfill(CancellationToken ct = default)
    {
        var done = 0;
        foreach (var table in _all.Where(p => !p.Complete).Select(p => p.Path.Table).Distinct().ToList())
        {
            var paths = Of(table);
            foreach (var path in paths)
            {
                FillHot(path, ct);
            }

            lake.Segments.WriteSidecars(table, paths, ct);
            if (ct.IsCancellationRequested)
            {
                break;
            }

            done += _all.Count(p => !p.Complete && paths.Contains(p.Path));
            foreach (var path in paths)
            {
                lake.Locked(() => lake.Execute("UPDATE shredded SET complete = TRUE WHERE \"table\" = $table AND \"column\" = $column AND path = $path", ("table", table), ("column", path.Column), ("path", path.Path)));
            }

            Read();
            lake.LayoutChanged(table);
        }

        return done;
    }

    /// <summary>Fills a path in the hot rows that came before it.</summary>
    internal void FillHot(ShreddedPath path, CancellationToken ct)
    {
        var hot = $"hot.{DuckLake.Quote(path.Table)}";
        while (!ct.IsCancellationRequested && lake.Query($"SELECT min(rowid) FROM {hot} WHERE {DuckLake.Quote(path.Name)} IS NULL", r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0))[0] is { } first)
        {
            // In steps, so that intake never waits long.
            lake.Locked(() => lake.Execute($"UPDATE {hot} SET {DuckLake.Quote(path.Name)} = {Text(path)} WHERE {DuckLake.Quote(path.Name)} IS NULL AND rowid BETWEEN {first} AND {first + RowsPerUpdate - 1}", ("path", path.Path)));
        }
    }

    /// <summary>SQL of a path's text out of its JSON column; the path itself is the parameter <c>$path</c>.</summary>
    internal static string Text(ShreddedPath path) => $"coalesce(TRY(json_extract_string({DuckLake.Quote(path.Column)}, $path)), '')";

    private void Read()
    {
        _all = lake.Query("SELECT \"table\", \"column\", path, complete FROM shredded ORDER BY rowid", r => (new ShreddedPath(r.GetString(0), r.GetString(1), r.GetString(2)), r.GetBoolean(3)));
        lake.SchemaChanged();
    }
}
