using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>
/// Kubernetes API audit events (<c>audit.k8s.io</c>) of EKS, AKS, GKE on-premises or any cluster, into <c>KubernetesAudit_CL</c>, whose columns are named as
/// in Azure Monitor's <c>AKSAudit</c>. Format: Kubernetes reference, kube-apiserver audit configuration.
/// </summary>
[Source("k8s.audit", "Kubernetes audit", Summary = "Kubernetes API server audit events: EKS control plane logs, AKS diagnostic settings, audit webhooks, audit files.")]
internal sealed class KubernetesAudit : Source
{
    private static readonly JsonTable Table = new("KubernetesAudit_CL",
        ("TimeGenerated:datetime", ""),
        ("AuditId", "auditID"),
        ("Level", "level"),
        ("Stage", "stage"),
        ("RequestUri", "requestURI"),
        ("Verb", "verb"),
        ("UserName", "user.username"),
        ("User:dynamic", "user"),
        ("ImpersonatedUser:dynamic", "impersonatedUser"),
        ("SourceIp", "sourceIPs[0]"),
        ("SourceIps:dynamic", "sourceIPs"),
        ("UserAgent", "userAgent"),
        ("Namespace", "objectRef.namespace"),
        ("ResourceType", "objectRef.resource"),
        ("Subresource", "objectRef.subresource"),
        ("ResourceName", "objectRef.name"),
        ("ObjectRef:dynamic", "objectRef"),
        ("ResponseCode:int", "responseStatus.code"),
        ("ResponseStatus:dynamic", "responseStatus"),
        ("RequestObject:dynamic", "requestObject"),
        ("ResponseObject:dynamic", "responseObject"),
        ("RequestReceivedTime:datetime", "requestReceivedTimestamp"),
        ("StageReceivedTime:datetime", "stageTimestamp"),
        ("Decision", ""),
        ("Annotations:dynamic", "annotations"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("kind") && record.Json.Text("kind") == "Event"
        && (record.Has("auditID") || record.Has("verb", "objectRef") || record.Json.Text("apiVersion")?.StartsWith("audit.k8s.io/", StringComparison.Ordinal) == true);

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => KubernetesSubject.Of(record);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (output.Time(record, out var time, "stageTimestamp", "requestReceivedTimestamp") is { } problem)
        {
            return problem;
        }

        // One request is audited once per stage.
        var row = output.Row(Table, time, record, record.OwnId(json.Text("auditID"), json.Text("stage"), json.Text("requestReceivedTimestamp"), json.Text("requestURI")));
        row.Set("Decision", json.At("annotations") is { ValueKind: JsonValueKind.Object } notes
            && notes.TryGetProperty("authorization.k8s.io/decision", out var decision) ? decision : default);
        return null;
    }
}
