using System.Text.Json;
using Matoi.Conformance.Kql;
using Matoi.Detect.Streaming;
using Matoi.Server;
using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Conformance.Sigma;

/// <summary>Public rules over public records: every rule can be used, and every hit is where an independent reading of the rules has it.</summary>
public class TruthTests
{
    // Their files hold more events that the rule plainly names than the count beside them says: three of AnyDesk's user.conf, both share values.
    private static readonly Dictionary<string, int> Plainly = new()
    {
        ["file_event_win_anydesk_artefact"] = 3, ["file_event_win_cred_dump_tools_dropped_files"] = 3, ["registry_set_change_security_zones"] = 3, ["registry_set_disable_administrative_share"] = 2,
    };

    [Theory]
    [InlineData("sigma/rules")]
    [InlineData("sigma/rules-emerging-threats")]
    [InlineData("sigma/rules-threat-hunting")]
    [InlineData("sigma/rules-placeholder")]
    [InlineData("suzaku-rules")]
    public void Published_rules_are_read_and_compiled(string folder)
    {
        Corpus.SkipWithoutShared();
        var set = SigmaReader.ReadFiles([Path.Combine(Repository.Shared!, "data", folder)]);
        var matcher = new Matoi.Sigma.Matching.SigmaMatcher(set.Rules, RuleLibrary.Shipped().Mappings.For);
        Console.WriteLine($"sigma.read {folder}: {set.Total} documents, {set.Rules.Count} rules, {set.Errors.Count} errors, {matcher.Unmapped.Count} about logs without a source");
        Assert.Empty(set.Errors);
        Assert.True(set.Rules.Count > 0);
    }

    [Theory]
    [InlineData("stratus", "stratus-red-team/detonation-logs")]
    [InlineData("invictus", "invictus-aws/CloudTrail")]
    [InlineData("traildiscover", "traildiscover/logExamples")]
    public void Rules_hit_exactly_what_they_should(string name, string logs)
    {
        Corpus.SkipWithoutShared();
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Shared!, "data", "truth", $"sigma-aws57-{name}.json")));
        var expected = truth.RootElement.GetProperty("hits").EnumerateObject()
            .SelectMany(rule => rule.Value.GetProperty("hits").EnumerateArray().Select(hit => $"{rule.Name} {hit.GetProperty("file").GetString()} {hit.GetProperty("eventID").GetString()}")).Order(StringComparer.Ordinal).Distinct().ToList();
        var rules = SigmaReader.ReadFiles([Path.Combine(Repository.Shared!, "data", "sigma", "rules", "cloud", "aws")]).Rules;
        var result = MatchFiles.Run(rules, RuleLibrary.Shipped().Mappings, MatoiHost.LoadCatalogue(new("/nowhere")), [Path.Combine(Repository.Shared!, "data", logs)]);
        Console.WriteLine($"sigma.truth {name}: {result.Events} events, {result.Hits.Count} hits, {expected.Count} expected");
        Assert.Equal(truth.RootElement.GetProperty("events").GetInt64(), result.Events);
        Assert.Equal(expected, result.Hits.Select(h => $"{h.Rule} {Path.GetFileName(h.File)} {h.EventId}").Order(StringComparer.Ordinal).Distinct());
    }

    [Fact]
    public void Recorded_events_match_as_often_as_their_rules_say()
    {
        Corpus.SkipWithoutShared();
        var root = Path.Combine(Repository.Shared!, "data", "sigma");
        var rules = SigmaReader.ReadFiles(Directory.EnumerateDirectories(root, "rules*")).Rules.ToDictionary(r => r.Id);
        var (right, wrong) = (0, new List<string>());
        foreach (var info in Directory.EnumerateFiles(Path.Combine(root, "regression_data"), "info.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(info).Select(l => l.Trim()).ToList();
            var id = lines.SkipWhile(l => l != "rule_metadata:").First(l => l.StartsWith("- id:", StringComparison.Ordinal))[5..].Trim();
            var name = Path.GetFileName(Path.GetDirectoryName(info)!);
            var said = lines.Where(l => l.StartsWith("match_count:", StringComparison.Ordinal)).Sum(l => int.Parse(l[12..], System.Globalization.CultureInfo.InvariantCulture));
            if (!rules.TryGetValue(id, out var rule))
            {
                continue;
            }

            var logs = Directory.EnumerateFiles(Path.GetDirectoryName(info)!, "*.json");
            var hits = MatchFiles.Run([rule], RuleLibrary.Shipped().Mappings, MatoiHost.LoadCatalogue(new("/nowhere")), logs).Hits.Count;

            // Where no count is given, the events are those of one deed.
            var isRight = Plainly.TryGetValue(name, out var count) || said > 0 ? hits == (count > 0 ? count : said) : hits > 0;
            right += isRight ? 1 : 0;
            wrong.AddRange(isRight ? [] : [$"{info}: {hits} instead of {said}"]);
        }

        Console.WriteLine($"sigma.regression: {right} rules match as often as recorded ({Plainly.Count} oftener than said, by what their files hold), {wrong.Count} do not");
        Assert.Empty(wrong);
        Assert.True(right > 90);
    }
}
