using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Reading;
using Xunit;

namespace Matoi.Conformance.Rules;

/// <summary>The published analytics rules and hunting queries are read as they are.</summary>
public class SentinelRuleFiles
{
    [Fact]
    public void Every_published_file_is_read_without_an_error()
    {
        Assert.SkipWhen(Repository.Shared is null, "the published Sentinel rules are absent: set MATOI_SHARED");
        var readings = ((string[])["rules", "rules-2026"]).SelectMany(folder => Files(Path.Combine(Repository.Shared!, "conformance", "sentinel", folder)))
            .SelectMany(file => RuleFile.Read(Path.GetFileName(file), File.ReadAllText(file))).ToList();
        var rules = readings.Where(r => r.Content == RuleContent.Rule).ToList();

        TestContext.Current.SendDiagnosticMessage($"{readings.Count} files: {rules.Count} rules ({rules.Count(r => r.Rule?.Kind == RuleKind.NRT)} near-real-time), {readings.Count(r => r.Content == RuleContent.Hunt)} hunting queries");
        Assert.Equal([], readings.SelectMany(r => r.Errors).Select(e => e.Message));
        Assert.Equal((712, 0), (readings.Count, readings.Count(r => r.Content == RuleContent.Foreign)));
        Assert.All(rules, r => Assert.NotNull(r.Rule));
        Assert.All(rules, r => Assert.StartsWith(FirstWord(r.Rule!.Query), Line(r), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FirstWord(string query) => query.Split('\n').First(l => l.Trim().Length > 0).Trim();

    // The place that is reported for the query's first line shows that line.
    private static string Line(RuleReading reading)
    {
        var first = reading.Rule!.Query.Split('\n').TakeWhile(l => l.Trim().Length == 0).Count() + 1;
        var line = reading.Rule.Query.Split('\n')[first - 1];
        var (row, column) = reading.Query!.InFile(first, line.Length - line.TrimStart().Length + 1);
        return reading.Text.Split('\n')[row - 1][(column - 1)..];
    }
}
