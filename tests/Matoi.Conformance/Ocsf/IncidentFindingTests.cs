using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Investigate.Incidents.Exporting;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Conformance.Ocsf;

/// <summary>Exported incidents are valid Incident Findings by OCSF's published schema.</summary>
public class IncidentFindingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Stages => ["manual", "new", "worked", "closed"];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Export_fits_the_schema(string stage)
    {
        Assert.SkipWhen(Repository.Shared is null, "the OCSF schema is absent: set MATOI_SHARED");
        var exported = JsonSerializer.Deserialize<JsonElement>(OcsfIncident.Write(Detail(stage)).ToJsonString());

        Assert.Equal([], Schema().Check("findings/incident_finding.json", exported));
    }

    [Theory]
    [InlineData("status_id", null, "incident_finding.status_id is required")]
    [InlineData("status_id", 77, "incident_finding.status_id is 77")]
    [InlineData("severity_id", "high", "incident_finding.severity_id is String, not integer_t")]
    [InlineData("assignee", null, "incident_finding needs one of")]
    [InlineData("colour", "red", "incident_finding.colour is unknown")]
    public void Check_finds_what_does_not_fit(string field, object? value, string problem)
    {
        Assert.SkipWhen(Repository.Shared is null, "the OCSF schema is absent: set MATOI_SHARED");
        var json = OcsfIncident.Write(Detail("worked"));
        json.Remove(field);
        if (value is not null)
        {
            json[field] = JsonValue.Create(value);
        }

        Assert.Contains(Schema().Check("findings/incident_finding.json", JsonSerializer.Deserialize<JsonElement>(json.ToJsonString())), p => p.StartsWith(problem, StringComparison.Ordinal));
    }

    private static OcsfSchema Schema() => new(Path.Combine(Repository.Shared!, "data", "ocsf-schema"));

    private static ShowIncident.Detail Detail(string stage)
    {
        var incident = new Incident { Title = "Key stolen", Number = 7, Severity = Severity.High, CreatedTime = Noon, FirstSeen = Noon, LastSeen = Noon.AddHours(1) };
        if (stage == "manual")
        {
            return new(incident, [], [], null);
        }

        var alert = new AlertState
        {
            Source = "aws.guardduty", SourceRef = "f1", Title = "Claim", Description = "Text", AlertType = "Recon:IAMUser/X", Product = "Amazon GuardDuty", Severity = Severity.High, Cloud = Cloud.Aws,
            Tactics = ["TA0006"], Techniques = ["T1078.004", "T1110"], FirstSeen = Noon, LastSeen = Noon, Link = "https://example.com/f1",
        };
        alert.Entities.Add(new() { AlertId = alert.Id, Key = "ip:203.0.113.9", Type = EntityType.IP, Name = "203.0.113.9" });
        SummariseIncident.Apply(incident, [alert]);
        if (stage != "new")
        {
            AssignIncident.Decide(incident, new("bob"), "alice", Noon);
            EditIncident.Decide(incident, new() { Labels = ["vip"], Tlp = Tlp.AmberStrict, Summary = "A key.", Tickets = [new("SEC-1", "https://jira.example.com/SEC-1"), new("SEC-2")] }, "alice", Noon);
        }

        if (stage == "closed")
        {
            CloseIncident.Decide(incident, new(Classification.TruePositive, null, "rotated"), "bob", Noon);
        }

        return new(incident, [alert], [], null);
    }
}
