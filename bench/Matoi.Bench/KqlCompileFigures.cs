using System.Diagnostics;
using Matoi.Investigate.Hunting.Checks;
using Matoi.Kql;
using Matoi.Storage.Lake;
using Matoi.Storage.Lake.Shredding;

namespace Matoi.Bench;

/// <summary>What it costs to read, bind and emit public content, and what columns for JSON paths gain.</summary>
internal static class KqlCompileFigures
{
    private const int Passes = 5;

    public static void Run(Figures figures, string root)
    {
        if (figures.Wants("kql.compile"))
        {
            Compile(figures, Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(root, "..", "shared"));
        }

        if (figures.Wants("kql.paths"))
        {
            Paths(figures);
        }
    }

    private static void Compile(Figures figures, string shared)
    {
        var folder = Path.Combine(shared, "conformance", "sentinel");
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"skipped: kql.compile needs {folder}");
            return;
        }

        var queries = QueryFile.Below([Path.Combine(folder, "rules"), Path.Combine(folder, "rules-2026")]).Select(QueryFile.Read).OfType<QueryFile>().Select(q => q.Text).ToList();
        var none = Array.Empty<ShreddedPath>().ToLookup(p => p.Table);
        var catalog = new LakeCatalog(new Dictionary<string, IReadOnlyList<StoredColumn>>(), KqlContent.Read(null, []), new Dictionary<string, TableDefinition>(), none);
        var options = new KqlOptions(KqlData.Now) { Lenient = true, EmptyExternals = true };
        var times = new List<double>();
        for (var pass = 0; pass < Passes; pass++)
        {
            times.Clear();
            foreach (var query in queries)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    KqlCompiler.Compile(query, catalog, options);
                }
                catch (KqlException)
                {
                    continue;
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        figures.Print("kql.compile.p99_ms", times[(int)(times.Count * 0.99)], "ms", $"parse, bind and emit; {times.Count} public rules and hunting queries over 1,074 published tables; median {times[times.Count / 2]:0.00} ms, slowest {times[^1]:0.0} ms; pass {Passes} of {Passes}");
    }

    private static void Paths(Figures figures)
    {
        using var data = new KqlData(2_000_000);
        var kql = KqlShapes.All.First(s => s.Name == "json_paths").Kql;
        var before = data.Kql(kql);
        var (slow, _) = KqlFigures.Fastest(() => data.Kql(kql), () => { });
        data.KeepPaths(before.Paths);
        var after = data.Kql(kql);
        var (fast, _) = KqlFigures.Fastest(() => data.Kql(kql), () => { });
        figures.Print("kql.paths.speedup", slow / fast, "x", $"three JSON paths of one column: {slow:0} ms out of the JSON, {fast:0} ms from their columns; 2,000,000 rows; {before.Rows.Count} and {after.Rows.Count} result rows");
    }
}
