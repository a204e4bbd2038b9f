using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Matoi.Detect.Intake;
using Matoi.Server;
using Matoi.Storage;

namespace Matoi.Bench;

/// <summary>How fast CloudTrail becomes durable rows, beside what only parsing the same bytes takes, at 1, 4 and 16 times the input.</summary>
internal static class IntakeFigures
{
    private const int BaseEvents = 30_000;

    public static async Task RunAsync(Figures figures, string root, bool large)
    {
        if (!figures.Wants("intake.cloudtrail"))
        {
            return;
        }

        var records = CloudTrailInput.Records(root);
        var file = Path.Combine(Path.GetTempPath(), $"matoi-bench-{Environment.ProcessId}.json");
        try
        {
            CloudTrailInput.Write(file, records, BaseEvents);
            await using (var warm = await Node.StartAsync())
            {
                await warm.IngestAsync(file);
            }

            MeasureMapping(figures, file);
            foreach (var times in (large ? (int[])[1, 4, 16, 52] : [1, 4, 16]).Where(t => figures.Wants($"intake.cloudtrail.eps{Suffix(t)}", $"intake.cloudtrail.ratio_jsondocument{Suffix(t)}", $"intake.cloudtrail.peak_mb{Suffix(t)}")))
            {
                await MeasureAsync(figures, records, file, times);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task MeasureAsync(Figures figures, List<string> records, string file, int times)
    {
        var events = BaseEvents * times;
        var bytes = CloudTrailInput.Write(file, records, events);
        var parse = ParseRate(records, Math.Min(events, 120_000));
        await using var node = await Node.StartAsync();
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var report = await node.IngestAsync(file);
        process.Refresh();
        var suffix = Suffix(times);
        var note = $"{events:N0} events, {bytes / 1e6:0} MB, {report.Seconds:0.00} s, {(process.TotalProcessorTime - cpu).TotalSeconds:0.0} s CPU";
        figures.Print($"intake.cloudtrail.eps{suffix}", report.EventsPerSecond, "events/s", note);
        figures.Print($"intake.cloudtrail.ratio_jsondocument{suffix}", report.EventsPerSecond / parse, "ratio", $"JsonDocument.Parse alone, one thread, files of 400 records: {parse:N0} events/s");
        figures.Print($"intake.cloudtrail.peak_mb{suffix}", process.PeakWorkingSet64 / 1e6, "MB", "peak working set of the process so far");
    }

    private static string Suffix(int times) => times == 1 ? "" : $"_{times}x";

    /// <summary>Split, parse, recognise and map on one thread, nothing stored.</summary>
    private static void MeasureMapping(Figures figures, string file)
    {
        var limits = new IntakeLimits();
        var pool = new RowBatchPool();
        var mapper = new RecordMapper(MatoiHost.LoadCatalogue(DataFolder.At(Path.GetTempPath())), pool, limits, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var events = 0;
        using var stream = File.OpenRead(file);
        foreach (var chunk in new RecordSplitter(stream, limits, () => Stream.Null).Chunks())
        {
            var mapped = mapper.Map(chunk);
            events += mapped.Read.Values.Sum();
            mapped.Batches.ForEach(pool.Return);
            chunk.Dispose();
        }

        figures.Print("intake.cloudtrail.map_eps", events / watch.Elapsed.TotalSeconds, "events/s", "split, parse and map on one thread, nothing stored");
    }

    /// <summary>Events a second when one thread does nothing but parse the same records, in S3 files of 400 records.</summary>
    private static double ParseRate(List<string> records, int events)
    {
        var files = records.Chunk(400).Select(chunk => (Bytes: Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', chunk)}]}}"), chunk.Length)).ToList();
        var watch = Stopwatch.StartNew();
        var parsed = 0;
        for (var i = 0; parsed < events; i++)
        {
            var (bytes, length) = files[i % files.Count];
            using var json = JsonDocument.Parse(bytes);
            parsed += json.RootElement.ValueKind == JsonValueKind.Object ? length : 0;
        }

        return parsed / watch.Elapsed.TotalSeconds;
    }
}
