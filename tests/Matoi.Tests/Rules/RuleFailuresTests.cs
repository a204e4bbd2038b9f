using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Running;
using Xunit;
using static Matoi.Tests.Rules.RuleSamples;

namespace Matoi.Tests.Rules;

/// <summary>A rule that fails is tried again, later and later, and told about when it is given up.</summary>
public class RuleFailuresTests
{
    private static RuleState State() => new() { Id = Rule.Id, Name = Rule.Name, Definition = Rule, File = "f", Text = "t", Enabled = true };

    private static RuleRun Run(RunCause cause = RunCause.Schedule) => new() { RuleId = Rule.Id, Started = Noon, From = Noon, Previous = Noon, To = Noon, Cause = cause };

    [Fact]
    public void Decide_waits_longer_each_time_but_never_longer_than_the_frequency()
    {
        var state = State();
        var pauses = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            Assert.Null(RuleFailures.Decide(state, Run(), "no such table", Noon));
            pauses.Add((state.NextRun!.Value - Noon).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
        Assert.Equal((true, RuleHealth.Failing, null), (state.Enabled, RuleHealths.Of(state, Noon), state.LastEnd));
    }

    [Fact]
    public void Decide_switches_the_rule_off_and_says_so_after_ten_failures_in_a_row()
    {
        var state = State();
        var claims = Enumerable.Range(0, 10).Select(_ => RuleFailures.Decide(state, Run(), "1:1: KQL206 no table 'Gone'", Noon)).ToList();

        Assert.Equal((false, null, RuleHealth.SwitchedOff), (state.Enabled, state.NextRun, RuleHealths.Of(state, Noon)));
        Assert.Equal("switched off after 10 failed runs in a row; the last one said: 1:1: KQL206 no table 'Gone'", state.SwitchedOff);
        Assert.All(claims.SkipLast(1), Assert.Null);
        Assert.Equal(("matoi.health", "rules-switched-off/20260302"), (claims[^1]!.Alert.Source, claims[^1]!.Alert.SourceRef));
        Assert.Contains("matoi rules enable rule-1", claims[^1]!.Alert.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_does_not_count_runs_that_a_person_asked_for()
    {
        var state = State();
        Enumerable.Range(0, 20).ToList().ForEach(_ => RuleFailures.Decide(state, Run(RunCause.Manual), "x", Noon));

        Assert.Equal((true, 0, "x"), (state.Enabled, state.FailedInRow, state.LastError));
    }

    [Fact]
    public void Enable_begins_afresh_and_at_once()
    {
        var state = State();
        (state.Enabled, state.SwitchedOff, state.FailedInRow) = (false, "gone", 10);

        Assert.Null(EnableRule.Decide(state, true, "alice", new(), Noon));

        Assert.Equal((true, null, 0, "alice"), (state.Enabled, state.SwitchedOff, state.FailedInRow, state.ModifiedBy));
        Assert.True(state.NextRun <= Noon);
        Assert.NotNull(RuleSchedule.Next(Rule, state.LastEnd!.Value, Noon, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Enable_refuses_a_rule_whose_query_cannot_be_run()
    {
        var state = State();
        (state.Enabled, state.Unusable) = (false, "bad.yaml:3:1: KQL206 no table 'Gone'");

        Assert.Equal("rule-unusable", EnableRule.Decide(state, true, "alice", new(), Noon)!.Code);
        Assert.False(state.Enabled);
    }
}
