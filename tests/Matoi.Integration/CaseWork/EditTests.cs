using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>Edits by two people at once, edits against alerts, undoing, and incidents that only some may see.</summary>
public class EditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Late_writer_merges_when_another_field_changed_and_conflicts_when_the_same_did()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var edit = node.Get<EditIncident>();
        var seen = (await node.ShowAsync(1)).Incident.TimelineLength;

        Assert.Null((await edit.HandleAsync(1, new() { Severity = Severity.Critical, Why = "root key" }, "bob", Ct, new(seen))).Problem);
        Assert.Null((await edit.HandleAsync(1, new() { Labels = ["vip"] }, "alice", Ct, new(seen))).Problem);
        var conflict = (await edit.HandleAsync(1, new() { Severity = Severity.Low, Why = "lab", Tlp = Tlp.Red }, "alice", Ct, new(seen))).Problem!;

        Assert.Equal(("edit-conflict", "severity"), (conflict.Code, conflict.Target));
        Assert.Contains("you set 'Low', bob set 'Critical'", conflict.Message, StringComparison.Ordinal);
        var incident = (await node.ShowAsync(1)).Incident;
        Assert.Equal((Severity.Critical, "vip", null), (incident.Severity, incident.Labels.Single(), incident.Tlp));
    }

    [Fact]
    public async Task Same_value_from_both_is_no_conflict_and_a_version_from_the_future_is_refused()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var edit = node.Get<EditIncident>();
        var seen = (await node.ShowAsync(1)).Incident.TimelineLength;
        await edit.HandleAsync(1, new() { Tlp = Tlp.Amber }, "bob", Ct);

        Assert.Null((await edit.HandleAsync(1, new() { Tlp = Tlp.Amber }, "alice", Ct, new(seen))).Problem);
        Assert.Equal("etag-invalid", (await edit.HandleAsync(1, new() { Tlp = Tlp.Red }, "alice", Ct, new(900))).Problem!.Code);
        Assert.Equal("edit-conflict", (await node.Get<AssignIncident>().HandleAsync(1, new("x"), "alice", Ct, new(seen)) ?? await AssignTwiceAsync(node, seen))!.Code);
    }

    [Fact]
    public async Task Severity_and_title_of_a_person_stay_when_alerts_join_and_follow_them_again_when_cleared()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var edit = node.Get<EditIncident>();
        await edit.HandleAsync(1, new() { Title = "Alice's key", Severity = Severity.Low, Why = "a drill" }, "bob", Ct);
        var low = (await node.ShowAsync(1)).Incident.Priority;

        await node.RaiseAsync("a2", Severity.Critical, Entity.AccountByMail("alice@example.com", Cloud.Aws)!);
        var held = (await node.ShowAsync(1)).Incident;
        Assert.Equal(("Alice's key", Severity.Low, 2), (held.Title, held.Severity, held.AlertCount));
        Assert.Contains(held.PriorityReasons, r => r is { Code: "severity", Detail: "Low" });

        await edit.HandleAsync(1, new() { Clear = ["severity", "title"] }, "bob", Ct);
        var free = (await node.ShowAsync(1)).Incident;
        Assert.Equal(("Claim a2 (+1 on alice@example.com)", Severity.Critical), (free.Title, free.Severity));
        Assert.True(free.Priority > low);
    }

    [Fact]
    public async Task Undo_sets_fields_back_and_is_refused_when_they_changed_since()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var (edit, undo) = (node.Get<EditIncident>(), node.Get<UndoChange>());
        var first = (await edit.HandleAsync(1, new() { Severity = Severity.Low, Why = "a drill", CustomFields = new Dictionary<string, string?> { ["region"] = "EMEA" } }, "bob", Ct)).Entries[0].Id;
        var second = (await edit.HandleAsync(1, new() { Severity = Severity.Medium, Why = "not quite" }, "bob", Ct)).Entries[0].Id;

        var blocked = (await undo.HandleAsync(first, new(), "alice", Ct)).Problem!;
        Assert.Equal(("undo-blocked", true), (blocked.Code, blocked.Message.Contains("it is 'Medium' now", StringComparison.Ordinal)));
        Assert.Null((await undo.HandleAsync(second, new(), "alice", Ct)).Problem);
        Assert.Null((await undo.HandleAsync(first, new(), "alice", Ct)).Problem);

        var incident = (await node.ShowAsync(1)).Incident;
        Assert.Equal((Severity.High, false, 0), (incident.Severity, incident.IsSeveritySet, incident.CustomFields.Count));
    }

    [Fact]
    public async Task Undo_takes_back_an_assignment_and_a_closing_and_refuses_a_comment()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var undo = node.Get<UndoChange>();
        await node.Get<AssignIncident>().HandleAsync(1, new("bob"), "alice", Ct);
        await node.Get<CloseIncident>().HandleAsync(1, new(Classification.FalsePositive, ClassificationReason.InaccurateData, "old list"), "bob", Ct);
        await node.Get<CommentIncident>().HandleAsync(1, new("hm"), "bob", Ct);
        var entries = (await node.ShowAsync(1)).Timeline.ToLookup(e => e.Kind, e => e.Id);

        Assert.Equal("undo-blocked", (await undo.HandleAsync(entries[TimelineKind.Assigned].Single(), new(), "alice", Ct)).Problem!.Code);
        Assert.Null((await undo.HandleAsync(entries[TimelineKind.Closed].Single(), new(), "alice", Ct)).Problem);
        Assert.Null((await undo.HandleAsync(entries[TimelineKind.Assigned].Single(), new(), "alice", Ct)).Problem);
        Assert.Equal("undo-unsupported", (await undo.HandleAsync(entries[TimelineKind.Comment].Single(), new(), "alice", Ct)).Problem!.Code);
        Assert.Equal("entry-not-found", (await undo.HandleAsync(Guid.NewGuid(), new(), "alice", Ct)).Problem!.Code);

        var incident = (await node.ShowAsync(1)).Incident;
        Assert.Equal((IncidentStatus.New, null, null, null, null), (incident.Status, incident.Owner, incident.Classification, incident.ClosedTime, incident.AckTime));
    }

    [Fact]
    public async Task Restricted_incident_does_not_exist_for_others()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"), ("b1", "bob"));
        Assert.Null((await node.Get<EditIncident>().HandleAsync(1, new() { RestrictedTo = ["carol"] }, "alice", Ct)).Problem);
        var (list, alerts) = (node.Get<ListIncidents>(), node.Get<Detect.Alerts.ListAlerts>());

        Assert.Equal((2, 1), ((await list.HandleAsync(new(), 0, 10, Ct, "Carol")).Total, (await list.HandleAsync(new(), 0, 10, Ct, "mallory")).Total));
        Assert.Equal((2, 1), ((await list.CountAsync("alice", Ct)).Open, (await list.CountAsync("mallory", Ct)).Open));
        Assert.Equal("b1", Assert.Single(await alerts.HandleAsync(new(null, null, null, null, null, null, null, null), Ct, "mallory")).SourceRef);
        Assert.Null(await node.Get<ShowIncident>().HandleAsync(1, Ct, "mallory"));
        Assert.Null(await node.Get<Detect.Alerts.ShowAlert>().HandleAsync(await node.AlertAsync("a1"), Ct, "mallory"));
        Assert.Equal("incident-not-found", (await node.Get<CommentIncident>().HandleAsync(1, new("x"), "mallory", Ct))!.Code);
        Assert.Equal("alert-not-found", (await node.Get<MoveAlerts>().HandleAsync(new([await node.AlertAsync("a1")], 2), "mallory", Ct)).Problem!.Code);
        Assert.Equal("incident-not-found", (await node.Get<MergeIncidents>().HandleAsync(new([1, 2]), "mallory", Ct)).Problem!.Code);
        Assert.Equal("restriction-differs", (await node.Get<MergeIncidents>().HandleAsync(new([1, 2], Into: 2), "alice", Ct)).Problem!.Code);
        Assert.Equal("restriction-differs", (await node.Get<MoveAlerts>().HandleAsync(new([await node.AlertAsync("a1")], 2), "alice", Ct)).Problem!.Code);
        Assert.Equal(2, (await list.HandleAsync(new(), 0, 10, Ct, new("root", true))).Total);
    }

    [Fact]
    public async Task Incident_from_before_case_work_reads_as_empty_after_the_upgrade()
    {
        await using var node = await CaseNode.StartAsync();
        await using (var db = await node.Node.DbAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("StreamRules", Ct);
            await db.Database.ExecuteSqlRawAsync("""
                INSERT INTO "Incidents" ("Id", "Number", "Title", "Severity", "Priority", "PriorityReasons", "Status", "Phase", "AlertCount", "TopEntities", "Tactics", "Clouds", "Products",
                    "FirstSeen", "LastSeen", "CreatedTime", "ModifiedTime", "TimelineLength", "TimelineHead")
                VALUES (x'00112233445566778899aabbccddeeff', 1, 'old', 4, 50, '[]', 1, 0, 0, '[]', '[]', '[]', '[]', 0, 0, 0, 0, 0, '')
                """, Ct);
            await db.Database.MigrateAsync(Ct);
        }

        await using var after = await node.Node.DbAsync();
        var old = await after.Incidents.SingleAsync(Ct);
        Assert.Equal((0, 0, 0, 0, 0, null), (old.Labels.Count, old.Roles.Count, old.Phases.Count, old.Tickets.Count, old.CustomFields.Count, old.RestrictedTo));
    }

    private static async Task<Problem?> AssignTwiceAsync(CaseNode node, int seen) => await node.Get<AssignIncident>().HandleAsync(1, new("y"), "bob", Ct, new(seen));
}
