using System.Diagnostics;
using System.Text.Json;
using Matoi.Detect.Streaming;
using Matoi.Sigma;
using Matoi.Sigma.Mapping;
using Matoi.Sigma.Matching;
using Matoi.Sigma.Reading;

namespace Matoi.Bench;

/// <summary>How fast one thread matches CloudTrail lines against public rules, JSON reading included, beside what only scanning the same bytes takes.</summary>
internal static class SigmaFigures
{
    private const int Bytes = 100 << 20;
    private const int Passes = 4;
    private static readonly LogSourceMapping Any = new() { LogSource = new(null, null, null), Records = ["any"] };

    public static void Run(Figures figures, string root)
    {
        var data = Path.Combine(Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(root, "..", "shared"), "data");
        if (!figures.Wants("sigma.eps", "sigma.ratio_scan", "sigma.compile3000_s") || !Directory.Exists(data))
        {
            return;
        }

        var lines = Lines(Path.Combine(data, "invictus-aws", "CloudTrail"), Path.Combine(data, "stratus-red-team", "detonation-logs"));
        var aws = SigmaReader.ReadFiles([Path.Combine(data, "sigma", "rules", "cloud", "aws")]).Rules;
        var suzaku = SigmaReader.ReadFiles([Path.Combine(data, "suzaku-rules")]).Rules;
        var sigma = SigmaReader.ReadFiles([Path.Combine(data, "sigma")]).Rules;
        var scan = Rate(lines, Scan);
        Measure(figures, "57", aws, lines, scan);
        Measure(figures, "800", [.. Copies([.. suzaku, .. sigma]).Take(800)], lines, scan);
        Measure(figures, "3000", [.. Copies([.. suzaku, .. sigma]).Take(3000)], lines, scan);
        Compile(figures, data);
    }

    private static void Measure(Figures figures, string name, IReadOnlyList<SigmaRule> rules, byte[] lines, double scan)
    {
        var before = GC.GetTotalMemory(true);
        var program = new SigmaMatcher(rules, _ => [Any]).For("any")!;
        var memory = (GC.GetTotalMemory(true) - before) / 1e6;
        var scanner = new EventScanner(program);
        var hits = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var rate = Rate(lines, json => hits += scanner.Match(json).Length);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        figures.Print($"sigma.eps.{name}", rate, "events/s", $"{rules.Count} rules in one log source, one thread, JSON reading included; {hits / Passes:N0} hits in {lines.Length / 1e6:0} MB; {allocated / 1024:N0} KiB allocated in all; {memory:0.0} MB of rules");
        figures.Print($"sigma.ratio_scan.{name}", rate / scan, "ratio", $"Utf8JsonReader over the same bytes: {scan:N0} events/s");
    }

    private static void Compile(Figures figures, string data)
    {
        var texts = Directory.EnumerateFiles(data, "*.yml", SearchOption.AllDirectories).Where(f => f.Contains("/sigma/rules", StringComparison.Ordinal) || f.Contains("/suzaku", StringComparison.Ordinal))
            .Select(f => (File: f, Text: File.ReadAllText(f))).ToList();
        var many = Enumerable.Range(0, 10).SelectMany(i => texts.Select(t => (File: $"{i}{t.File}", Text: t.Text.Replace("\nid: ", $"\nid: {i}", StringComparison.Ordinal)))).Take(3000).ToList();
        var watch = Stopwatch.StartNew();
        var set = SigmaReader.Read(many);
        var read = watch.Elapsed;
        _ = new SigmaMatcher(set.Rules, RuleLibrary.Shipped().Mappings.For);
        figures.Print("sigma.compile3000_s", watch.Elapsed.TotalSeconds, "s", $"{set.Rules.Count:N0} rules from text to program; {read.TotalSeconds:0.00} s of it reads YAML");
    }

    // Public rules are fewer than some installations have: copies with other values are other rules.
    private static IEnumerable<SigmaRule> Copies(IReadOnlyList<SigmaRule> rules)
        => Enumerable.Range(0, int.MaxValue).SelectMany(i => rules.Select(r => i == 0 ? r : r with { Id = $"{r.Id}-{i}", Condition = Changed(r.Condition, i) }));

    private static Sigma.Expressions.Expression Changed(Sigma.Expressions.Expression expression, int number) => expression switch
    {
        Sigma.Expressions.AllOf all => new Sigma.Expressions.AllOf([.. all.Operands.Select(o => Changed(o, number))]),
        Sigma.Expressions.AnyOf any => new Sigma.Expressions.AnyOf([.. any.Operands.Select(o => Changed(o, number))]),
        Sigma.Expressions.FieldTest { Match: Sigma.Expressions.TextMatch text } test => test with { Match = text with { Pattern = text.Pattern.Map(t => t.Length > 6 ? t + number : t) } },
        _ => expression,
    };

    private static double Rate(byte[] lines, Action<ReadOnlyMemory<byte>> look)
    {
        var best = 0.0;
        for (var pass = 0; pass < Passes; pass++)
        {
            var (rest, events, watch) = ((ReadOnlyMemory<byte>)lines, 0, Stopwatch.StartNew());
            for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                look(rest[..end]);
                events++;
            }

            best = Math.Max(best, events / watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static void Scan(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        while (reader.Read())
        {
        }
    }

    private static byte[] Lines(params string[] folders)
    {
        var events = new List<byte[]>();
        foreach (var file in folders.SelectMany(f => Directory.EnumerateFiles(f, "*.json", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var records = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.GetProperty("Records") : document.RootElement;
            events.AddRange(records.EnumerateArray().Select(e => JsonSerializer.SerializeToUtf8Bytes(e)));
        }

        using var lines = new MemoryStream();
        while (lines.Length < Bytes)
        {
            foreach (var one in events)
            {
                lines.Write(one);
                lines.WriteByte((byte)'\n');
            }
        }

        return lines.ToArray();
    }
}
