using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Matoi.Bench.Correlating;
using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Correlate.Files;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Bench;

/// <summary>Correlation: how well it puts attacks together and everyday alerts not, beside two usual ways; and how fast, as alerts pile up.</summary>
internal static class CorrelateFigures
{
    private const int Entities = 100_000;

    public static async Task RunAsync(Figures figures, string root)
    {
        Rate(figures, 10_000, "correlate.aps.10k");
        Rate(figures, 1_000_000, "correlate.aps.1m");
        var data = Path.Combine(Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(root, "..", "shared"), "data");
        if (!figures.Wants("correlate.f1") || !Directory.Exists(data))
        {
            return;
        }

        var (stories, steps) = await AttackTraces.LoadAsync(root, data);
        var standard = new AlertMix.Size(7, 60, 6000, 14) { FromGateway = 0.15, Slow = 0.1, Insider = 0.3 };
        Quality(figures, "", AlertMix.Make(standard, stories, steps));
        Quality(figures, ".gateway", AlertMix.Make(standard with { Seed = 11, FromGateway = 1, Insider = 0.5 }, stories, steps));
        Quality(figures, ".slow", AlertMix.Make(standard with { Seed = 13, Slow = 1 }, stories, steps));
        Quality(figures, ".one_day", AlertMix.Make(standard with { Seed = 17, Days = 1, Everyday = 2000, Attacks = 30 }, stories, steps));
        Quality(figures, ".quiet", AlertMix.Make(standard with { Seed = 19, Days = 7, Everyday = 300, Attacks = 15 }, stories, steps));
        Quality(figures, ".noisy", AlertMix.Make(standard with { Seed = 23, Days = 14, Everyday = 30_000, Attacks = 60 }, stories, steps));
    }

    private static void Quality(Figures figures, string name, List<Labelled> mix)
    {
        if (Environment.GetEnvironmentVariable("MATOI_BENCH_KEEP") is { Length: > 0 } folder)
        {
            Keep(Path.Combine(folder, $"mix{name}.jsonl"), mix);
        }

        var truth = mix.ToDictionary(m => m.Alert.SourceRef, m => m.Truth);
        var note = $"{mix.Count:N0} alerts, {mix.GroupBy(m => m.Truth).Count(g => g.Count() > 1)} attacks";
        var ours = PairScore.Of([.. CorrelateFile.Group([.. mix.Select(m => m.Alert)], IdentityAliases.None).SelectMany(i => i.Alerts.Select(a => (i.Alerts[0], truth[a])))]);
        var entity = PairScore.Of(Baselines.Group(mix, a => a.Entities.Select(e => e.Key)));
        var rule = PairScore.Of(Baselines.Group(mix, a => [AlertFacets.RuleKey(a)]));
        figures.Print($"correlate.f1{name}", ours.F1, "F1", $"{ours}; {note}");
        figures.Print($"correlate.f1{name}.same_entity_5h", entity.F1, "F1", $"{entity}");
        figures.Print($"correlate.f1{name}.same_rule", rule.F1, "F1", $"{rule}; within 5 h");
    }

    /// <summary>Alerts a second, of which each names two of 100,000 entities and some a gateway that all share, over 30 days.</summary>
    private static void Rate(Figures figures, int alerts, string name)
    {
        if (!figures.Wants(name))
        {
            return;
        }

        Run(2000);
        var (seconds, open, memory) = Run(alerts);
        figures.Print(name, alerts / seconds, "alerts/s", $"one thread; {open:N0} incidents and {memory >> 20:N0} MB held after {alerts:N0} alerts over {Entities:N0} entities");
    }

    private static (double Seconds, int Open, long Memory) Run(int count)
    {
        var (random, start) = (new Random(5), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var before = GC.GetTotalMemory(true);
        var correlation = new Correlation(IdentityAliases.None);
        var seconds = 0.0;
        const int Batch = 10_000;
        for (var done = 0; done < count; done += Batch)
        {
            var batch = Enumerable.Range(done, Math.Min(Batch, count - done)).Select(n => Alert(random, n, start + TimeSpan.FromDays(30.0 * n / 1_000_000))).ToList();
            var watch = Stopwatch.GetTimestamp();
            batch.ForEach(a => correlation.Place(a, a.Id, DateTimeOffset.MaxValue));
            seconds += Stopwatch.GetElapsedTime(watch).TotalSeconds;
        }

        var memory = GC.GetTotalMemory(true) - before;
        return (seconds, correlation.OpenCount, memory);
    }

    private static AlertState Alert(Random random, int number, DateTimeOffset time)
    {
        var (person, host) = (random.Next(Entities / 2), random.Next(Entities / 2));
        Entity?[] named = [Entity.AccountByMail($"u{person}@corp.example", Cloud.Aws), random.Next(3) == 0 ? Entity.Ip("198.51.100.7") : Entity.Ip($"{person % 200 + 11}.{person >> 8 & 255}.{person & 255}.9"), Entity.HostIn(Cloud.Aws, $"i-{host:x8}")];
        return new()
        {
            Source = "bench", SourceRef = number.ToString(CultureInfo.InvariantCulture), Title = "Bench", AlertType = $"rule-{random.Next(200)}", Product = "Bench", Severity = (Severity)random.Next(2, 6), Cloud = Cloud.Aws,
            CloudAccount = $"{111_111_111_111 + person % 20}", Tactics = ["TA0006"], FirstSeen = time, LastSeen = time,
            Entities = [.. named.OfType<Entity>().Select(e => new AlertEntity { Key = e.Key, Type = e.Type, Name = e.Name, Cloud = e.Cloud })],
        };
    }

    private static void Keep(string file, List<Labelled> mix)
        => File.WriteAllLines(file, mix.Select(m => JsonSerializer.Serialize(new
        {
            id = m.Alert.SourceRef,
            truth = m.Truth,
            time = m.Alert.FirstSeen,
            lastSeen = m.Alert.LastSeen,
            title = m.Alert.Title,
            rule = m.Alert.AlertType,
            product = m.Alert.Product,
            severity = $"{m.Alert.Severity}",
            tactics = m.Alert.Tactics,
            cloud = $"{m.Alert.Cloud}",
            account = m.Alert.CloudAccount,
            entities = m.Alert.Entities.Select(e => new { type = $"{e.Type}", key = e.Key, name = e.Name, identifiers = e.Identifiers }),
        })));
}
