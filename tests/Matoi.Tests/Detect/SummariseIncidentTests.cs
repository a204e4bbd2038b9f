using Matoi.Detect.Correlate;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Xunit;
using static Matoi.Tests.Detect.AlertSamples;

namespace Matoi.Tests.Detect;

/// <summary>What lists show of an incident follows from its alerts.</summary>
public class SummariseIncidentTests
{
    private static readonly Incident Incident = new() { Title = "" };

    [Fact]
    public void Names_the_worst_alert_and_the_commonest_entity_when_there_are_several()
    {
        var incident = new Incident { Title = "" };

        SummariseIncident.Apply(incident, [Alert(Severity.Low, minute: 1, entities: Alice), Alert(Severity.High, minute: 2, entities: [Alice, Entity.Ip("203.0.113.9")]), Alert(Severity.Low, minute: 3)]);

        Assert.Equal(("Claim at 2 (+2 on alice@example.com)", Severity.High, 3), (incident.Title, incident.Severity, incident.AlertCount));
        Assert.Equal([("alice@example.com", 2), ("203.0.113.9", 1)], incident.TopEntities.Select(e => (e.Name, e.Alerts)));
    }

    [Fact]
    public void Takes_the_later_tactic_for_the_title_when_severities_are_equal()
    {
        var incident = new Incident { Title = "" };

        SummariseIncident.Apply(incident, [Alert(minute: 1, tactics: ["TA0001"]), Alert(minute: 2, tactics: ["TA0010"])]);

        Assert.Equal("Claim at 2", incident.Title);
    }

    [Fact]
    public void Spans_first_and_last_event_when_alerts_lie_apart()
    {
        var incident = new Incident { Title = "" };

        SummariseIncident.Apply(incident, [Alert(minute: 7), Alert(minute: 3), Alert(minute: 5)]);

        Assert.Equal((Noon.AddMinutes(3), Noon.AddMinutes(7)), (incident.FirstSeen, incident.LastSeen));
    }

    [Fact]
    public void Tells_whether_severity_or_priority_moved_when_applied_again()
    {
        var incident = new Incident { Title = "" };

        Assert.True(SummariseIncident.Apply(incident, [Alert(Severity.Low)]));
        Assert.False(SummariseIncident.Apply(incident, [Alert(Severity.Low)]));
        Assert.True(SummariseIncident.Apply(incident, [Alert(Severity.Low), Alert(Severity.High)]));
    }

    [Fact]
    public void Keeps_twelve_entities_when_alerts_name_more()
    {
        SummariseIncident.Apply(Incident, [Alert(entities: [.. Enumerable.Range(1, 20).Select(i => Entity.Ip($"203.0.113.{i}"))])]);

        Assert.Equal(12, Incident.TopEntities.Count);
    }
}
