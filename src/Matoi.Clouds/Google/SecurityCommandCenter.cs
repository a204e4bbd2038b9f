using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>
/// Security Command Center findings as notifications deliver them (securitycenter v1 and v2 NotificationMessage) into Sentinel's <c>GoogleCloudSCC</c>.
/// Threats and toxic combinations are alerts of their own severity. Vulnerabilities, misconfigurations, observations and other posture findings are work for
/// the owner of the resource, not incidents: their alert is at most Low.
/// </summary>
[Source("google.scc", "Google Security Command Center", Cloud = Cloud.Google,
    Summary = "Finding notifications over Pub/Sub. THREAT and TOXIC_COMBINATION keep their severity; other classes are capped at Low; INACTIVE is Resolved, MUTED is Dismissed.")]
internal sealed class SecurityCommandCenter : Source
{
    /// <summary>Sentinel's table of findings.</summary>
    public static readonly JsonTable Table = new("GoogleCloudSCC",
        ("TimeGenerated:datetime", ""),
        ("Findings:dynamic", "finding"),
        ("FindingsResource:dynamic", "finding.resource|resource"),
        ("SourceProperties:dynamic", "finding.sourceProperties"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("finding") && record.Json.At("finding") is { ValueKind: JsonValueKind.Object } finding
            && finding.TryGetProperty("category", out _) && finding.TryGetProperty("resourceName", out _) | finding.TryGetProperty("sourceProperties", out _);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var finding = record.Json.At("finding");
        if (output.Time(finding.At("eventTime"), "finding.eventTime", out var time) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record, finding.Text("name") is { } name
            ? [finding.Text("canonicalName") ?? name, finding.Text("eventTime"), finding.Text("state"), finding.Text("mute"), finding.Text("severity")]
            : []);
        var resource = record.Json.At("resource") is { ValueKind: JsonValueKind.Object } beside ? beside : finding.At("resource");
        output.Alert(SccAlert.From(Id, finding, resource, time));
        return null;
    }
}
