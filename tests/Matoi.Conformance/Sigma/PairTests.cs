using System.Text.Json;
using Matoi.Conformance.Kql;
using Matoi.Detect.Streaming;
using Matoi.Model.Sources;
using Matoi.Server;
using Xunit;

namespace Matoi.Conformance.Sigma;

/// <summary>The program's own rules over pairs of events that another's rules call bad and fine: how many of the bad they see, how often they cry at the fine.</summary>
public sealed class PairTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"matoi-pair-{Guid.NewGuid():N}.json");
    private readonly Matoi.Detect.Intake.SourceCatalogue _catalogue = MatoiHost.LoadCatalogue(new("/nowhere"));
    private readonly StreamProgram _program = RuleLibrary.Shipped().Compile((pack, rule) => pack.ModeOf(rule) == StreamMode.Live);

    private sealed record Pair(string LogType, string Rule, string Name, string Deed, bool Bad, bool Read, bool Alerts, bool Counts, string Ours);

    [Fact]
    public void Bad_events_are_seen_and_fine_ones_left_alone()
    {
        Corpus.SkipWithoutShared();
        var folder = Path.Combine(Repository.Shared!, "data", "panther");
        var pairs = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Judge).ToList();
        foreach (var type in pairs.Where(p => p.Read).GroupBy(p => p.LogType).OrderByDescending(g => g.Count()))
        {
            Console.WriteLine($"sigma.pairs {type.Key}: of {type.Count(p => p.Bad)} bad events {Share(type, p => p.Bad, p => p.Alerts)} raise an alert, {Share(type, p => p.Bad, p => p.Alerts || p.Counts)} alert or count towards one; "
                + $"of {type.Count(p => !p.Bad)} fine events {Share(type, p => !p.Bad, p => p.Alerts)} raise one");
        }

        // An event that is fine to the rule beside it may be what another of their rules calls bad.
        var read = pairs.Where(p => p.Read).ToList();
        var bad = read.Where(p => p.Bad && p.Deed.Length > 0).Select(p => p.Deed).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Console.WriteLine($"sigma.pairs all: {read.Count(p => !p.Bad && p.Alerts && bad.Contains(p.Deed))} of the fine events that raise an alert are of a deed that another rule there calls bad");
        Console.WriteLine($"sigma.pairs all: of {read.Count(p => p.Bad)} bad events {Share(read, p => p.Bad, p => p.Alerts)} raise an alert; of {read.Count(p => !p.Bad)} fine events {Share(read, p => !p.Bad, p => p.Alerts)}; {pairs.Count - read.Count} events are of no source");
        if (Environment.GetEnvironmentVariable("MATOI_PAIRS") is { } list)
        {
            File.WriteAllLines(list, read.Where(p => p.Bad != p.Alerts).Select(p => $"{p.LogType}\t{(p.Bad ? p.Counts ? "counts" : "missed" : "cried")}\t{p.Rule}\t{p.Name}\t{p.Ours}"));
        }
    }

    public void Dispose() => File.Delete(_file);

    private IEnumerable<Pair> Judge(string file)
    {
        using var rule = JsonDocument.Parse(File.ReadAllBytes(file));
        var (id, type) = (rule.RootElement.GetProperty("ruleId").GetString()!, rule.RootElement.GetProperty("logTypes")[0].GetString()!);
        var found = new List<Pair>();
        foreach (var test in rule.RootElement.GetProperty("tests").EnumerateArray())
        {
            File.WriteAllText(_file, JsonSerializer.Serialize(new { ruleId = id, logTypes = new[] { type }, tests = new[] { test } }));
            var hits = new List<RecordHit>();
            var read = false;
            LogFiles.Read([_file], _catalogue, (_, source, record) =>
            {
                read |= source is not null;
                hits.AddRange(source is null ? [] : _program.Match(source.Id, record));
            });
            found.Add(new(type, id, test.GetProperty("name").GetString()!, Deed(test.GetProperty("log")), test.GetProperty("expected").GetBoolean(), read, hits.Exists(h => h.Rule.Alerts), hits.Exists(h => h.Correlated is not null),
                string.Join("; ", hits.Where(h => h.Rule.Alerts).Select(h => h.Rule.Title).Distinct())));
        }

        return found;
    }

    // What was done, in the words of the log; empty where no one field says so.
    private static string Deed(JsonElement log)
        => log.Text("eventName") ?? log.Text("protoPayload.methodName") ?? log.Text("operationName") ?? log.Text("operation") ?? log.Text("name") ?? $"{log.Text("verb")} {log.Text("objectRef.resource")} {log.Text("objectRef.subresource")}".Trim();

    private static string Share(IEnumerable<Pair> pairs, Func<Pair, bool> of, Func<Pair, bool> which)
        => pairs.Where(of).ToList() is { Count: > 0 } all ? $"{all.Count(which)} ({100.0 * all.Count(which) / all.Count:0} %)" : "0";
}
