namespace Matoi.Storage.Lake.Shredding;

/// <summary>A file beside a sealed segment with the texts of paths that are younger than it, row by row; the segment itself is never rewritten.</summary>
internal static class Sidecar
{
    private const string Ending = ".paths.parquet";

    /// <summary>The sidecar of a segment's file.</summary>
    public static string Of(string segment) => Path.ChangeExtension(segment, null) + Ending;

    /// <summary>The segment that a file is the sidecar of; the file itself when it is none.</summary>
    public static string SegmentOf(string file) => file.EndsWith(Ending, StringComparison.Ordinal) ? file[..^Ending.Length] + ".parquet" : file;

    /// <summary>The view of a table in which every row has the texts of its complete paths.</summary>
    public static string View(string table) => $"{table}~paths";

    /// <summary>Rows of segments as they are.</summary>
    public static string Plain(IEnumerable<string> files) => $"SELECT * FROM read_parquet([{string.Join(", ", files.Select(f => $"'{f}'"))}], union_by_name=true)";

    /// <summary>Rows of a segment side by side with its sidecar's.</summary>
    public static string Joined(string segment)
        => $"SELECT s.* EXCLUDE (file_row_number), p.* EXCLUDE (file_row_number) FROM read_parquet('{segment}', file_row_number=true) s JOIN read_parquet('{Of(segment)}', file_row_number=true) p ON s.file_row_number = p.file_row_number";

    /// <summary>Writes the sidecar, or a new one in its place when it lacks a path; does nothing when the segment has all paths.</summary>
    public static void Write(DuckLake lake, string segment, IReadOnlyList<ShreddedPath> paths)
    {
        var own = Columns(lake, segment);
        var missing = paths.Where(p => !own.Contains(p.Name) && own.Contains(p.Column)).ToList();
        var sidecar = Of(segment);
        if (missing.Count == 0 || File.Exists(sidecar) && Columns(lake, sidecar).IsSupersetOf(missing.Select(p => p.Name)))
        {
            return;
        }

        // Written under another name first: a sidecar that exists is whole.
        var part = sidecar + ".part";
        var items = missing.Select((p, i) => $"{ShreddedPaths.Text(p).Replace("$path", $"$path{i}", StringComparison.Ordinal)} AS {DuckLake.Quote(p.Name)}");
        lake.Execute($"COPY (SELECT {string.Join(", ", items)} FROM read_parquet('{segment}', file_row_number=true) ORDER BY file_row_number) TO '{part}' (FORMAT parquet, COMPRESSION zstd)", [.. missing.Select((p, i) => ($"path{i}", (object)p.Path))]);
        File.Move(part, sidecar, overwrite: true);
    }

    private static HashSet<string> Columns(DuckLake lake, string file)
        => lake.Query("SELECT name FROM parquet_schema($file)", r => r.GetString(0), ("file", file)).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
