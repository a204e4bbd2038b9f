using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Every other log entry of Cloud Logging: load balancers, Cloud Armor, Cloud DNS, access transparency, applications.</summary>
[Source("google.logging", "Google Cloud Logging", Cloud = Cloud.Google, Order = 80,
    Summary = "Log entries of any log that has no source of its own, such as HTTP load balancer requests, from a log sink over Pub/Sub or as JSON files.")]
internal sealed class CloudLogging : Source
{
    private static readonly JsonTable Table = new("GCPLogging_CL", ignoreCase: true,
        ("TimeGenerated:datetime", ""),
        ("Timestamp:datetime", "timestamp"),
        ("LogName", "logName"),
        ("InsertId", "insertId"),
        ("Severity", "severity"),
        ("ProjectId", ""),
        ("ResourceType", "resource.type"),
        ("ResourceLabels:dynamic", "resource.labels"),
        ("Labels:dynamic", "labels"),
        ("TextPayload", "textPayload"),
        ("JsonPayload:dynamic", "jsonPayload"),
        ("ProtoPayload:dynamic", "protoPayload"),
        ("HttpRequest:dynamic", "httpRequest"),
        ("RequestMethod", "httpRequest.requestMethod"),
        ("RequestUrl", "httpRequest.requestUrl"),
        ("RequestStatus:int", "httpRequest.status"),
        ("RemoteIp", "httpRequest.remoteIp"),
        ("ServerIp", "httpRequest.serverIp"),
        ("UserAgent", "httpRequest.userAgent"),
        ("Operation:dynamic", "operation"),
        ("Trace", "trace"),
        ("SpanId", "spanId"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => LogEntry.Name(record.Json) is { } name
            && (record.Has("resource") || record.Has("timestamp") || record.Has("receiveTimestamp"))
            && !name.EndsWith("%2Fvpc_flows", StringComparison.Ordinal) && !name.Contains("/logs/threatdetection.", StringComparison.Ordinal)
            && !name.EndsWith("/logs/compute.googleapis.com%2Ffirewall", StringComparison.Ordinal) && !AuditLog.IsAudit(record.Json);

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        var payload = json.At("jsonPayload");
        return RecordSubject.Of(
        [
            .. GoogleEntities.Named(payload),
            Entity.Ip(json.Text("httpRequest.remoteIp")),
            Entity.Of(EntityType.DNS, payload.Text("queryName")?.TrimEnd('.')),
            GoogleEntities.Resource(GoogleSubject.Instance(json)),
            GoogleSubject.Cluster(json, null),
        ], LogEntry.Project(json), GoogleSubject.Region(json, default));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (LogEntry.Time(record, output, out var time) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record, LogEntry.Identity(record)).Set("ProjectId", LogEntry.Project(record.Json));
        return null;
    }
}
