using System.Buffers.Binary;
using DuckDB.NET.Data;
using Matoi.Model.Lake;
using Matoi.Storage.Lake.Shredding;

namespace Matoi.Storage.Lake;

/// <summary>
/// The embedded lake: one DuckDB file with a hot table per log, and sealed Parquet segments. One process writes it. Each log is a view over both parts
/// under its Sentinel name; hot tables lie in the schema <c>hot</c>.
/// </summary>
public sealed class DuckLake : IDisposable
{
    /// <summary>
    /// Rows from which a commit goes to its place in the file at once, compressed, instead of through the write-ahead log and a checkpoint later
    /// (which writes everything twice). The engine ties this to the row group size; measured, it halves the cost of a row.
    /// </summary>
    internal const int RowGroupRows = 8 * 1024;

    /// <summary>The engine's file format from which text is compressed by zstd; the raw records then take an eighth of the room and half of the time.</summary>
    private const string StorageVersion = "v1.5.0";

    /// <summary>The lake's name inside the engine.</summary>
    internal const string CatalogName = "lake";

    private const long MicrosPerDay = 86_400_000_000;
    private readonly DuckDBConnection _writer;
    private readonly StoredIds _stored;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HotLayout?> _ready = [];
    private int _schemaVersion;

    private DuckLake(LakeOptions options, DuckDBConnection writer)
    {
        Options = options;
        _writer = writer;
        _stored = new(ReadIds);
        Segments = new(this);
        Shredded = new(this);
        Watchlists = new(this);
    }

    /// <summary>Settings.</summary>
    public LakeOptions Options { get; }

    /// <summary>The sealed part.</summary>
    public SegmentStore Segments { get; }

    /// <summary>Lists that people keep beside the logs.</summary>
    public WatchlistStore Watchlists { get; }

    /// <summary>Grows with every change of tables and columns.</summary>
    internal int SchemaVersion => Volatile.Read(ref _schemaVersion);

    /// <summary>JSON paths that are kept in columns of their own.</summary>
    public ShreddedPaths Shredded { get; }

    /// <summary>Opens or creates the lake.</summary>
    /// <exception cref="IOException">Another process holds it.</exception>
    public static DuckLake Open(LakeOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var file = Path.Combine(options.Folder, "lake.duckdb");
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var lake = new DuckLake(options, connection);
        try
        {
            lake.Execute($"SET memory_limit='{options.MemoryLimit}'; SET threads={options.Threads}; SET preserve_insertion_order=false; SET TimeZone='UTC';"
                + $"SET autoinstall_known_extensions=false; SET autoload_known_extensions=false; SET temp_directory='{Path.Combine(options.Folder, "tmp")}';"
                + $"SET wal_autocheckpoint='32MB'; PRAGMA disable_checkpoint_on_shutdown; ATTACH '{file}' AS {CatalogName} (STORAGE_VERSION '{StorageVersion}', ROW_GROUP_SIZE {RowGroupRows}); USE {CatalogName}; CREATE SCHEMA IF NOT EXISTS hot;"

                // Whatever a statement says, the engine reads and writes nothing outside the lake, and no network.
                + $"SET allowed_directories=['{Path.Combine(options.Folder, "sealed")}/', '{Path.Combine(options.Folder, "tmp")}/']; SET enable_external_access=false;");
        }
        catch (DuckDBException e) when (e.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            lake.Dispose();
            throw new IOException($"the lake {file} is held by another process; use it through that process or stop it", e);
        }

        lake.Shredded.Prepare();
        lake.Segments.Prepare();
        lake.Watchlists.Prepare();
        return lake;
    }

    /// <summary>Stores the rows of all batches in one durable transaction, without those that the lake has already: they are marked as known and skipped.</summary>
    public void Commit(IReadOnlyCollection<RowBatch> batches, DateTimeOffset ingestTime)
    {
        lock (_lock)
        {
            foreach (var table in batches.Select(b => b.Table).DistinctBy(t => t.Name))
            {
                Ensure(table);
            }

            var fresh = 0;
            foreach (var batch in batches)
            {
                fresh += MarkKnown(batch);
            }

            if (fresh > 0)
            {
                Append(batches, ingestTime);
            }
        }
    }

    /// <summary>Creates the table's hot part and view, or adds the columns that a newer version brings.</summary>
    public void Ensure(LogTable table)
    {
        lock (_lock)
        {
            if (!_ready.TryAdd(table.Name, null))
            {
                return;
            }

            var columns = table.Columns.Select(c => $"{Quote(c.Name)} {VectorWriter.SqlType(c.Type)}");
            Execute($"CREATE TABLE IF NOT EXISTS hot.{Quote(table.Name)} (\"_Id\" UUID, \"_Source\" VARCHAR, \"_IngestTime\" TIMESTAMP, \"_Raw\" VARCHAR USING COMPRESSION zstd, {string.Join(", ", columns)})");
            foreach (var column in table.Columns)
            {
                Execute($"ALTER TABLE hot.{Quote(table.Name)} ADD COLUMN IF NOT EXISTS {Quote(column.Name)} {VectorWriter.SqlType(column.Type)}");
            }

            Segments.CreateView(table.Name);
            SchemaChanged();
        }
    }

    /// <summary>Tells that tables or columns have changed.</summary>
    internal void SchemaChanged() => Interlocked.Increment(ref _schemaVersion);

    /// <summary>Runs a statement on the writing connection.</summary>
    internal void Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = _writer.CreateCommand();
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value));
        }

#pragma warning disable CA2100 // Names are the product's own table and column names, quoted; values are never put into SQL text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Runs work while nothing else writes.</summary>
    internal void Locked(Action work)
    {
        lock (_lock)
        {
            work();
        }
    }

    /// <summary>A table's hot part has got a column: later rows must fill it, and its view must show it.</summary>
    internal void LayoutChanged(string table)
    {
        lock (_lock)
        {
            if (_ready.ContainsKey(table))
            {
                _ready[table] = null;
            }

            Segments.CreateView(table);
            SchemaChanged();
        }
    }

    /// <summary>True when a table's hot part has a column of text.</summary>
    internal bool HasColumn(string table, string column) => HotColumns(table).Contains(column);

    /// <summary>Runs several statements as one transaction, with no commit between.</summary>
    internal void InTransaction(Action work) => InTransaction(_ => work());

    /// <summary>The same with the writing connection.</summary>
    internal void InTransaction(Action<DuckDBConnection> work)
    {
        lock (_lock)
        {
            Execute("BEGIN TRANSACTION");
            try
            {
                work(_writer);
                Execute("COMMIT");
            }
            catch
            {
                Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Reads rows with a connection of its own, so that reads do not wait for writes.</summary>
    public List<T> Query<T>(string sql, Func<DuckDBDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        using var connection = OpenReader();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // As above: only names are in the text, values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value));
        }

        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A connection of its own to the lake, for reading beside the writer.</summary>
    internal DuckDBConnection OpenReader()
    {
        var connection = _writer.Duplicate();
        connection.Open();
        using var use = connection.CreateCommand();
        use.CommandText = $"USE {CatalogName}";
        use.ExecuteNonQuery();
        return connection;
    }

    /// <summary>The record as it came, with its table; null when the lake has no row of that id.</summary>
    public (string Table, string Raw)? FindRaw(Guid recordId)
    {
        foreach (var table in TableNames())
        {
            if (Query($"SELECT \"_Raw\" FROM {Quote(table)} WHERE \"_Id\" = $id LIMIT 1", r => r.GetString(0), ("id", recordId)) is [var raw])
            {
                return (table, raw);
            }
        }

        return null;
    }

    /// <summary>Tables that hold or held rows.</summary>
    public IReadOnlyList<string> TableNames()
        => Query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'hot' ORDER BY 1", r => r.GetString(0));

    /// <summary>Quotes a table or column name.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Days since the epoch of an event time in microseconds.</summary>
    internal static long Day(long micros) => Math.DivRem(micros, MicrosPerDay, out var rest) - (rest < 0 ? 1 : 0);

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Append(IReadOnlyCollection<RowBatch> batches, DateTimeOffset ingestTime)
    {
        try
        {
            InTransaction(() =>
            {
                foreach (var table in batches.GroupBy(b => b.Table.Name))
                {
                    VectorWriter.Append(_writer, "hot", table.First().Table, Layout(table.First().Table), table, ingestTime);
                }
            });
        }
        catch
        {
            _stored.Forget();
            throw;
        }
    }

    private HotLayout Layout(LogTable table)
        => _ready.GetValueOrDefault(table.Name) ?? (_ready[table.Name] = HotLayout.Of(table, HotColumns(table.Name), Shredded.Of(table.Name)));

    private List<string> HotColumns(string table)
        => Query("SELECT column_name FROM duckdb_columns() WHERE schema_name = 'hot' AND table_name = $table ORDER BY column_index", r => r.GetString(0), ("table", table));

    /// <summary>Marks the rows that the lake has; returns how many it has not.</summary>
    private int MarkKnown(RowBatch batch)
    {
        var times = batch.Cells(batch.Table.TimeGenerated);
        var fresh = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            if (!batch.Skip[row] && _stored.Add(batch.Table.Name, Day(times[row]), batch.Ids[row]))
            {
                fresh++;
            }
            else if (!batch.Skip[row])
            {
                batch.Skip[row] = batch.Known[row] = true;
            }
        }

        return fresh;
    }

    private List<UInt128> ReadIds(string table, long day)
    {
        var from = DateTime.UnixEpoch.AddDays(day);
        return Query($"SELECT \"_Id\" FROM {Quote(table)} WHERE \"TimeGenerated\" >= $from AND \"TimeGenerated\" < $to", ReadId, ("from", from), ("to", from.AddDays(1)));
    }

    private static UInt128 ReadId(DuckDBDataReader reader)
    {
        Span<byte> bytes = stackalloc byte[16];
        reader.GetGuid(0).TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
