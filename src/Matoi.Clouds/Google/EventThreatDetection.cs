using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Event Threat Detection findings that were written to Cloud Logging (<c>threatdetection.googleapis.com/detection</c>), as rows beside the other findings and alerts.</summary>
[Source("google.etd", "Google Event Threat Detection", Cloud = Cloud.Google,
    Summary = "Threat detection log entries from a log sink, each an alert and a row of GoogleCloudSCC.")]
internal sealed class EventThreatDetection : Source
{
    private static readonly JsonTable Table = SecurityCommandCenter.Table;

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => LogEntry.IsOf(record.Json, "threatdetection.googleapis.com");

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (LogEntry.Time(record, output, out var time) is { } problem)
        {
            return problem;
        }

        var (json, payload) = (record.Json, record.Json.At("jsonPayload"));
        var row = output.Row(Table, time, record, LogEntry.Identity(record));
        row.Set("Findings", payload);
        row.Set("SourceProperties", payload.At("properties"));
        var rule = payload.Text("detectionCategory.ruleName") ?? "detection";
        var detail = payload.Text("detectionCategory.subRuleName");
        var project = payload.Text("properties.project_id") ?? payload.Text("properties.network.project") ?? LogEntry.Project(json) ?? "";
        output.Alert(new()
        {
            Source = Id,
            SourceRef = LogEntry.AlertRef(record, $"{LogEntry.Name(json)}:{rule}"),
            Title = $"Event Threat Detection: {rule.Replace('_', ' ')}{(detail is null ? "" : $" ({detail.Replace('_', ' ')})")} in project {project}",
            AlertType = detail is null ? rule : $"{rule}.{detail}",
            Product = "Google Event Threat Detection",
            Severity = SccAlert.Level(payload.Text("detectionPriority") ?? json.Text("severity")),
            Cloud = Cloud.Google,
            CloudAccount = project,
            Region = json.Text("resource.labels.location") ?? "",
            Tactics = Tactics.Ids(payload.Text("detectionCategory.technique")),
            Entities = [.. GoogleEntities.Named(payload.At("properties")).Concat(GoogleEntities.Named(payload.At("affectedResources"))).OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
        });
        return null;
    }
}
