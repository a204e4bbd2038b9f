using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure.Envelopes;

/// <summary>
/// The audit of an AKS cluster as diagnostic settings deliver it: one event of the API server, written as JSON text into <c>properties.log</c> (<c>log_s</c> in rows of
/// Log Analytics). Opened, it is the same event as of any other cluster. Text that does not say that it is an audit event stays in its record.
/// </summary>
[Envelope("azure.aks-audit")]
internal sealed class AksAudit : Envelope
{
    /// <summary>Whether the record carries an audit event; the source that would take the record as it is leaves it then.</summary>
    public static bool Holds(JsonElement json) => json.ValueKind == JsonValueKind.Object
        && (json.Text("category") ?? json.Text("Category")) is "kube-audit" or "kube-audit-admin"
        && Log(json) is { } log && log.AsSpan().TrimStart().StartsWith('{') && log.Contains("\"audit.k8s.io/", StringComparison.Ordinal);

    /// <summary>The event that a record carries (<see cref="Holds"/>), as JSON text.</summary>
    public static ReadOnlyMemory<byte> Event(JsonElement json) => Encoding.UTF8.GetBytes(Log(json)!);

    /// <inheritdoc/>
    public override bool Recognises(JsonElement json) => Holds(json);

    /// <inheritdoc/>
    public override IEnumerable<EnvelopePart>? Open(JsonElement json)
    {
        var cluster = json.FindText("resourceId|_ResourceId");
        var time = EventTimes.Read(json.At("time")) ?? EventTimes.Read(json.At("TimeGenerated"));
        return [new(null, Event(json), new("azure.aks-audit", cluster, time, AzureResourceId.Part(cluster, "subscriptions")?.ToLowerInvariant()))];
    }

    private static string? Log(JsonElement json) => json.Text("properties.log") ?? json.Text("log_s");
}
