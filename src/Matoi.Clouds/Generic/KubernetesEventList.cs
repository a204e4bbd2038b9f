using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>A batch of audit events as the Kubernetes API server's audit webhook posts it.</summary>
[Envelope("k8s.audit-webhook")]
internal sealed class KubernetesEventList : Envelope
{
    /// <inheritdoc/>
    public override bool Recognises(JsonElement json)
        => json.Text("kind") == "EventList" && json.Text("apiVersion")?.StartsWith("audit.k8s.io/", StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json) => json.Items("items").Select(item => new EnvelopePart(item, default, new("k8s.audit-webhook")));
}
