using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Running;
using Matoi.Model;
using Xunit;
using static Matoi.Tests.Rules.RuleSamples;

namespace Matoi.Tests.Rules;

/// <summary>Rows become alerts as the rule says: condition, grouping, repetition.</summary>
public class DecideAlertsTests
{
    private static readonly AnalyticsRule PerRow = Rule with { Grouping = AlertGrouping.AlertPerResult };

    private static ResultTable Rows(int count) => Table("User N:long", [.. Enumerable.Range(0, count).Select(i => new object?[] { $"user{i}", (long)i })]);

    [Theory]
    [InlineData(TriggerOperator.GreaterThan, 3, 3, false)]
    [InlineData(TriggerOperator.GreaterThan, 3, 4, true)]
    [InlineData(TriggerOperator.LessThan, 3, 2, true)]
    [InlineData(TriggerOperator.LessThan, 3, 3, false)]
    [InlineData(TriggerOperator.Equal, 0, 0, true)]
    [InlineData(TriggerOperator.Equal, 0, 1, false)]
    [InlineData(TriggerOperator.NotEqual, 2, 2, false)]
    [InlineData(TriggerOperator.NotEqual, 2, 3, true)]
    public void Decide_raises_when_the_number_of_rows_fulfils_the_condition(TriggerOperator op, int threshold, int rows, bool raises)
        => Assert.Equal(raises, Decide(Rule with { TriggerOperator = op, TriggerThreshold = threshold }, Rows(rows)).Alerts.Count == 1);

    [Fact]
    public void Decide_makes_one_alert_of_all_rows_by_default()
    {
        var alert = Assert.Single(Decide(Rule, Rows(7)).Alerts);

        Assert.Equal(("matoi.rules", "rule-1/20260302T120000Z", "Console login", 7L), (alert.Alert.Source, alert.Alert.SourceRef, alert.Alert.Title, alert.Alert.Count));
        Assert.Equal(7, alert.Rows.Count);
    }

    [Fact]
    public void Decide_makes_an_alert_of_each_row_when_the_rule_says_so()
    {
        var alerts = Decide(PerRow, Rows(150)).Alerts;

        Assert.Equal(150, alerts.Count);
        Assert.Equal(150, alerts.Select(a => a.Alert.SourceRef).Distinct().Count());
    }

    [Fact]
    public void Decide_lets_the_150th_alert_stand_for_all_rows_when_there_are_more()
    {
        var alerts = Decide(PerRow, Rows(1000)).Alerts;

        Assert.Equal(150, alerts.Count);
        Assert.All(alerts.Take(149), a => Assert.Single(a.Rows));
        Assert.Equal((1000, "rule-1/20260302T120000Z/all"), (alerts[149].Rows.Count, alerts[149].Alert.SourceRef));
    }

    [Fact]
    public void Decide_names_alerts_apart_when_two_rows_are_equal()
        => Assert.Equal(2, Decide(PerRow, Table("User", ["alice"], ["alice"])).Alerts.Select(a => a.Alert.SourceRef).Distinct().Count());

    [Fact]
    public void Decide_gives_the_same_names_when_it_is_run_again()
        => Assert.Equal(Decide(PerRow, Rows(5)).Alerts.Select(a => a.Alert.SourceRef), Decide(PerRow, Rows(5)).Alerts.Select(a => a.Alert.SourceRef));

    [Fact]
    public void Decide_leaves_out_rows_that_an_overlapping_window_has_raised()
    {
        var table = Rows(3);
        var seen = table.Rows.Take(2).Select(row => RowHash.Of(table, row)).ToHashSet();

        var result = Decide(PerRow, table, seen);

        Assert.Equal((1, 2), (result.Alerts.Count, result.Known));
        Assert.Equal("user2", result.Alerts[0].Rows[0][0]);
        Assert.Equal([RowHash.Of(table, table.Rows[2])], result.Fresh);
    }

    [Fact]
    public void Decide_counts_known_rows_towards_the_threshold_but_raises_nothing_when_all_are_known()
    {
        var table = Rows(5);
        var rule = Rule with { TriggerThreshold = 4 };

        Assert.Empty(Decide(rule, table, table.Rows.Select(row => RowHash.Of(table, row)).ToHashSet()).Alerts);
        Assert.Single(Decide(rule, table, table.Rows.Take(4).Select(row => RowHash.Of(table, row)).ToHashSet()).Alerts);
    }

    [Fact]
    public void Decide_raises_silence_again_and_again()
    {
        var rule = Rule with { TriggerOperator = TriggerOperator.LessThan, TriggerThreshold = 1 };

        Assert.Single(Decide(rule, Rows(0)).Alerts);
        Assert.Equal((Noon, 1L), (Decide(rule, Rows(0)).Alerts[0].Alert.LastSeen, Decide(rule, Rows(0)).Alerts[0].Alert.Count));
    }

    [Fact]
    public void Hash_is_the_same_when_a_set_comes_in_another_order()
    {
        var table = Table("User Ips:dynamic", ["alice", """["1.1.1.1","2.2.2.2"]"""], ["alice", """["2.2.2.2","1.1.1.1"]"""], ["alice", """["2.2.2.2"]"""]);

        Assert.Equal(RowHash.Of(table, table.Rows[0]), RowHash.Of(table, table.Rows[1]));
        Assert.NotEqual(RowHash.Of(table, table.Rows[0]), RowHash.Of(table, table.Rows[2]));
    }

    [Fact]
    public void Alert_takes_title_severity_tactics_and_more_from_its_first_row()
    {
        var rule = Rule with
        {
            AlertDetails = new("{{User}} logged in from {{Ip}}", "Seen {{N}} times", "Sev", "Tac", new Dictionary<string, string> { ["AlertLink"] = "Url", ["ConfidenceScore"] = "Score", ["ProductName"] = "Prod" }),
            CustomDetails = new Dictionary<string, string> { ["Address"] = "Ip", ["Nothing"] = "None" },
        };
        var table = Table("User Ip N:long Sev Tac Url Score:real Prod", ["alice", "1.2.3.4", 3L, "high", "[\"CredentialAccess\",\"Initial Access\"]", "https://x.example/1", 0.8, "Vendor"], ["bob", "5.6.7.8", 1L, "low", "", "", 0.1, ""]);

        var made = Decide(rule, table).Alerts.Single();

        Assert.Equal(("alice logged in from 1.2.3.4", "Seen 3 times", Severity.High, 80, "Vendor"), (made.Alert.Title, made.Alert.Description, made.Alert.Severity, made.Alert.Confidence, made.Alert.Product));
        Assert.Equal(["TA0001", "TA0006"], made.Alert.Tactics);
        Assert.Equal("https://x.example/1", made.Alert.Link);
        Assert.Equal(["1.2.3.4", "5.6.7.8"], made.Details["Address"]);
        Assert.False(made.Details.ContainsKey("Nothing"));
    }

    [Fact]
    public void Alert_keeps_what_the_rule_says_when_the_row_says_nothing()
    {
        var rule = Rule with { AlertDetails = new("{{Gone}}: {{User}}", null, "Sev", "Tac", new Dictionary<string, string> { ["AlertLink"] = "Url" }) };

        var alert = Decide(rule, Table("User Sev Tac Url", ["", "unheard of", "Ransomware", "javascript:alert(1)"])).Alerts.Single().Alert;

        Assert.Equal(("Console login", Severity.Medium, null), (alert.Title, alert.Severity, alert.Link));
        Assert.Equal(["TA0001"], alert.Tactics);
    }

    [Fact]
    public void Alert_lies_in_time_where_its_rows_do()
    {
        var (first, last, birth) = (Noon.AddMinutes(-50).UtcDateTime, Noon.AddMinutes(-10).UtcDateTime, Noon.AddYears(-2).UtcDateTime);

        var alert = Decide(Rule, Table("TimeGenerated:datetime Created:datetime", [last, birth], [first, birth])).Alerts.Single().Alert;

        Assert.Equal((first, last), (alert.FirstSeen.UtcDateTime, alert.LastSeen.UtcDateTime));
    }

    [Fact]
    public void Alert_is_told_where_it_happened_when_its_rows_agree()
    {
        var alert = Decide(Rule, Table("RecipientAccountId AWSRegion", ["111122223333", "us-east-1"], ["111122223333", "eu-west-1"])).Alerts.Single().Alert;

        Assert.Equal((Cloud.Aws, "111122223333", ""), (alert.Cloud, alert.CloudAccount, alert.Region));
    }
}
