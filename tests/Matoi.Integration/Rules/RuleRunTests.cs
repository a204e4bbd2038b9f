using Matoi.Detect.Alerts;
using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Running;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Matoi.Integration.Rules.RuleNode;

namespace Matoi.Integration.Rules;

/// <summary>Rules run over the real stores: every event is looked at once, whatever happens to the program and its clock.</summary>
public class RuleRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset[] Every(int seconds, DateTimeOffset from, DateTimeOffset to) => [.. Enumerable.Range(0, (int)((to - from).TotalSeconds / seconds)).Select(i => from.AddSeconds((double)i * seconds))];

    [Fact]
    public async Task Rule_raises_an_alert_with_entities_evidence_and_incident_when_its_query_finds_rows()
    {
        await using var node = await StartAsync();
        await node.EventsAsync(Noon.AddMinutes(-7), Noon.AddMinutes(-6));
        await node.AddAsync(Rule(period: "1h", more: "customDetails: { Address: SourceIpAddress }\ntactics: [Collection]"));

        Assert.Equal(1, await node.SweepAsync(Noon));
        Assert.Null((await node.RunsAsync())[0].Message);
        Assert.Equal(1, await node.CorrelateAsync());

        var alert = Assert.Single(await node.AlertsAsync());
        Assert.Equal(("Rule r", 2L, Model.Cloud.Aws, "111122223333"), (alert.Title, alert.Count, alert.Cloud, alert.CloudAccount));
        Assert.Equal(["account:aws:111122223333:user/alice"], alert.Entities.Select(e => e.Key));
        Assert.Equal((Noon.AddMinutes(-7), Noon.AddMinutes(-6)), (alert.FirstSeen, alert.LastSeen));
        var shown = (await node.Node.Get<ShowAlert>().HandleAsync(alert.Id, Ct))!;
        Assert.Equal(("r", 2, "203.0.113.24"), (shown.Rule!.RuleId, shown.Rule.Matches, shown.Rule.Details["Address"].Single()));
        Assert.StartsWith("AWSCloudTrail", shown.Rule.Query, StringComparison.Ordinal);
        Assert.Equal(1, shown.IncidentNumber);
    }

    [Fact]
    public async Task Rule_looks_at_every_event_once_when_it_runs_on_time()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule());
        var (from, to) = (Noon, Noon.AddHours(1));
        await node.EventsAsync(Every(97, from, to));

        await node.SweepUntilAsync(to.AddMinutes(15), TimeSpan.FromSeconds(50));

        var raised = await node.RaisedEventsAsync();
        Assert.Equal(Every(97, from, to).Length, raised.Count);
        Assert.All(raised, e => Assert.Equal(1, e.Value));
        AssertTiled(await node.RunsAsync());
    }

    [Fact]
    public async Task Rule_looks_at_every_event_once_when_the_program_is_stopped_again_and_again()
    {
        var folder = TempNode.NewFolder();
        try
        {
            var events = Every(131, Noon, Noon.AddHours(5));
            await using (var node = await StartAsync(folder))
            {
                await node.AddAsync(Rule());
                await node.EventsAsync(events);
            }

            var now = Noon;
            foreach (var pause in (int[])[1, 7, 2, 55, 3, 90, 4, 6, 120, 45])
            {
                now = now.AddMinutes(pause);
                await using var node = await StartAsync(folder, now);
                using var stop = new CancellationTokenSource();
                var sweep = node.Node.Get<RuleSweep>().RunDueAsync(stop.Token);
                if (pause % 2 == 0)
                {
                    // Stopped in the middle of its runs.
                    stop.CancelAfter(15);
                }

                await sweep.ContinueWith(_ => { }, Ct, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            await using var last = await StartAsync(folder, now.AddMinutes(10));
            await last.SweepAsync(now.AddMinutes(10));
            var raised = await last.RaisedEventsAsync();
            Assert.Equal(events.Length, raised.Count);
            Assert.All(raised, e => Assert.Equal(1, e.Value));
            AssertTiled(await last.RunsAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Rule_looks_at_every_event_once_when_the_clock_jumps()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule());
        var events = Every(60, Noon, Noon.AddMinutes(60));
        await node.EventsAsync(events[..20]);
        await node.SweepUntilAsync(Noon.AddMinutes(20), TimeSpan.FromMinutes(1));

        // A day ahead for ten minutes, while events go on coming; then right again.
        await node.SweepAsync(Noon.AddDays(1).AddMinutes(21));
        await node.EventsAsync(events[20..30]);
        await node.SweepAsync(Noon.AddDays(1).AddMinutes(30));
        await node.SweepAsync(Noon.AddMinutes(31));
        await node.EventsAsync(events[30..]);
        await node.SweepUntilAsync(Noon.AddMinutes(60), TimeSpan.FromMinutes(1));

        // Back by an hour, then right again.
        await node.SweepAsync(Noon);
        await node.SweepAsync(Noon.AddMinutes(3));
        await node.SweepAsync(Noon.AddMinutes(75));

        var raised = await node.RaisedEventsAsync();
        Assert.Equal(events.Length, raised.Count);
        Assert.All(raised, e => Assert.Equal(1, e.Value));
        Assert.Equal(RuleSchedule.EndAtOrBefore((await node.StateAsync()).Definition, Noon.AddMinutes(70)), (await node.StateAsync()).LastEnd);
    }

    [Fact]
    public async Task Overlapping_windows_raise_a_row_once()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(frequency: "5m", period: "1h", more: "eventGroupingSettings: { aggregationKind: AlertPerResult }"));
        await node.EventsAsync(Every(300, Noon.AddMinutes(-30), Noon.AddHours(2)));

        await node.SweepUntilAsync(Noon.AddHours(3), TimeSpan.FromMinutes(5));

        var raised = await node.RaisedEventsAsync();
        Assert.Equal(30, raised.Count);
        Assert.All(raised, e => Assert.Equal(1, e.Value));
        Assert.True((await node.RunsAsync()).Sum(r => r.KnownRows) > 200);
    }

    [Fact]
    public async Task Near_real_time_rule_sees_late_events_once()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(kind: "NRT"));
        for (var minute = 0; minute < 10; minute++)
        {
            // Half of the events come an hour and more late.
            node.Clock.Now = Noon.AddMinutes(minute);
            await node.EventsAsync(Noon.AddMinutes(minute).AddSeconds(-10), Noon.AddMinutes(minute - 90));
            await node.SweepAsync(Noon.AddMinutes(minute).AddSeconds(30));
        }

        await node.SweepUntilAsync(Noon.AddMinutes(20), TimeSpan.FromSeconds(20));

        var raised = await node.RaisedEventsAsync();
        Assert.Equal(20, raised.Count);
        Assert.All(raised, e => Assert.Equal(1, e.Value));
        Assert.All(await node.RunsAsync(), r => Assert.Equal(TimeSpan.FromMinutes(1), r.To - r.Previous));
    }

    [Fact]
    public async Task Scheduled_rule_sees_events_that_are_late_by_less_than_the_delay()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule());
        await node.SweepAsync(Noon);
        var end = (await node.StateAsync()).LastEnd!.Value;
        await node.SweepAsync(end.AddMinutes(9));
        await node.EventsAsync(end.AddMinutes(4));

        await node.SweepAsync(end.AddMinutes(10));

        Assert.Single(await node.AlertsAsync());
    }

    [Fact]
    public async Task Suppression_rests_after_an_alert()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(more: "suppressionEnabled: true\nsuppressionDuration: 1h"));
        await node.EventsAsync(Every(60, Noon, Noon.AddHours(3)));

        await node.SweepUntilAsync(Noon.AddHours(3), TimeSpan.FromMinutes(5));

        var alerts = await node.AlertsAsync();
        Assert.Equal(3, alerts.Count);
        Assert.All(alerts.Zip(alerts.Skip(1)), pair => Assert.True(pair.Second.LastSeen - pair.First.LastSeen >= TimeSpan.FromHours(1)));
        Assert.Equal(RuleHealth.Resting, (await node.Node.Get<ShowRule>().HandleAsync("r", Ct))!.Health);
    }

    [Fact]
    public async Task Threshold_and_count_decide()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(query: "AWSCloudTrail | summarize N = count() by UserIdentityUserName", period: "1h", more: "").Replace("triggerThreshold: 0", "triggerThreshold: 1", StringComparison.Ordinal),
            Rule("silence", "AWSCloudTrail | project UserIdentityUserName", period: "1h").Replace("triggerOperator: gt", "triggerOperator: lt", StringComparison.Ordinal).Replace("triggerThreshold: 0", "triggerThreshold: 1", StringComparison.Ordinal));

        await node.SweepAsync(Noon);

        Assert.Equal(["Rule silence"], (await node.AlertsAsync()).Select(a => a.Title));
    }

    [Fact]
    public async Task More_rows_than_150_make_150_alerts_the_last_for_all()
    {
        await using var node = await StartAsync();
        await node.EventsAsync([.. Every(1, Noon.AddMinutes(-30), Noon.AddMinutes(-20)).Take(200)]);
        await node.AddAsync(Rule(period: "1h", more: "eventGroupingSettings: { aggregationKind: AlertPerResult }"));

        await node.SweepAsync(Noon);

        var alerts = await node.AlertsAsync();
        Assert.Equal((150, 200L), (alerts.Count, alerts.Max(a => a.Count)));
        Assert.Equal(1, await node.CorrelateAsync());
    }

    [Fact]
    public async Task Alert_without_incident_stays_outside()
    {
        await using var node = await StartAsync();
        await node.EventsAsync(Noon.AddMinutes(-10));
        await node.AddAsync(Rule(period: "1h", more: "incidentConfiguration: { createIncident: false }"));

        await node.SweepAsync(Noon);

        Assert.Equal(0, await node.CorrelateAsync());
        Assert.Null(Assert.Single(await node.AlertsAsync()).IncidentId);
    }

    [Fact]
    public async Task Failing_rule_is_tried_again_and_then_switched_off_with_a_word()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(), Rule("good"));
        await BreakAsync(node);
        await node.EventsAsync(Every(60, Noon.AddMinutes(-10), Noon.AddHours(2)));

        await node.SweepUntilAsync(Noon.AddHours(1), TimeSpan.FromMinutes(1));
        await node.CorrelateAsync();

        var state = await node.StateAsync();
        Assert.Equal((false, null), (state.Enabled, state.NextRun));
        Assert.StartsWith("switched off after 10 failed runs in a row; the last one said: 1:1: KQL206", state.SwitchedOff, StringComparison.Ordinal);
        Assert.Equal(10, (await node.RunsAsync()).Count(r => r.Outcome == RunOutcome.Failed));
        await using var db = await node.Node.DbAsync();
        Assert.Equal(1, await db.Alerts.CountAsync(a => a.Source == RuleFailures.Source, Ct));
        Assert.All(await node.RunsAsync("good"), r => Assert.Equal(RunOutcome.Succeeded, r.Outcome));
    }

    [Fact]
    public async Task Failed_window_is_looked_at_again_when_the_rule_is_repaired()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule());
        await node.SweepAsync(Noon);
        await node.EventsAsync(Noon.AddMinutes(3));
        await BreakAsync(node);
        await node.SweepUntilAsync(Noon.AddMinutes(20), TimeSpan.FromMinutes(1));
        Assert.True((await node.StateAsync()).FailedInRow > 2);

        await node.AddAsync(Rule(more: "version: 1.0.1"));
        await node.SweepAsync(Noon.AddMinutes(30));

        Assert.Single(await node.AlertsAsync());
        Assert.Equal((0, RuleHealth.Healthy), ((await node.StateAsync()).FailedInRow, (await node.Node.Get<ShowRule>().HandleAsync("r", Ct))!.Health));
    }

    [Fact]
    public async Task Run_by_hand_raises_but_does_not_move_the_schedule_and_repeats_nothing()
    {
        await using var node = await StartAsync();
        await node.AddAsync(Rule(period: "1h"));
        await node.SweepAsync(Noon);
        var before = await node.StateAsync();
        await node.EventsAsync(Noon.AddMinutes(-8));

        var (run, problem) = await node.Node.Get<RunRule>().HandleAsync("r", new("2026-03-02T11:58:00Z"), Ct);
        await node.SweepAsync(Noon.AddMinutes(10));

        Assert.Null(problem);
        Assert.Equal((1, RunCause.Manual), (run!.Alerts, run.Cause));
        Assert.Equal(before.LastEnd!.Value.AddMinutes(10), (await node.StateAsync()).LastEnd);
        Assert.Single(await node.AlertsAsync());
    }

    [Fact]
    public async Task Two_sweeps_at_once_run_each_window_once()
    {
        await using var node = await StartAsync();
        await node.AddAsync([.. Enumerable.Range(0, 8).Select(i => Rule($"r{i}", period: "1h"))]);
        await node.EventsAsync(Every(600, Noon.AddHours(-1), Noon));
        node.Clock.Now = Noon;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => node.Node.Get<RuleSweep>().RunDueAsync(Ct))));

        Assert.Equal(8, (await node.AlertsAsync()).Count);
        for (var i = 0; i < 8; i++)
        {
            Assert.Single(await node.RunsAsync($"r{i}"));
        }
    }

    private static async Task BreakAsync(RuleNode node)
    {
        // As when a table or function that the query names is taken away.
        await using var db = await node.Node.DbAsync();
        var state = await db.Rules.SingleAsync(r => r.Id == "r");
        state.Definition = state.Definition with { Query = "NoSuchTableAnywhere" };
        await db.SaveChangesAsync();
    }

    private static void AssertTiled(List<RuleRun> runs)
        => Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.Previous));
}
