using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Model;
using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Tests.Investigate.CaseWork;

/// <summary>Edits of fields: what the timeline says, what contradicts, what undoing does, with no store.</summary>
public class EditRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static Incident Open() => new() { Title = "t", Number = 7, Severity = Severity.High };

    private static TimelineEntry Edit(Incident incident, EditIncident.Request request, string actor = "alice") => Assert.Single(EditIncident.Decide(incident, request, actor, Noon).Entries);

    [Fact]
    public void Edit_says_every_field_with_both_values()
        => Assert.Equal("Edited: severity 'High' → 'Low', tlp nothing → 'Red', custom.region nothing → 'EMEA' — a drill",
            Edit(Open(), new() { Severity = Severity.Low, Why = "a drill", Tlp = Tlp.Red, CustomFields = new Dictionary<string, string?> { ["region"] = "EMEA" } }).Text);

    [Fact]
    public void Edit_writes_nothing_when_nothing_moves() => Assert.Empty(EditIncident.Decide(Open(), new() { Labels = [], RemoveLabels = ["x"], Clear = ["tlp"] }, "alice", Noon).Entries);

    [Fact]
    public void Labels_are_added_and_taken_away_whatever_their_case()
    {
        var incident = Open();
        Edit(incident, new() { Labels = ["VIP", "vip", "hr"] });
        Edit(incident, new() { AddLabels = ["q1"], RemoveLabels = ["HR"] });

        Assert.Equal(["VIP", "q1"], incident.Labels);
    }

    [Fact]
    public void Who_restricts_is_always_among_those_who_see()
    {
        var incident = Open();
        Edit(incident, new() { RestrictedTo = ["bob"] });

        Assert.Equal(["bob", "alice"], incident.RestrictedTo!);
        Edit(incident, new() { Clear = ["restrictedTo"] });
        Assert.Null(incident.RestrictedTo);
    }

    public static TheoryData<EditIncident.Request, string> Bad() => new()
    {
        { new() { Severity = Severity.Low }, "why-missing" },
        { new() { Title = " " }, "title-missing" },
        { new() { Title = new string('x', 501) }, "text-too-long" },
        { new() { Labels = [" "] }, "name-missing" },
        { new() { Labels = [.. Enumerable.Range(0, 101).Select(i => $"{i}")] }, "too-many" },
        { new() { Tickets = [new("K", "javascript:alert(1)")] }, "ticket-url" },
        { new() { Tickets = [new("")] }, "name-missing" },
        { new() { CustomFields = new Dictionary<string, string?> { ["a b"] = "x" } }, "field-name" },
        { new() { Clear = ["owner"] }, "field-unknown" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Edit_is_refused_when_a_value_does_not_fit(EditIncident.Request request, string code)
    {
        var incident = Open();

        Assert.Equal(code, EditIncident.Decide(incident, request, "alice", Noon).Problem!.Code);
        Assert.Equal((0, "t", 0), (incident.TimelineLength, incident.Title, incident.Labels.Count));
    }

    [Fact]
    public void Conflict_names_both_values_and_other_fields_merge()
    {
        var incident = Open();
        var theirs = Edit(incident, new() { Tlp = Tlp.Amber, Title = "x" }, "bob");
        var mine = ChangeDetails.Read(Edit(incident, new() { Tlp = Tlp.Red })).Changes!;

        Assert.Null(EditConflicts.Decide(7, ChangeDetails.Read(Edit(incident, new() { Labels = ["a"] })).Changes!, [theirs]));
        var problem = EditConflicts.Decide(7, mine, [theirs])!;
        Assert.Equal(("edit-conflict", "tlp"), (problem.Code, problem.Target));
        Assert.Contains("tlp: you set 'Red', bob set 'Amber' at 2026-03-02T12:00:00Z (it was nothing)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_conflict_when_the_other_took_the_change_back()
    {
        var incident = Open();
        var there = Edit(incident, new() { Tlp = Tlp.Amber }, "bob");
        var back = Edit(incident, new() { Clear = ["tlp"] }, "bob");

        Assert.Null(EditConflicts.Decide(7, ChangeDetails.Read(Edit(incident, new() { Tlp = Tlp.Red })).Changes!, [there, back]));
    }

    [Fact]
    public void Undo_keeps_labels_that_others_added_since()
    {
        var incident = Open();
        var entry = Edit(incident, new() { Labels = ["a", "b"] });
        Edit(incident, new() { AddLabels = ["c"] });
        var changes = ChangeDetails.Read(entry).Changes!;

        Assert.Null(UndoRules.Decide(incident, entry, changes, false));
        UndoRules.Apply(incident, changes);
        Assert.Equal(["c"], incident.Labels);
    }

    [Fact]
    public void Undo_sets_every_kind_of_field_back()
    {
        var incident = Open();
        var entry = Edit(incident, new()
        {
            Title = "new", Summary = "s", Severity = Severity.Low, Why = "w", Labels = ["a"], Tlp = Tlp.Red, Pap = Pap.Green, Roles = new Dictionary<IncidentRole, string?> { [IncidentRole.Scribe] = "bob" },
            CustomFields = new Dictionary<string, string?> { ["k"] = "v" }, Tickets = [new("SEC-1")], RestrictedTo = ["bob"],
        });

        UndoRules.Apply(incident, ChangeDetails.Read(entry).Changes!);

        Assert.Equal(("t", null, null, Severity.High, 0, null, null), (incident.Title, incident.Summary, incident.SummaryTime, incident.Severity, incident.Labels.Count, incident.Tlp, incident.Pap));
        Assert.Equal((0, 0, 0, null, false, false), (incident.Roles.Count, incident.CustomFields.Count, incident.Tickets.Count, incident.RestrictedTo, incident.IsTitleSet, incident.IsSeveritySet));
    }

    [Fact]
    public void Phase_is_stamped_when_it_changes()
    {
        var incident = Open();
        AssignIncident.Decide(incident, new("bob"), "alice", Noon);
        ChangeStatus.Decide(incident, new(null, IncidentPhase.Contain), "bob", Noon.AddHours(1));

        Assert.Equal([new(IncidentPhase.Analyse, Noon), new(IncidentPhase.Contain, Noon.AddHours(1))], incident.Phases);
    }
}
