using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Cloud Monitoring incidents as the webhook and Pub/Sub notification channels send them (schema 1.2). Opening and closing share the incident id.</summary>
[Source("google.monitoring", "Google Cloud Monitoring", Cloud = Cloud.Google, Summary = "Alerting policy incidents by webhook or Pub/Sub notification channel; closed incidents resolve their alert.")]
internal sealed class MonitoringIncident : Source
{
    private static readonly JsonTable Table = new("GCPMonitoringIncidents_CL",
        ("TimeGenerated:datetime", ""),
        ("IncidentId", "incident.incident_id"),
        ("State", "incident.state"),
        ("Severity", "incident.severity"),
        ("ProjectId", "incident.scoping_project_id"),
        ("PolicyName", "incident.policy_name"),
        ("ConditionName", "incident.condition_name"),
        ("StartedAt:datetime", "incident.started_at"),
        ("EndedAt:datetime", "incident.ended_at"),
        ("Summary", "incident.summary"),
        ("ObservedValue", "incident.observed_value"),
        ("ThresholdValue", "incident.threshold_value"),
        ("Url", "incident.url"),
        ("Resource:dynamic", "incident.resource"),
        ("Metric:dynamic", "incident.metric"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("incident") && record.Json.Text("incident.incident_id") is not null && record.Json.At("incident").TryGetProperty("policy_name", out _);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var incident = record.Json.At("incident");
        var known = incident.Text("started_at") is not (null or "0");
        if ((known ? output.Time(incident.At("started_at"), "incident.started_at", out var started) : output.Time(default(JsonElement), "incident.started_at", out started))
            is { } problem)
        {
            return problem;
        }

        var ended = incident.Text("ended_at") is null or "0" ? null : EventTimes.Read(incident.At("ended_at"));
        output.Row(Table, ended ?? started, record, incident.Text("incident_id"), incident.Text("state"));
        output.Alert(new()
        {
            Source = Id,
            SourceRef = incident.Text("incident_id")!,
            Title = incident.Text("summary") is { Length: > 0 } summary ? summary : $"{incident.Text("condition_name")} on {incident.Text("resource_display_name") ?? incident.Text("resource_name")}",
            Description = incident.Text("documentation.content") ?? incident.Text("documentation.subject") ?? "",
            AlertType = incident.Text("condition_name") ?? incident.Text("policy_name") ?? "",
            Product = "Google Cloud Monitoring",
            Severity = (incident.Text("severity") ?? incident.Text("metadata.system_labels.severity"))?.ToLowerInvariant() switch
            {
                "critical" => Severity.High,
                "error" => Severity.Medium,
                "warning" => Severity.Low,
                _ => Severity.Unknown,
            },
            Status = incident.Text("state")?.ToLowerInvariant() switch { "closed" => AlertStatus.Resolved, "acknowledged" => AlertStatus.InProgress, _ => AlertStatus.New },
            Cloud = Cloud.Google,
            CloudAccount = incident.Text("resource.labels.project_id") ?? incident.Text("scoping_project_id") ?? "",
            Region = incident.Text("resource.labels.location") ?? incident.Text("resource.labels.zone") ?? "",
            Entities = [.. new[] { GoogleEntities.Resource(ResourceName(incident), incident.Text("resource_display_name")) }.OfType<Entity>()],
            FirstSeen = started,
            LastSeen = ended ?? started,
            Link = incident.Text("url"),
        });
        return null;
    }

    private static string? ResourceName(JsonElement incident)
        => incident.Text("resource.type") == "gce_instance" && incident.Text("resource.labels.zone") is { } zone
            ? $"projects/{incident.Text("resource.labels.project_id") ?? incident.Text("scoping_project_id")}/zones/{zone}/instances/{incident.Text("resource.labels.instance_id")}"
            : incident.Text("resource_name");
}
