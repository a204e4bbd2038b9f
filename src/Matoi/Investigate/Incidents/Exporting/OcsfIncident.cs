using System.Text.Json.Nodes;
using Matoi.Detect.Alerts;
using Matoi.Model.Alerts;
using Matoi.Model.Incidents;

namespace Matoi.Investigate.Incidents.Exporting;

/// <summary>An incident as an OCSF 1.5 Incident Finding (class 2005). Pure.</summary>
internal static class OcsfIncident
{
    private const string Version = "1.5.0";
    private const int ClassUid = 2005;

    public static JsonObject Write(ShowIncident.Detail detail)
    {
        var i = detail.Incident;
        var (activity, activityName) = !i.IsOpen ? (3, "Close") : i.TimelineLength <= 2 ? (1, "Create") : (2, "Update");
        return Compact(new()
        {
            ["activity_id"] = activity,
            ["activity_name"] = activityName,
            ["category_uid"] = 2,
            ["category_name"] = "Findings",
            ["class_uid"] = ClassUid,
            ["class_name"] = "Incident Finding",
            ["type_uid"] = ClassUid * 100 + activity,
            ["type_name"] = $"Incident Finding: {activityName}",
            ["time"] = i.CreatedTime.ToUnixTimeMilliseconds(),
            ["start_time"] = i.FirstSeen.ToUnixTimeMilliseconds(),
            ["end_time"] = i.LastSeen.ToUnixTimeMilliseconds(),
            ["severity_id"] = (int)i.Severity,
            ["severity"] = $"{i.Severity}",
            ["priority_id"] = i.Priority >= 75 ? 4 : i.Priority >= 50 ? 3 : i.Priority >= 25 ? 2 : 1,
            ["status_id"] = (int)i.Status,
            ["status"] = i.Status switch { IncidentStatus.InProgress => "In Progress", IncidentStatus.OnHold => "On Hold", var status => $"{status}" },
            ["verdict_id"] = Verdict(i),
            ["message"] = i.Title,
            ["desc"] = i.Summary ?? i.Title,
            ["is_suspected_breach"] = i.Classification == Classification.TruePositive ? true : null,

            // The class asks for one of assignee and assignee_group; nobody's incident waits for the team.
            ["assignee"] = i.Owner is null ? null : new JsonObject { ["name"] = i.Owner },
            ["assignee_group"] = i.Owner is null ? new JsonObject { ["name"] = "unassigned" } : null,
            ["attacks"] = Attacks(i.Tactics, [.. detail.Alerts.SelectMany(a => a.Techniques).Distinct()]),
            ["finding_info_list"] = new JsonArray([.. detail.Alerts.Select(Finding).DefaultIfEmpty(Own(i))]),
            ["tickets"] = i.Tickets.Count == 0 ? null : new JsonArray([.. i.Tickets.Select(t => (JsonNode)Compact(new() { ["uid"] = t.Key, ["src_url"] = t.Url }))]),
            ["metadata"] = new JsonObject
            {
                ["version"] = Version,
                ["uid"] = $"{i.Id}",
                ["profiles"] = new JsonArray("incident"),
                ["labels"] = i.Labels.Count == 0 ? null : new JsonArray([.. i.Labels.Select(l => (JsonNode)l)]),
                ["product"] = new JsonObject { ["name"] = "Matoi", ["vendor_name"] = "Matoi" },
            },
            ["unmapped"] = Compact(new()
            {
                ["number"] = i.Number, ["phase"] = $"{i.Phase}", ["priority_score"] = i.Priority, ["tlp"] = i.Tlp?.ToString(), ["pap"] = i.Pap?.ToString(), ["closing_comment"] = i.ClosingComment,
            }),
        });
    }

    private static int? Verdict(Incident i) => i switch
    {
        { MergedInto: not null } => 10,
        { Classification: Classification.FalsePositive } => 1,
        { Classification: Classification.TruePositive } => 2,
        { Classification: Classification.BenignPositive } => 5,
        { Classification: Classification.Undetermined } => 7,
        _ => null,
    };

    private static JsonObject Finding(AlertState alert) => Compact(new()
    {
        ["uid"] = $"{alert.Source}:{alert.SourceRef}",
        ["title"] = alert.Title,
        ["desc"] = alert.Description.Length == 0 ? null : alert.Description,
        ["types"] = alert.AlertType.Length == 0 ? null : new JsonArray(alert.AlertType),
        ["first_seen_time"] = alert.FirstSeen.ToUnixTimeMilliseconds(),
        ["last_seen_time"] = alert.LastSeen.ToUnixTimeMilliseconds(),
        ["created_time"] = alert.CreatedTime.ToUnixTimeMilliseconds(),
        ["src_url"] = alert.Link,
        ["attacks"] = Attacks(alert.Tactics, alert.Techniques),
        ["product"] = new JsonObject { ["name"] = alert.Product, ["vendor_name"] = alert.Product },
    });

    private static JsonObject Own(Incident i) => new() { ["uid"] = $"{i.Id}", ["title"] = i.Title };

    private static JsonArray? Attacks(IReadOnlyList<string> tactics, IReadOnlyList<string> techniques)
        => tactics.Count + techniques.Count == 0 ? null
            : new([
                .. tactics.Select(t => (JsonNode)new JsonObject { ["tactic"] = new JsonObject { ["uid"] = t, ["name"] = Tactics.Name(t) } }),
                .. techniques.Select(t => (JsonNode)(t.Contains('.', StringComparison.Ordinal)
                    ? new JsonObject { ["technique"] = new JsonObject { ["uid"] = t[..t.IndexOf('.', StringComparison.Ordinal)] }, ["sub_technique"] = new JsonObject { ["uid"] = t } }
                    : new JsonObject { ["technique"] = new JsonObject { ["uid"] = t } })),
            ]);

    // OCSF leaves out what is not known.
    private static JsonObject Compact(JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (value is null)
            {
                json.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                Compact(inner);
            }
        }

        return json;
    }
}
