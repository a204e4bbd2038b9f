using Matoi.Conformance.Kql;
using Matoi.Detect.Streaming;
using Matoi.Server;
using Matoi.Sigma;
using Xunit;

namespace Matoi.Conformance.Sigma;

/// <summary>The program's own rules: each has tests that it passes, and together they find attacks and stay quiet.</summary>
public class ContentTests
{
    private static IEnumerable<SigmaDocument> Alerting => RuleLibrary.Shipped().Documents.Values.Select(d => d.Rule).Where(r => r.Alerts);

    [Fact]
    public void Rules_pass_their_own_tests()
    {
        var library = RuleLibrary.Shipped();
        var result = TestStreamRules.Run(library.Packs[0].Set, library.Mappings);
        Console.WriteLine($"sigma.content: {Alerting.Count()} rules, {result.Cases} tests, {result.Failed.Count} failed");
        Assert.Empty(library.Packs[0].Set.Errors);
        Assert.Empty(library.Mappings.Errors);
        Assert.Empty(result.Failed);
    }

    [Fact]
    public void Rules_say_what_people_need()
        => Assert.Empty(Alerting.Where(r => r.Description.Length == 0 || r.FalsePositives.Count == 0 || !r.Custom.ContainsKey("title_ja") || !r.Custom.ContainsKey("description_ja") || !r.Custom.ContainsKey("playbook")
            || BuildStreamAlert.TechniquesOf(r).Count == 0 || !r.Tests.Any(t => t.Matches) || r.Tests.All(t => t.Matches)).Select(r => r.File));

    [Fact]
    public void Attack_techniques_raise_alerts()
    {
        Corpus.SkipWithoutShared();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "data", "stratus-red-team", "detonation-logs"), "*.json").Order(StringComparer.Ordinal).ToList();
        var missed = files.Where(file => Detect(file).Alerts.Count == 0).Select(Path.GetFileName).ToList();
        Console.WriteLine($"sigma.efficacy stratus: {files.Count - missed.Count} of {files.Count} techniques raise an alert; without: {string.Join(", ", missed)}");
        Assert.True(missed.Count <= files.Count * 0.05);
    }

    [Fact]
    public void Everyday_work_raises_hardly_any()
    {
        Corpus.SkipWithoutShared();
        var result = Detect(Path.Combine(Repository.Shared!, "data", "invictus-aws", "CloudTrail"));
        var readers = result.Alerts.Where(a => a.Tactics.Count == 0).ToList();
        Console.WriteLine($"sigma.efficacy invictus: {result.Events} events of a day of attacks and work, {result.Alerts.Count} alerts of {result.Alerts.Select(a => a.Rule).Distinct().Count()} rules");
        Assert.Empty(readers);

        // Many steps of an attack were recorded there: more than this would be noise beside them.
        Assert.True(result.Alerts.Count <= 40);
    }

    private static DetectFiles.Result Detect(string path) => DetectFiles.Run(RuleLibrary.Shipped().Compile((pack, rule) => pack.ModeOf(rule) == StreamMode.Live), MatoiHost.LoadCatalogue(new("/nowhere")), [path]);
}
