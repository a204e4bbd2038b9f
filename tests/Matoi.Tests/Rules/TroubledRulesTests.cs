using Matoi.Detect.Rules;
using Xunit;

namespace Matoi.Tests.Rules;

/// <summary>Which rules the doctor names.</summary>
public class TroubledRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> Known = ["AWSCloudTrail", "SigninLogs"];

    private static RuleState State(string query = "AWSCloudTrail | take 1", TimeSpan? dueAgo = null, int minutes = 60, string? error = null, bool enabled = true, string? switchedOff = null) => new()
    {
        Id = "r", Name = "R", File = "r.yaml", Text = "", Definition = new() { Id = "r", Name = "R", Query = query, Frequency = TimeSpan.FromMinutes(minutes) },
        Enabled = enabled, SwitchedOff = switchedOff, LastError = error, NextRun = enabled ? Now - (dueAgo ?? TimeSpan.Zero) : null,
    };

    private static string Of(RuleState state, params string[] filled)
        => string.Join("; ", FindTroubledRules.Decide(state, Known, filled.Length == 0 ? new HashSet<string> { "AWSCloudTrail" } : filled.ToHashSet(), Now).Select(r => $"{r.Trouble}: {r.Detail}"));

    [Fact]
    public void Healthy_rule_has_none() => Assert.Equal("", Of(State()));

    [Fact]
    public void Rule_that_is_off_has_none_when_a_person_decided() => Assert.Equal("", Of(State(enabled: false), "SigninLogs"));

    [Fact]
    public void Failed_run_is_named_with_its_error() => Assert.Equal("Failed: 1:1: KQL206", Of(State(error: "1:1: KQL206", dueAgo: TimeSpan.FromDays(1))));

    [Fact]
    public void Rule_that_switched_itself_off_is_named() => Assert.Equal("Failed: too often", Of(State(enabled: false, switchedOff: "too often")));

    [Theory]
    [InlineData(60, 60, "")]
    [InlineData(60, 61, "Late: due since 2026-03-02 10:59 UTC")]
    [InlineData(1, 5, "")]
    [InlineData(1, 6, "Late: due since 2026-03-02 11:54 UTC")]
    public void Rule_is_late_when_it_is_due_for_more_than_a_period(int frequency, int minutes, string expected) => Assert.Equal(expected, Of(State(minutes: frequency, dueAgo: TimeSpan.FromMinutes(minutes))));

    [Fact]
    public void Rule_without_rows_is_named_with_its_tables() => Assert.Equal("NoData: AWSCloudTrail, SigninLogs", Of(State("union AWSCloudTrail, SigninLogs | count"), "AzureActivity"));

    [Fact]
    public void Rule_has_data_when_one_of_its_tables_has() => Assert.Equal("", Of(State("union AWSCloudTrail, SigninLogs | count"), "SigninLogs"));

    [Fact]
    public void Rule_that_names_no_table_lacks_none() => Assert.Equal("", Of(State("print 1")));
}
