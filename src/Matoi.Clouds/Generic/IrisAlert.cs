using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Alerts in the shape of DFIR-IRIS's <c>POST /alerts/add</c>: what detection tools that know IRIS send.</summary>
[Source("iris.alert", "DFIR-IRIS alert API", Order = 20, Summary = "Alerts that a tool would post to DFIR-IRIS (`POST /alerts/add`); the same alert_source and alert_source_ref is the same alert.")]
internal sealed class IrisAlert : Source
{
    private static readonly JsonTable Table = new("IrisAlerts_CL",
        ("TimeGenerated:datetime", ""), ("Title", "alert_title"), ("Description", "alert_description"), ("AlertSource", "alert_source"), ("SourceRef", "alert_source_ref"),
        ("SourceLink", "alert_source_link"), ("SeverityId:int", "alert_severity_id"), ("StatusId:int", "alert_status_id"), ("CustomerId:int", "alert_customer_id"), ("Note", "alert_note"),
        ("Tags", "alert_tags"), ("Context:dynamic", "alert_context"), ("SourceContent:dynamic", "alert_source_content"), ("Iocs:dynamic", "alert_iocs"), ("Assets:dynamic", "alert_assets"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("alert_title", "alert_severity_id");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => RecordSubject.Of(Entities(record.Json), "", null);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (string.IsNullOrWhiteSpace(json.Text("alert_title")))
        {
            return new("missing-field", "the alert has no alert_title", "alert_title");
        }

        // IRIS takes an alert without a time as of now.
        var (time, at) = (output.Now, json.At("alert_source_event_time"));
        if (at.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && output.Time(at, "alert_source_event_time", out time) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record);
        var source = json.Text("alert_source") is { Length: > 0 } named ? named : "DFIR-IRIS client";
        var tags = (json.Text("alert_tags") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        output.Alert(new()
        {
            Source = Id,
            SourceRef = $"{source}|{(json.Text("alert_source_ref") is { Length: > 0 } reference ? reference : $"{MapOutput.RecordId(record.Bytes.Span):x32}")}",
            Title = json.Text("alert_title")!,
            Description = json.Text("alert_description") ?? json.Text("alert_note") ?? "",
            Product = source,
            Severity = json.Text("alert_severity_id") switch
            {
                "2" => Severity.Informational,
                "3" => Severity.Low,
                "4" => Severity.Medium,
                "5" => Severity.High,
                "6" => Severity.Critical,
                _ => Severity.Unknown,
            },
            Status = json.Text("alert_status_id") switch { "4" => AlertStatus.InProgress, "6" => AlertStatus.Resolved, _ => AlertStatus.New },
            Techniques = PeerObservables.Techniques(tags),
            Entities = [.. Entities(json).OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
            Link = json.Text("alert_source_link"),
        });
        return null;
    }

    private static IEnumerable<Entity?> Entities(JsonElement json) =>
    [
        .. json.Items("alert_iocs").Select(i => PeerObservables.Guess(i.Text("ioc_value"))),
        .. json.Items("alert_assets").SelectMany(a => (Entity?[])
        [
            Entity.Ip(a.Text("asset_name")) ?? (a.Text("asset_name") is { } name && name.Contains('@', StringComparison.Ordinal) ? Entity.AccountByMail(name, Cloud.Unknown) : Entity.HostByName(a.Text("asset_name"))),
            Entity.Ip(a.Text("asset_ip")),
        ]),
    ];
}
