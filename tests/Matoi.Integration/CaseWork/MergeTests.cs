using Matoi.Detect.Correlate;
using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Investigate.Incidents.Notes;
using Matoi.Investigate.Incidents.Tasks;
using Matoi.Model.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>Merging, splitting and moving against the real store: what moves, what both timelines say, what repeats do, and what undoing brings back.</summary>
public class MergeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_carries_alerts_tasks_notes_and_labels_and_leaves_a_pointer()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"), ("b2", "bob"));
        await node.Get<EditIncident>().HandleAsync(2, new() { Labels = ["vip"] }, "bob", Ct);
        await node.Get<AddTask>().HandleAsync(2, new("Rotate the key"), "bob", Ct);
        await node.Get<WriteNote>().HandleAsync(2, new("Seen by @carol"), "bob", Ct);
        await node.Get<AssignIncident>().HandleAsync(2, new("bob"), "bob", Ct);

        var (result, problem) = await node.Get<MergeIncidents>().HandleAsync(new([1, 2], Why: "one attacker"), "alice", Ct);

        Assert.Null(problem);
        var (into, from) = (await node.ShowAsync(1), await node.ShowAsync(2));
        Assert.Equal(("merged", 2), (result!.Items[0].Done, result.Items[0].Alerts));
        Assert.Equal(("a1 b1 b2", ""), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(2)));
        Assert.Equal((3, "bob", "vip", "Rotate the key", "Seen by @carol"), (into.Incident.AlertCount, into.Incident.Owner, into.Incident.Labels.Single(), into.Tasks.Single().Title, into.Notes.Single().Text));
        Assert.Equal((IncidentStatus.Closed, (int?)1, 0), (from.Incident.Status, from.Incident.MergedInto, from.Incident.AlertCount));
        Assert.Contains(into.Timeline, e => e is { Kind: TimelineKind.Merged, Text: "#2 was merged into this: 2 alerts: one attacker", Actor: "alice" });
        Assert.Contains(from.Timeline, e => e is { Kind: TimelineKind.Merged, Text: "Merged into #1: one attacker" });
        Assert.All(into.Alerts.Where(a => a.SourceRef[0] == 'b'), a => Assert.Equal("merged from #2 by alice: one attacker", a.WhyGrouped));
    }

    [Fact]
    public async Task Merge_changes_nothing_when_it_is_asked_again()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"));
        await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct);
        var before = await node.ShowAsync(1);

        var (result, problem) = await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct);

        Assert.Equal((null, "already-merged", before.Timeline.Count), (problem, result!.Items.Single().Done, (await node.ShowAsync(1)).Timeline.Count));
    }

    [Fact]
    public async Task Merge_says_what_would_come_of_it_and_changes_nothing_when_it_is_tried()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"), ("c1", "carol"));

        var (result, _) = await node.Get<MergeIncidents>().HandleAsync(new([1, 2, 3], Into: 2, DryRun: true), "alice", Ct);

        Assert.Equal((2, 3, true), (result!.Into.Number, result.Into.Alerts, result.DryRun));
        Assert.Equal(("a1", "b1", "c1"), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(2), await node.AlertsOfAsync(3)));
        Assert.Equal(IncidentStatus.New, (await node.ShowAsync(1)).Incident.Status);
    }

    [Fact]
    public async Task Merge_takes_the_others_when_one_is_closed_or_missing()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"), ("c1", "carol"));
        await node.Get<CloseIncident>().HandleAsync(3, new(Classification.Undetermined, null, "done"), "alice", Ct);

        var (result, _) = await node.Get<MergeIncidents>().HandleAsync(new([1, 2, 3, 99]), "alice", Ct);

        Assert.Equal(["merged", "refused incident-closed", "refused incident-not-found"], result!.Items.Select(i => $"{i.Done} {i.Problem?.Code}".Trim()));
        Assert.Equal("incident-closed", (await node.Get<MergeIncidents>().HandleAsync(new([1, 3]), "alice", Ct)).Problem!.Code);
        Assert.Equal("incident-closed", (await node.Get<MergeIncidents>().HandleAsync(new([1, 3], Into: 3), "alice", Ct)).Problem!.Code);
        Assert.Equal(("a1 b1", "c1"), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(3)));
    }

    [Fact]
    public async Task Merged_incident_is_not_reopened_or_worked_on()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"));
        await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct);

        Assert.Equal("incident-merged", (await node.Get<ReopenIncident>().HandleAsync(2, new(null), "alice", Ct))!.Code);
        Assert.Equal("incident #2 was merged into #1; work on that one, or undo the merge", (await node.Get<AssignIncident>().HandleAsync(2, new("x"), "alice", Ct))!.Message);
    }

    [Fact]
    public async Task Undo_brings_everything_back_when_a_merge_and_a_split_after_it_are_undone_in_turn()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"), ("b2", "bob"));
        await node.Get<EditIncident>().HandleAsync(2, new() { Labels = ["vip"] }, "bob", Ct);
        await node.Get<AddTask>().HandleAsync(2, new("Rotate the key"), "bob", Ct);
        var merge = (await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct)).Result!.Items[0].Entry!.Value;
        var (split, _) = await node.Get<SplitIncident>().HandleAsync(1, new([await node.AlertAsync("b1")]), "alice", Ct);
        var undo = node.Get<UndoChange>();

        var blocked = (await undo.HandleAsync(merge, new(), "alice", Ct)).Problem!;
        Assert.Equal(("undo-blocked", true), (blocked.Code, blocked.Message.Contains("1 alert of", StringComparison.Ordinal)));

        Assert.Null((await undo.HandleAsync(split!.Entry!.Value, new("wrong"), "alice", Ct)).Problem);
        Assert.Equal((IncidentStatus.Closed, (int?)1), ((await node.ShowAsync(3)).Incident.Status, (await node.ShowAsync(3)).Incident.MergedInto));
        Assert.Null((await undo.HandleAsync(merge, new(), "alice", Ct)).Problem);

        var (one, two) = (await node.ShowAsync(1), await node.ShowAsync(2));
        Assert.Equal(("a1", "b1 b2", ""), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(2), await node.AlertsOfAsync(3)));
        Assert.Equal((IncidentStatus.New, null, 2, "vip", 1), (two.Incident.Status, two.Incident.MergedInto, two.Incident.AlertCount, two.Incident.Labels.Single(), two.Tasks.Count));
        Assert.Equal((0, 0, 1), (one.Incident.Labels.Count, one.Tasks.Count, one.Incident.AlertCount));
        Assert.StartsWith("shares bob@example.com", two.Alerts.Single(a => a.SourceRef == "b2").WhyGrouped);
        Assert.Contains(one.Timeline, e => e.Kind == TimelineKind.Undone);
    }

    [Fact]
    public async Task Undo_changes_nothing_the_second_time_and_can_be_undone_itself()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"));
        var merge = (await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct)).Result!.Items[0].Entry!.Value;
        var undo = node.Get<UndoChange>();

        var first = (await undo.HandleAsync(merge, new(), "alice", Ct)).Result!;
        var second = (await undo.HandleAsync(merge, new(), "alice", Ct)).Result!;
        Assert.Equal((true, false, "a1", "b1"), (first.Changed, second.Changed, await node.AlertsOfAsync(1), await node.AlertsOfAsync(2)));

        Assert.True((await undo.HandleAsync(first.Entry!.Value, new(), "alice", Ct)).Result!.Changed);
        Assert.Equal(("a1 b1", (int?)1), (await node.AlertsOfAsync(1), (await node.ShowAsync(2)).Incident.MergedInto));
    }

    [Fact]
    public async Task Undo_of_a_merge_works_from_the_other_timeline_and_is_refused_when_the_incident_was_closed_since()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"));
        await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "alice", Ct);
        var entry = (await node.ShowAsync(2)).Timeline.Single(e => e.Kind == TimelineKind.Merged).Id;
        await node.Get<CloseIncident>().HandleAsync(1, new(Classification.TruePositive, null, "done"), "alice", Ct);

        Assert.Equal("incident-closed", (await node.Get<UndoChange>().HandleAsync(entry, new(), "alice", Ct)).Problem!.Code);
        await node.Get<ReopenIncident>().HandleAsync(1, new(null), "alice", Ct);
        Assert.Null((await node.Get<UndoChange>().HandleAsync(entry, new(), "alice", Ct)).Problem);
        Assert.Equal("b1", await node.AlertsOfAsync(2));
    }

    [Fact]
    public async Task Split_teaches_about_the_entity_that_had_joined_and_undoing_takes_it_back()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("a2", "alice"), ("a3", "alice"));

        var (result, problem) = await node.Get<SplitIncident>().HandleAsync(1, new([await node.AlertAsync("a2")], "Another one", "two people share a name"), "alice", Ct);

        Assert.Null(problem);
        Assert.Equal((2, "Another one", "a2", "a1 a3", "account:alice@example.com"), (result!.Incident.Number, result.Incident.Title, await node.AlertsOfAsync(2), await node.AlertsOfAsync(1), result.Learned.Single()));
        Assert.Equal("split from #1 by alice: two people share a name", (await node.ShowAsync(2)).Alerts.Single().WhyGrouped);
        Assert.Equal(0.5, await PenaltyAsync(node));

        var again = (await node.Get<SplitIncident>().HandleAsync(1, new([await node.AlertAsync("a2")]), "alice", Ct)).Result!;
        Assert.Equal((2, 0, 0.5), (again.Incident.Number, again.Alerts, await PenaltyAsync(node)));

        await node.Get<UndoChange>().HandleAsync(result.Entry!.Value, new(), "alice", Ct);
        Assert.Equal((0, "a1 a2 a3"), (await PenaltyAsync(node), await node.AlertsOfAsync(1)));
    }

    [Fact]
    public async Task Split_is_refused_when_it_makes_no_sense()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("a2", "alice"), ("b1", "bob"));
        var split = node.Get<SplitIncident>();
        var (a1, a2, b1) = (await node.AlertAsync("a1"), await node.AlertAsync("a2"), await node.AlertAsync("b1"));

        Assert.Equal("alerts-missing", (await split.HandleAsync(1, new([]), "alice", Ct)).Problem!.Code);
        Assert.Equal("split-all", (await split.HandleAsync(1, new([a1, a2]), "alice", Ct)).Problem!.Code);
        Assert.Equal("alert-elsewhere", (await split.HandleAsync(1, new([a1, b1]), "alice", Ct)).Problem!.Code);
        Assert.Equal("alert-not-found", (await split.HandleAsync(1, new([a1, Guid.NewGuid()]), "alice", Ct)).Problem!.Code);
        Assert.Equal("incident-not-found", (await split.HandleAsync(9, new([a1]), "alice", Ct)).Problem!.Code);
        Assert.Equal("a1 a2", await node.AlertsOfAsync(1));
    }

    [Fact]
    public async Task Undo_of_a_split_is_refused_when_alerts_came_to_the_new_incident_since()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("a2", "alice"), ("b1", "bob"));
        var split = (await node.Get<SplitIncident>().HandleAsync(1, new([await node.AlertAsync("a2")]), "alice", Ct)).Result!;
        var move = (await node.Get<MoveAlerts>().HandleAsync(new([await node.AlertAsync("b1")], 3), "alice", Ct)).Result!;

        Assert.Equal("undo-blocked", (await node.Get<UndoChange>().HandleAsync(split.Entry!.Value, new(), "alice", Ct)).Problem!.Code);
        Assert.Null((await node.Get<UndoChange>().HandleAsync(move.Items[0].Entry!.Value, new(), "alice", Ct)).Problem);
        Assert.Null((await node.Get<UndoChange>().HandleAsync(split.Entry!.Value, new(), "alice", Ct)).Problem);
        Assert.Equal(("a1 a2", "b1"), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(2)));
    }

    [Fact]
    public async Task Move_takes_alerts_of_several_incidents_and_of_none_and_says_what_came_of_each()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"), ("c1", "carol"));
        await node.RaiseAsync("free", Model.Severity.Informational);
        Guid[] ids = [await node.AlertAsync("a1"), await node.AlertAsync("b1"), await node.AlertAsync("free"), Guid.NewGuid()];

        var (result, _) = await node.Get<MoveAlerts>().HandleAsync(new(ids, 1, "same campaign"), "alice", Ct);

        Assert.Equal(["already-there", "moved", "moved", "refused"], ids.Select(id => result!.Items.Single(i => i.Alert == id).Done));
        Assert.Equal(("a1 b1 free", ""), (await node.AlertsOfAsync(1), await node.AlertsOfAsync(2)));
        Assert.Equal((1, 0), ((await node.ShowAsync(2)).Timeline.Count(e => e.Kind == TimelineKind.AlertsMoved), (await node.ShowAsync(2)).Incident.AlertCount));

        var again = (await node.Get<MoveAlerts>().HandleAsync(new(ids[..3], 1), "alice", Ct)).Result!;
        Assert.All(again.Items, i => Assert.Equal("already-there", i.Done));

        // An alert that was nobody's work goes back to being so.
        await node.Get<UndoChange>().HandleAsync(result!.Items.Single(i => i.Alert == ids[2]).Entry!.Value, new(), "alice", Ct);
        Assert.Equal("a1 b1", await node.AlertsOfAsync(1));
    }

    [Fact]
    public async Task Both_writers_win_when_two_merges_meet()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"), ("c1", "carol"), ("d1", "dan"));
        var merge = node.Get<MergeIncidents>();

        var results = await Task.WhenAll(Task.Run(() => merge.HandleAsync(new([1, 2]), "alice", Ct)), Task.Run(() => merge.HandleAsync(new([1, 3, 4]), "bob", Ct)));

        Assert.All(results, r => Assert.Null(r.Problem));
        Assert.Equal("a1 b1 c1 d1", await node.AlertsOfAsync(1));
        Assert.Equal(4, (await node.ShowAsync(1)).Incident.AlertCount);
    }

    private static async Task<double> PenaltyAsync(CaseNode node)
    {
        await using var db = await node.Node.DbAsync();
        return await db.Set<CorrelationLearning>().Where(l => l.Key == "account:alice@example.com").Select(l => l.Penalty).SingleAsync(Ct);
    }
}
