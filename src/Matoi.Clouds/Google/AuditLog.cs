using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>
/// Cloud Audit Logs: admin activity, data access, system events and policy denials of every service, GKE and Workspace, into Sentinel's <c>GCPAuditLogs</c>
/// (Cloud Logging's LogEntry with a google.cloud.audit.AuditLog). Enforced VPC Service Controls denials also raise an alert.
/// </summary>
[Source("google.audit", "Google Cloud Audit Logs", Cloud = Cloud.Google,
    Summary = "Audit log entries from a log sink: Pub/Sub push or pull, files of JSON lines or an array. Enforced VPC Service Controls denials are alerts, dry-run ones only rows.")]
internal sealed class AuditLog : Source
{
    private static readonly JsonTable Table = new("GCPAuditLogs", ignoreCase: true,
        ("TimeGenerated:datetime", ""),
        ("Timestamp:datetime", "timestamp"),
        ("ProjectId", "resource.labels.project_id"),
        ("Subscription", ""),
        ("LogName", "logName"),
        ("InsertId", "insertId"),
        ("Severity", "severity"),
        ("GCPResourceType", "resource.type"),
        ("GCPResourceName", "protoPayload.resourceName"),
        ("ServiceName", "protoPayload.serviceName"),
        ("MethodName", "protoPayload.methodName"),
        ("PrincipalEmail", "protoPayload.authenticationInfo.principalEmail"),
        ("AuthenticationInfo:dynamic", "protoPayload.authenticationInfo"),
        ("AuthorizationInfo:dynamic", "protoPayload.authorizationInfo"),
        ("RequestMetadata:dynamic", "protoPayload.requestMetadata"),
        ("Request:dynamic", "protoPayload.request"),
        ("Response:dynamic", "protoPayload.response"),
        ("Metadata:dynamic", "protoPayload.metadata"),
        ("ServiceData:dynamic", "protoPayload.serviceData"),
        ("ResourceLocation:dynamic", "protoPayload.resourceLocation"),
        ("ResourceOriginalState:dynamic", "protoPayload.resourceOriginalState"),
        ("NumResponseItems", "protoPayload.numResponseItems"),
        ("Status:dynamic", "protoPayload.status"),
        ("StatusMessage", "protoPayload.status.message"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => IsAudit(record.Json);

    /// <summary>True for an entry that carries an AuditLog.</summary>
    public static bool IsAudit(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || LogEntry.Member(json, "protoPayload") is not { ValueKind: JsonValueKind.Object } payload)
        {
            return false;
        }

        return LogEntry.Type(payload) is { } type
            ? type.EndsWith(".AuditLog", StringComparison.Ordinal)
            : LogEntry.IsOf(json, "cloudaudit.googleapis.com") || payload.TryGetProperty("methodName", out _) || payload.TryGetProperty("serviceName", out _)
                || payload.TryGetProperty("authorizationInfo", out _);
    }

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => AuditLogSubject.Of(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (LogEntry.Time(record, output, out var time) is { } problem)
        {
            return problem;
        }

        var row = output.Row(Table, time, record, LogEntry.Identity(record));
        row.Set("ProjectId", LogEntry.Project(record.Json));
        if (record.Delivery is { Kind: "google.pubsub", Name: { } subscription })
        {
            row.Set("Subscription", subscription);
        }

        if (VpcServiceControls.Denial(Id, record, time) is { } alert)
        {
            output.Alert(alert);
        }

        return null;
    }
}
