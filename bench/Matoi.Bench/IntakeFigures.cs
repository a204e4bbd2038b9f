using System.Diagnostics;
using System.Text.Json;
using Matoi.Detect.Intake;
using Matoi.Server;
using Matoi.Storage;

namespace Matoi.Bench;

/// <summary>How fast CloudTrail becomes durable rows, beside what only parsing the same bytes takes, at 1, 4 and 16 times the input.</summary>
internal static class IntakeFigures
{
    private const int BaseEvents = 100_000;

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
            foreach (var times in (large ? (int[])[1, 4, 16] : [1, 4]).Where(t => figures.Wants($"intake.cloudtrail.eps{Suffix(t)}", $"intake.cloudtrail.ratio_jsondocument{Suffix(t)}", $"intake.cloudtrail.peak_mb{Suffix(t)}")))
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
        var parse = ParseRate(records);
        await using var node = await Node.StartAsync();
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var report = await node.IngestAsync(file);
        process.Refresh();
        var suffix = Suffix(times);
        var note = $"{events:N0} events, {bytes / 1e6:0} MB, {report.Seconds:0.00} s, {(process.TotalProcessorTime - cpu).TotalMicroseconds / events:0.0} us CPU an event";
        figures.Print($"intake.cloudtrail.eps{suffix}", report.EventsPerSecond, "events/s", note);
        figures.Print($"intake.cloudtrail.ratio_jsondocument{suffix}", report.EventsPerSecond / parse, "ratio", $"JsonDocument.Parse alone, one thread, warm, best of three: {parse:N0} events/s");
        figures.Print($"intake.cloudtrail.peak_mb{suffix}", await ServerProcess.PeakOfIngestAsync(file), "MB", $"peak of 'matoi ingest' as a process of its own on the {bytes / 1e6:0} MB file");
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

    /// <summary>Events a second when one thread does nothing but parse the first 100,000 events of the same file as one document, warm.</summary>
    private static double ParseRate(List<string> records)
    {
        var file = Path.GetTempFileName();
        CloudTrailInput.Write(file, records, BaseEvents);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        var rate = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            using var json = JsonDocument.Parse(bytes);
            rate = Math.Max(rate, json.RootElement.GetProperty("Records").GetArrayLength() / watch.Elapsed.TotalSeconds);
        }

        return rate;
    }
}
