using System.Security.Cryptography;
using Matoi.Storage.Lake.Shredding;

namespace Matoi.Storage.Lake;

/// <summary>
/// Seals finished days into Parquet files, knows them by hash, checks them, and drops what is past retention. A file counts only once it is in the catalogue,
/// which is written in the same transaction that removes its rows from the hot table; what a crash left behind is swept at the next start.
/// </summary>
public sealed class SegmentStore(DuckLake lake)
{
    private string Root => Path.Combine(lake.Options.Folder, "sealed");

    /// <summary>Creates the catalogue and sweeps files that never reached it.</summary>
    internal void Prepare()
    {
        lake.Execute("CREATE TABLE IF NOT EXISTS segments (\"table\" VARCHAR, day DATE, file VARCHAR PRIMARY KEY, rows BIGINT, bytes BIGINT, sha256 VARCHAR, sealed_time TIMESTAMP)");
        Directory.CreateDirectory(Root);
        var known = All().Select(s => Path.Combine(lake.Options.Folder, s.File)).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(f => !known.Contains(f) && !known.Contains(Sidecar.SegmentOf(f))))
        {
            File.Delete(stray);
        }

        // The data folder may have been moved, and views name their files by absolute path.
        foreach (var table in lake.TableNames())
        {
            CreateView(table);
        }
    }

    /// <summary>All sealed segments.</summary>
    public IReadOnlyList<SealedSegment> All()
        => lake.Query("SELECT \"table\", day, file, rows, bytes, sha256, sealed_time FROM segments ORDER BY 1, 2, 3", r => new SealedSegment(
            r.GetString(0), DateOnly.FromDateTime(r.GetDateTime(1)), r.GetString(2), r.GetInt64(3), r.GetInt64(4), r.GetString(5),
            new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(6), DateTimeKind.Utc))));

    /// <summary>Seals every day of every table up to and with <paramref name="last"/>; returns the new segments.</summary>
    public IReadOnlyList<SealedSegment> Seal(DateOnly last, DateTimeOffset now)
    {
        var sealedNow = new List<SealedSegment>();
        foreach (var table in lake.TableNames())
        {
            var days = lake.Query(
                $"SELECT DISTINCT \"TimeGenerated\"::DATE FROM hot.{DuckLake.Quote(table)} WHERE \"TimeGenerated\" < $end ORDER BY 1",
                r => DateOnly.FromDateTime(r.GetDateTime(0)), ("end", last.AddDays(1).ToDateTime(default)));
            sealedNow.AddRange(days.Select(day => SealDay(table, day, now)));
        }

        return sealedNow;
    }

    /// <summary>Segments whose file is gone or no longer has its hash.</summary>
    public IReadOnlyList<SealedSegment> Verify()
        => [.. All().Where(s => !File.Exists(Path.Combine(lake.Options.Folder, s.File)) || Hash(Path.Combine(lake.Options.Folder, s.File)) != s.Sha256)];

    /// <summary>Drops sealed days that are past their table's retention.</summary>
    public IReadOnlyList<SealedSegment> DropExpired(DateOnly today)
    {
        var expired = All().Where(s => s.Day.AddDays(Retention(s.Table)) < today).ToList();
        foreach (var segment in expired)
        {
            lake.InTransaction(() =>
            {
                lake.Execute($"DELETE FROM segments WHERE file = '{segment.File}'");
                CreateView(segment.Table, All().Where(s => s.File != segment.File));
            });
            File.Delete(Path.Combine(lake.Options.Folder, segment.File));
            File.Delete(Sidecar.Of(Path.Combine(lake.Options.Folder, segment.File)));
        }

        return expired;
    }

    /// <summary>What the lake holds, by table.</summary>
    public IReadOnlyList<TableStatus> Status()
    {
        var segments = All().ToLookup(s => s.Table);
        return [.. lake.TableNames().Select(table => Status(table, [.. segments[table]]))];
    }

    /// <summary>Makes the table's view show its hot rows and its segments.</summary>
    internal void CreateView(string table) => CreateView(table, All());

    private void CreateView(string table, IEnumerable<SealedSegment> segments)
    {
        var files = segments.Where(s => s.Table == table).Select(s => Path.Combine(lake.Options.Folder, s.File)).ToList();
        var hot = $"SELECT * FROM hot.{DuckLake.Quote(table)}";
        var parquet = files.Count == 0 ? "" : $" UNION ALL BY NAME {Sidecar.Plain(files)}";
        lake.Execute($"CREATE OR REPLACE VIEW {DuckLake.Quote(table)} AS {hot}{parquet}");
        if (lake.Shredded.Of(table).Count > 0)
        {
            lake.Execute($"CREATE OR REPLACE VIEW {DuckLake.Quote(Sidecar.View(table))} AS {hot}{string.Concat(files.Where(f => !File.Exists(Sidecar.Of(f))).ToList() is { Count: > 0 } plain ? $" UNION ALL BY NAME {Sidecar.Plain(plain)}" : "")}{string.Concat(files.Where(f => File.Exists(Sidecar.Of(f))).Select(f => $" UNION ALL BY NAME {Sidecar.Joined(f)}"))}");
        }
    }

    /// <summary>Writes for every segment of a table the columns of paths that its file does not have, beside it.</summary>
    internal void WriteSidecars(string table, IReadOnlyList<ShreddedPath> paths, CancellationToken ct)
    {
        foreach (var segment in All().Where(s => s.Table == table))
        {
            if (ct.IsCancellationRequested)
            {
                return;
            }

            Sidecar.Write(lake, Path.Combine(lake.Options.Folder, segment.File), paths);
        }

        lake.Locked(() => CreateView(table));
    }

    private SealedSegment SealDay(string table, DateOnly day, DateTimeOffset now)
    {
        var folder = Path.Combine(Root, table, $"{day:yyyy-MM-dd}");
        Directory.CreateDirectory(folder);
        foreach (var path in lake.Shredded.Of(table))
        {
            lake.Shredded.FillHot(path, CancellationToken.None);
        }

        var name = Path.Combine(folder, $"{Guid.CreateVersion7(now):N}.parquet");
        var where = $"\"TimeGenerated\" >= '{day:yyyy-MM-dd}' AND \"TimeGenerated\" < '{day.AddDays(1):yyyy-MM-dd}'";
        SealedSegment? segment = null;
        lake.InTransaction(() =>
        {
            lake.Execute($"COPY (SELECT * FROM hot.{DuckLake.Quote(table)} WHERE {where} ORDER BY \"TimeGenerated\") TO '{name}' (FORMAT parquet, COMPRESSION zstd)");
            FlushToDisk(name);
            var rows = lake.Query($"SELECT count(*) FROM read_parquet('{name}')", r => r.GetInt64(0))[0];
            segment = new(table, day, Path.GetRelativePath(lake.Options.Folder, name), rows, new FileInfo(name).Length, Hash(name), now);
            lake.Execute($"INSERT INTO segments VALUES ('{table}', '{day:yyyy-MM-dd}', '{segment.File}', {rows}, {segment.Bytes}, '{segment.Sha256}', '{now.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}')");
            lake.Execute($"DELETE FROM hot.{DuckLake.Quote(table)} WHERE {where}");
            CreateView(table, [.. All(), segment]);
        });
        File.SetAttributes(name, FileAttributes.ReadOnly);
        return segment!;
    }

    private TableStatus Status(string table, List<SealedSegment> segments)
    {
        var (rows, first, last) = lake.Query(
            $"SELECT count(*), min(\"TimeGenerated\"), max(\"TimeGenerated\") FROM hot.{DuckLake.Quote(table)}",
            r => (r.GetInt64(0), r.IsDBNull(1) ? (DateTime?)null : r.GetDateTime(1), r.IsDBNull(2) ? (DateTime?)null : r.GetDateTime(2)))[0];
        var firstSealed = segments.Count == 0 ? null : (DateTime?)segments.Min(s => s.Day).ToDateTime(default);
        var earliest = first is null || firstSealed < first ? firstSealed ?? first : first;
        return new(table, rows, segments.Sum(s => s.Rows), segments.Count, segments.Sum(s => s.Bytes), Utc(earliest), Utc(last), Retention(table));
    }

    private int Retention(string table) => lake.Options.RetentionDays.GetValueOrDefault(table, lake.Options.DefaultRetentionDays);

    private static DateTimeOffset? Utc(DateTime? time) => time is { } t ? new DateTimeOffset(DateTime.SpecifyKind(t, DateTimeKind.Utc)) : null;

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void FlushToDisk(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
