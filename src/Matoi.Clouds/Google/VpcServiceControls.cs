using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Denials by VPC Service Controls inside audit log entries. An enforced denial has no <c>dryRun</c> at all; a dry run has it set.</summary>
internal static class VpcServiceControls
{
    /// <summary>The alert of an enforced denial; null for a dry run and for every other entry.</summary>
    public static Alert? Denial(string source, SourceRecord record, DateTimeOffset time)
    {
        var entry = record.Json;
        var payload = LogEntry.Member(entry, "protoPayload");
        var metadata = payload.At("metadata");
        if (LogEntry.Type(metadata)?.EndsWith(".VpcServiceControlAuditMetadata", StringComparison.Ordinal) != true
            || metadata.At("dryRun").ValueKind == JsonValueKind.True)
        {
            return null;
        }

        var principal = payload.Text("authenticationInfo.principalEmail");
        var service = payload.Text("serviceName") ?? "a service";
        var reason = metadata.Text("violationReason") ?? "";
        var project = LogEntry.Project(entry) ?? "";
        return new()
        {
            Source = source,
            SourceRef = metadata.Text("vpcServiceControlsUniqueId") ?? LogEntry.AlertRef(record, project),
            Title = $"VPC Service Controls blocked {principal ?? "an unnamed caller"} from calling {payload.Text("methodName") ?? "a method"} of {service}",
            Description = payload.Text("status.message") ?? reason,
            AlertType = reason,
            Product = "Google VPC Service Controls",
            Severity = Severity.Medium,
            Cloud = Cloud.Google,
            CloudAccount = project,
            Region = payload.Texts("resourceLocation.currentLocations").FirstOrDefault() ?? "",
            Tactics = Tactics.Ids("Exfiltration"),
            Entities = [.. new[] { GoogleEntities.Principal(principal), Entity.Ip(payload.Text("requestMetadata.callerIp") ?? payload.Text("requestMetadata.callerIP")) }
                .Concat(metadata.Texts("resourceNames").Prepend(payload.Text("resourceName")).Select(name => GoogleEntities.Resource(name)))
                .OfType<Entity>()],
            FirstSeen = time,
            LastSeen = time,
        };
    }
}
