using Matoi.Investigate.Incidents;
using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Tests.Investigate;

/// <summary>Assign, move, comment, close and reopen: what changes, what the timeline says, and why not.</summary>
public class IncidentVerbsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static Incident Open() => new() { Title = "t", Number = 7 };

    private static Incident Closed()
    {
        var incident = Open();
        CloseIncident.Decide(incident, new(Classification.TruePositive, null, "a key was stolen"), "alice", Noon);
        return incident;
    }

    private static (string Code, string Message) Why(IncidentChanges.Decision decision) => (decision.Problem!.Code, decision.Problem.Message);

    private static string Said(IncidentChanges.Decision decision) => Assert.Single(decision.Entries).Text;

    [Fact]
    public void Assign_acknowledges_when_it_is_the_first_owner()
    {
        var incident = Open();

        Assert.Equal("Assigned to bob", Said(AssignIncident.Decide(incident, new(" bob "), "alice", Noon)));
        Assert.Equal(("bob", IncidentStatus.InProgress, IncidentPhase.Analyse, Noon), (incident.Owner, incident.Status, incident.Phase, incident.AckTime));
    }

    [Fact]
    public void Assign_keeps_the_first_acknowledgement_when_the_owner_changes()
    {
        var incident = Open();
        AssignIncident.Decide(incident, new("bob"), "alice", Noon);

        Assert.Equal("Assigned to eve (was bob)", Said(AssignIncident.Decide(incident, new("eve"), "alice", Noon.AddHours(1))));
        Assert.Equal(Noon, incident.AckTime);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Assign_takes_the_owner_away_when_the_name_is_empty(string? name)
    {
        var incident = Open();
        AssignIncident.Decide(incident, new("bob"), "alice", Noon);

        Assert.Equal("Owner removed (was bob)", Said(AssignIncident.Decide(incident, new(name), "alice", Noon)));
        Assert.Null(incident.Owner);
    }

    [Fact]
    public void Assign_writes_nothing_when_the_owner_stays() => Assert.Empty(AssignIncident.Decide(Open(), new(null), "alice", Noon).Entries);

    [Fact]
    public void Assign_is_refused_when_the_incident_is_closed()
        => Assert.Equal(("incident-closed", "incident #7 is closed (TruePositive); reopen it first"), Why(AssignIncident.Decide(Closed(), new("bob"), "alice", Noon)));

    [Fact]
    public void Status_says_both_when_status_and_phase_move()
    {
        var incident = Open();

        Assert.Equal("Status New → InProgress, Phase Detect → Contain", Said(ChangeStatus.Decide(incident, new(IncidentStatus.InProgress, IncidentPhase.Contain), "alice", Noon)));
        Assert.Equal(Noon, incident.AckTime);
    }

    [Fact]
    public void Status_writes_nothing_when_nothing_moves() => Assert.Empty(ChangeStatus.Decide(Open(), new(null, null), "alice", Noon).Entries);

    [Fact]
    public void Status_is_refused_when_it_would_close()
        => Assert.Equal(("needs-classification", "closing needs a classification and a comment; use close"), Why(ChangeStatus.Decide(Open(), new(IncidentStatus.Closed, null), "alice", Noon)));

    [Fact]
    public void Status_is_refused_when_the_incident_is_closed()
        => Assert.Equal("incident-closed", ChangeStatus.Decide(Closed(), new(IncidentStatus.New, null), "alice", Noon).Problem!.Code);

    [Fact]
    public void Close_notes_classification_and_comment_when_both_are_given()
    {
        var incident = Open();

        Assert.Equal("Closed as FalsePositive (InaccurateData): old list", Said(CloseIncident.Decide(incident, new(Classification.FalsePositive, ClassificationReason.InaccurateData, " old list "), "alice", Noon)));
        Assert.Equal((IncidentStatus.Closed, IncidentPhase.Learn, Noon, Noon), (incident.Status, incident.Phase, incident.ClosedTime, incident.AckTime));
    }

    [Fact]
    public void Close_takes_the_usual_reason_when_none_is_given() => Assert.Equal(ClassificationReason.SuspiciousActivity, Closed().ClassificationReason);

    [Fact]
    public void Close_is_refused_when_the_reason_belongs_to_another_classification()
        => Assert.Equal(
            ("reason-does-not-fit", "SuspiciousActivity is no reason for FalsePositive; use IncorrectAlertLogic or InaccurateData"),
            Why(CloseIncident.Decide(Open(), new(Classification.FalsePositive, ClassificationReason.SuspiciousActivity, "x"), "alice", Noon)));

    [Fact]
    public void Close_is_refused_when_the_comment_is_empty()
        => Assert.Equal(
            ("comment-missing", "say in a comment what was found, so that the next person need not find it again"),
            Why(CloseIncident.Decide(Open(), new(Classification.TruePositive, null, "  "), "alice", Noon)));

    [Fact]
    public void Close_is_refused_when_the_incident_is_closed()
        => Assert.Equal("incident-closed", CloseIncident.Decide(Closed(), new(Classification.Undetermined, null, "x"), "alice", Noon).Problem!.Code);

    [Fact]
    public void Reopen_takes_the_classification_back_when_the_incident_is_closed()
    {
        var incident = Closed();

        Assert.Equal("Reopened: it came back", Said(ReopenIncident.Decide(incident, new("it came back"), "alice", Noon)));
        Assert.Equal((IncidentStatus.InProgress, null, null, null), (incident.Status, incident.Classification, incident.ClosingComment, incident.ClosedTime));
    }

    [Fact]
    public void Reopen_is_refused_when_the_incident_is_open()
        => Assert.Equal(("incident-open", "incident #7 is open already"), Why(ReopenIncident.Decide(Open(), new(null), "alice", Noon)));

    [Fact]
    public void Comment_is_written_when_the_incident_is_closed() => Assert.Equal("see ticket 4", Said(CommentIncident.Decide(Closed(), new(" see ticket 4 "), "alice", Noon)));

    [Fact]
    public void Comment_is_refused_when_it_is_empty()
        => Assert.Equal(("comment-missing", "the comment is empty"), Why(CommentIncident.Decide(Open(), new(null), "alice", Noon)));

    [Fact]
    public void Comment_is_refused_when_it_is_too_long()
        => Assert.Equal(
            ("comment-too-long", "the comment has 10,001 characters, at most 10,000 fit; attach it as evidence instead"),
            Why(CommentIncident.Decide(Open(), new(new string('x', 10_001)), "alice", Noon)));

    [Fact]
    public void Refusal_leaves_the_timeline_alone_when_a_verb_does_not_fit()
    {
        var incident = Closed();
        var before = (incident.TimelineLength, incident.TimelineHead);

        AssignIncident.Decide(incident, new("bob"), "alice", Noon);

        Assert.Equal(before, (incident.TimelineLength, incident.TimelineHead));
    }
}
