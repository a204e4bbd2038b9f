using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Reading;
using Matoi.Detect.Rules.Running;
using Matoi.Detect.Rules.Testing;
using Matoi.Storage.Lake;
using Xunit;

namespace Matoi.Integration.Rules;

/// <summary>Every rule that comes with the program can be run, and does what its own tests say.</summary>
public class ShippedRulesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_shipped_rule_passes_its_own_tests()
    {
        await using var node = await TempNode.StartAsync();
        var readings = ShippedRules.Files().SelectMany(f => RuleFile.Read(f.Path, f.Text)).ToList();

        Assert.NotEmpty(readings);
        Assert.Equal([], readings.SelectMany(r => r.Errors.Concat(r.Warnings)).Select(p => p.Message));
        foreach (var reading in readings)
        {
            Assert.Equal([], node.Get<CheckRule>().Handle(reading) is var (errors, warnings) ? errors.Concat(warnings).Select(p => p.Message) : []);
            var outcomes = RunTests.Of(reading.Rule!, node.Get<LakeKql>().Catalog(), node.Get<RuleClouds>(), Ct);
            Assert.True(outcomes.Count >= 2, $"{reading.File} needs a test that raises and one that does not");
            Assert.All(outcomes, o => Assert.True(o.Passed, $"{reading.File}: {o.Name}: {o.Message}"));
        }
    }

    [Fact]
    public async Task Shipped_rules_are_stored_once_and_switched_off()
    {
        await using var node = await TempNode.StartAsync();

        Assert.Empty(await ShippedRules.StoreAsync(node.Get<AddRules>(), Ct));
        Assert.Empty(await ShippedRules.StoreAsync(node.Get<AddRules>(), Ct));

        var rules = await node.Get<ListRules>().HandleAsync(Ct);
        Assert.Equal(ShippedRules.Files().Count, rules.Count);
        Assert.All(rules, r => Assert.Equal(RuleHealth.Off, r.Health));
    }

    [Fact]
    public async Task Test_of_a_rule_says_what_it_made_instead()
    {
        await using var node = await TempNode.StartAsync();
        var rule = RuleNode.Rule(query: "AWSCloudTrail | where EventName == 'ConsoleLogin'", more: """
            tests:
              - name: wrong number
                rows: { AWSCloudTrail: [ { EventName: ConsoleLogin, UserIdentityUserName: alice, RecipientAccountId: "1" } ] }
                expect: { alerts: 2 }
              - name: wrong entity
                rows: { AWSCloudTrail: [ { EventName: ConsoleLogin, UserIdentityUserName: alice, RecipientAccountId: "1" } ] }
                expect: { alerts: 1, entities: ["ip:1.1.1.1"] }
              - name: nothing
                rows: { AWSCloudTrail: [ { EventName: Other } ] }
                expect: { alerts: 0 }
            """.ReplaceLineEndings("\n"));

        var (results, problem) = await node.Get<TestRule>().HandleAsync(new(null, "r.yaml", rule), Ct);

        Assert.Null(problem);
        var result = Assert.Single(results!);
        Assert.False(result.Passed);
        Assert.Equal(["1 alerts of 1 rows instead of 2", "no alert names ip:1.1.1.1, but account:aws:1:user/alice", null], result.Tests.Select(t => t.Message));
    }
}
