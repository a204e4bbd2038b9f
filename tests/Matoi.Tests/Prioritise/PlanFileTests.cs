using System.Text.Json;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Assets;
using Matoi.Prioritise.Clocks;
using Matoi.Prioritise.Plans;
using Matoi.Prioritise.Scoring;
using Xunit;

namespace Matoi.Tests.Prioritise;

/// <summary>Files of the plan are read whole or not at all, and everything that is wrong is told with its place.</summary>
public sealed class PlanFileTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "content", "plan");
    private readonly string _local = Directory.CreateTempSubdirectory("matoi-plan-").FullName;

    public void Dispose() => Directory.Delete(_local, recursive: true);

    [Fact]
    public void Shipped_files_have_no_problems() => Assert.Empty(new PlanStore(Shipped).Current.Problems);

    [Fact]
    public void Shipped_weights_are_those_that_are_built_in()
    {
        var (file, built) = (new PlanStore(Shipped).Current.Weights, PriorityWeights.Default);

        Assert.Equal(built.Severity.OrderBy(p => p.Key), file.Severity.OrderBy(p => p.Key));
        Assert.Equal(built.Criticality.Where(p => p.Value != 0).OrderBy(p => p.Key), file.Criticality.Where(p => p.Value != 0).OrderBy(p => p.Key));
        Assert.Equal(built.Sensitivity.Where(p => p.Value != 0).OrderBy(p => p.Key), file.Sensitivity.Where(p => p.Value != 0).OrderBy(p => p.Key));
        Assert.Equal(built.LateTacticIds.Order(), file.LateTacticIds.Order());
        Assert.Equal(built.Levels, file.Levels);
        Assert.Equal(Scalars(built), Scalars(file));
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_all_told_with_their_places()
    {
        var (weights, problems) = PriorityFile.Read("plan/priority.yaml", "severity: { high: many, enormous: 3 }\nexposure: 1e3\nclouds: 5\nlate-tactics: { ids: [TA0010, nonsense] }\nwieght: 1\nlevels: { P1: 50, P2: 60 }\n");

        Assert.Null(weights);
        string[] expected =
        [
            "plan-unknown plan/priority.yaml:5:1: the file has no 'wieght'",
            "plan-number plan/priority.yaml:1:19: high 'many' is no whole number from -100 to 100",
            "plan-value plan/priority.yaml:1:25: severity 'enormous' is not one of unknown, informational",
            "plan-type plan/priority.yaml:3:9: clouds must be a mapping of names to values",
            "plan-value plan/priority.yaml:4:31: 'nonsense' is no ATT&CK tactic",
            "plan-number plan/priority.yaml:2:11: exposure '1e3' is no whole number from -100 to 100",
            "plan-value plan/priority.yaml:6:9: each level must begin below the one before it",
        ];
        Assert.Equal(expected.Length, problems.Count);
        Assert.All(expected, beginning => Assert.Contains(problems, p => $"{p.Code} {p.Message}".StartsWith(beginning, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("rules: [{ name: a, when: { name: '(' }, set: { owner: x } }]", "plan-pattern", "plan/assets.yaml:1:34: name '(' is no regular expression that can be used: InsufficientClosingParentheses")]
    [InlineData("rules: [{ name: a, when: { name: '(?=x)y' }, set: { owner: x } }]", "plan-pattern", "look-around and back-references cannot be used here")]
    [InlineData("rules: [{ name: a, when: { tag: { env: '[z-a]' } }, set: { owner: x } }]", "plan-pattern", "tag env '[z-a]' is no regular expression")]
    [InlineData("rules: [{ name: a, when: {}, set: { owner: x } }]", "plan-missing", "'when' is missing: a rule without a condition would mean every asset")]
    [InlineData("rules: [{ name: a, when: { cloud: aws } }]", "plan-missing", "'set' is missing: the rule would change nothing")]
    [InlineData("rules: [{ when: { cloud: aws }, set: { owner: x } }]", "plan-missing", "'name' is missing")]
    [InlineData("rules: [{ name: a, when: { cloud: oracle }, set: { owner: x } }]", "plan-value", "cloud 'oracle' is not one of unknown, azure, aws, google")]
    [InlineData("rules: [{ name: a, when: { cloud: aws }, set: { criticality: 9 } }]", "plan-value", "criticality '9' is not one of")]
    [InlineData("rules: nothing", "plan-type", "rules must be a list")]
    [InlineData("rules: [", "plan-syntax", "not valid YAML")]
    [InlineData("- rules", "plan-type", "the file must be a mapping")]
    public void Tag_rule_that_cannot_be_used_is_told(string yaml, string code, string message)
    {
        var (rules, problems) = TagRuleFile.Read("plan/assets.yaml", yaml);

        Assert.Null(rules);
        Assert.Contains(problems, p => p.Code == code && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("business-hours: { time-zone: Mars/Olympus }", "time zone 'Mars/Olympus' is none that this machine knows")]
    [InlineData("business-hours: { days: [Mon, Someday] }", "day 'Someday' is not one of Sun, Mon")]
    [InlineData("business-hours: { hours: 18:00-09:00 }", "hours '18:00-09:00' are none within one day")]
    [InlineData("business-hours: { holidays: [2027-02-30] }", "holiday '2027-02-30' is no date")]
    [InlineData("targets: { P1: { acknowledge: soon } }", "acknowledge 'soon' is no length of time")]
    [InlineData("targets: { P1: { acknowledge: 2h, resolve: 1h } }", "P1 must be acknowledged before it is contained")]
    [InlineData("targets: { P1: { clock: sometimes } }", "clock 'sometimes' is not one of always, business")]
    [InlineData("targets: { P0: { acknowledge: 1h } }", "targets has no 'P0'")]
    public void Service_level_that_cannot_be_used_is_told(string yaml, string message)
    {
        var (levels, problems) = ServiceLevelFile.Read("plan/service-levels.yaml", yaml);

        Assert.Null(levels);
        Assert.Contains(message, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_name_must_fit_its_own_example()
        => Assert.Contains("example 'web01' does not fit its own pattern 'prod-.*'", Assert.Single(TagPolicyFile.Read("plan/policy.yaml", "names: [{ pattern: 'prod-.*', example: web01 }]").Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("assets")]
    [InlineData("policy")]
    [InlineData("priority")]
    [InlineData("service-levels")]
    public void Schema_knows_the_names_that_the_file_may_have(string name)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shipped, "schemas", $"{name}.schema.json")));
        var file = $"plan/{name}.yaml";
        var problems = name switch
        {
            "assets" => TagRuleFile.Read(file, "nonsense: 1").Problems,
            "policy" => TagPolicyFile.Read(file, "nonsense: 1").Problems,
            "priority" => PriorityFile.Read(file, "nonsense: 1").Problems,
            _ => ServiceLevelFile.Read(file, "nonsense: 1").Problems,
        };

        Assert.Equal($"{file}:1:1: the file has no 'nonsense' (known: {string.Join(", ", schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name))})", Assert.Single(problems).Message);
    }

    [Fact]
    public void Local_file_takes_the_place_of_the_shipped_one_when_it_is_sound()
    {
        File.WriteAllText(Path.Combine(_local, "priority.yaml"), "exposure: 33\n");
        var plan = new PlanStore(Shipped, _local).Current;

        Assert.Equal((33, 8), (plan.Weights.Exposure, plan.Weights.Privilege));
        Assert.NotEmpty(plan.TagRules.Rules);
    }

    [Fact]
    public void Shipped_file_stands_when_the_local_one_is_broken_at_the_start()
    {
        File.WriteAllText(Path.Combine(_local, "priority.yaml"), "exposure: lots\n");
        var plan = new PlanStore(Shipped, _local).Current;

        Assert.Equal("plan/priority.yaml:1:11: exposure 'lots' is no whole number from -100 to 100", Assert.Single(plan.Problems).Message);
        Assert.NotEmpty(plan.Weights.Privileged.Names);
    }

    [Fact]
    public void Last_sound_file_stands_when_it_is_broken_later_and_the_next_sound_one_is_taken()
    {
        var file = Path.Combine(_local, "priority.yaml");
        File.WriteAllText(file, "exposure: 33\n");
        var store = new PlanStore(Shipped, _local);
        Assert.False(store.ReloadIfChanged());

        File.WriteAllText(file, "exposure: [\n");
        Assert.False(store.ReloadIfChanged());
        Assert.Equal((33, 1), (store.Current.Weights.Exposure, store.Current.Problems.Count));

        File.WriteAllText(file, "exposure: 44 # more\n");
        Assert.True(store.ReloadIfChanged());
        Assert.Equal((44, 0), (store.Current.Weights.Exposure, store.Current.Problems.Count));

        File.Delete(file);
        Assert.True(store.ReloadIfChanged());
        Assert.Equal(6, store.Current.Weights.Exposure);
    }

    [Fact]
    public void Built_in_values_stand_when_a_file_is_missing()
    {
        var plan = new PlanStore(_local).Current;

        Assert.Equal(["assets.yaml", "policy.yaml", "priority.yaml", "service-levels.yaml"], plan.Problems.Where(p => p.Code == "plan-file-missing").Select(p => p.Target!["plan/".Length..]));
        Assert.Equal((PriorityLevel.P1, PriorityLevel.P2, PriorityLevel.P5), (plan.Weights.LevelOf(85), plan.Weights.LevelOf(84), plan.Weights.LevelOf(24)));
    }

    private static (int, Step, Step, Step, Step, Step, int, int, int, int, Step, int) Scalars(PriorityWeights w)
        => (w.Confidence, w.Tactics, w.LateTactics, w.Alerts, w.Clouds, w.Products, w.OverUpstream, w.Exposure, w.Privilege, w.ThreatIntelligence, w.BlastRadius, w.BlastRadiusFrom);
}
