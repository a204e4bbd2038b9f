using System.Text;
using System.Text.Json;
using Matoi.Detect.Streaming;

namespace Matoi.Bench;

/// <summary>What intake loses by matching the program's own rules: the same file with none of them running and with all of them as their status says, by turns.</summary>
internal static class StreamFigures
{
    private const int Events = 200_000;
    private const int Turns = 3;

    public static async Task RunAsync(Figures figures, string root)
    {
        if (!figures.Wants("intake.with_rules"))
        {
            return;
        }

        // Of the real records, a day of attacks, nearly every fourth hits a rule; on other days hardly any does.
        var records = CloudTrailInput.Records(root);
        var quiet = records.Where(r => !Hits(r)).ToList();
        await RunAsync(figures, "intake.with_rules.ratio", records, $"CloudTrail events of which {100.0 * (records.Count - quiet.Count) / records.Count:0} % hit");
        await RunAsync(figures, "intake.with_rules.quiet_ratio", quiet, "CloudTrail events without a hit");
    }

    private static bool Hits(string record)
    {
        using var json = JsonDocument.Parse(record);
        return RuleLibrary.ShippedProgram.Match("aws.cloudtrail", new(json.RootElement, Encoding.UTF8.GetBytes(record))).Count > 0;
    }

    private static async Task RunAsync(Figures figures, string name, List<string> records, string what)
    {
        var file = Path.Combine(Path.GetTempPath(), $"matoi-bench-{Environment.ProcessId}.json");
        try
        {
            CloudTrailInput.Write(file, records, Events);
            await RateAsync(file, rules: true);
            var (without, with) = (0.0, 0.0);
            for (var turn = 0; turn < Turns; turn++)
            {
                without = Math.Max(without, await RateAsync(file, rules: false));
                with = Math.Max(with, await RateAsync(file, rules: true));
            }

            figures.Print(name, with / without, "ratio", $"{with:N0} events/s with the program's rules, {without:N0} without; {Events:N0} {what}, best of {Turns} by turns");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<double> RateAsync(string file, bool rules)
    {
        await using var node = await Node.StartAsync();
        var stream = node.Get<StreamRules>();
        await node.Get<MoveStreamRule>().HandleAsync(StreamRules.ShippedPack, new(rules ? StreamMode.Live : StreamMode.Draft), "bench", CancellationToken.None);

        _ = stream.Program;
        return (await node.IngestAsync(file)).EventsPerSecond;
    }
}
