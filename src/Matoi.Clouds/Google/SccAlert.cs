using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Builds the alert of a Security Command Center finding (v1 or v2).</summary>
internal static class SccAlert
{
    /// <summary>The finding's alert.</summary>
    public static Alert From(string source, JsonElement finding, JsonElement resource, DateTimeOffset time)
    {
        var category = finding.Text("category") ?? "Finding";
        var resourceName = resource.Text("name") ?? finding.Text("resourceName");
        var display = resource.Text("displayName") ?? resource.Text("display_name") ?? finding.Text("assetDisplayName");
        var cloud = CloudOf(resource);
        var created = EventTimes.Read(finding.At("createTime")) ?? time;
        var account = AccountOf(finding, resource, resourceName, cloud);
        var shown = !string.IsNullOrEmpty(display) ? display
            : resourceName?.Contains("cloudresourcemanager.googleapis.com/projects/", StringComparison.Ordinal) == true ? $"project {account}"
            : Entity.Resource(cloud, resourceName)?.Name ?? "a resource";
        return new()
        {
            Source = source,
            SourceRef = finding.Text("canonicalName") ?? finding.Text("name") ?? $"{category}:{resourceName}",
            Title = $"{Sentence(category)} on {shown}",
            Description = finding.Text("description") ?? finding.Text("sourceProperties.Explanation") ?? "",
            AlertType = category,
            Product = "Google Security Command Center",
            Severity = SeverityOf(finding),
            Status = (finding.Text("state"), finding.Text("mute")) switch
            {
                ("INACTIVE", _) => AlertStatus.Resolved,
                (_, "MUTED") => AlertStatus.Dismissed,
                _ => AlertStatus.New,
            },
            Cloud = cloud,
            CloudAccount = account,
            Region = resource.Text("location") ?? "",
            Tactics = Tactics.Ids([finding.Text("mitreAttack.primaryTactic"), .. finding.Texts("mitreAttack.additionalTactics"),
                Tactic(category), finding.Text("sourceProperties.detectionCategory.technique")]),
            Techniques = SccTechniques.Ids(finding.Texts("mitreAttack.primaryTechniques").Concat(finding.Texts("mitreAttack.additionalTechniques"))),
            Entities = [.. Entities(finding, cloud, account).Prepend(GoogleEntities.Resource(resourceName, display, cloud)).OfType<Entity>()],
            FirstSeen = created < time ? created : time,
            LastSeen = time,
            Link = finding.Text("externalUri"),
        };
    }

    /// <summary>The tactic that a category such as <c>Persistence: IAM Anomalous Grant</c> starts with.</summary>
    public static string? Tactic(string category)
        => category.Split(':') is [var tactic, _, ..] ? tactic switch { "C2" => "CommandAndControl", "Brute_force" or "Brute force" => "CredentialAccess", _ => tactic } : null;

    /// <summary>Severity in Google's words, such as <c>HIGH</c>.</summary>
    public static Severity Level(string? word) => word?.ToUpperInvariant() switch
    {
        "CRITICAL" => Severity.Critical,
        "HIGH" => Severity.High,
        "MEDIUM" => Severity.Medium,
        "LOW" => Severity.Low,
        "INFO" or "INFORMATIONAL" or "MINIMAL" => Severity.Informational,
        _ => Severity.Unknown,
    };

    private static Severity SeverityOf(JsonElement finding)
    {
        var severity = Level(finding.Text("severity") is { } word and not "SEVERITY_UNSPECIFIED" ? word
            : finding.Text("sourceProperties.detectionPriority") ?? finding.Text("sourceProperties.SeverityLevel"));
        return IsThreat(finding) ? severity : (Severity)Math.Min((int)severity, (int)Severity.Low);
    }

    // Findings from before 2021 have no class: detectors say which category of detection it is, scanners name themselves.
    private static bool IsThreat(JsonElement finding) => finding.Text("findingClass") switch
    {
        "THREAT" or "TOXIC_COMBINATION" => true,
        null or "" or "FINDING_CLASS_UNSPECIFIED" => finding.At("sourceProperties.ScannerName").ValueKind == JsonValueKind.Undefined,
        _ => false,
    };

    private static Cloud CloudOf(JsonElement resource) => resource.Text("cloudProvider") switch
    {
        "AMAZON_WEB_SERVICES" => Cloud.Aws,
        "MICROSOFT_AZURE" => Cloud.Azure,
        _ => Cloud.Google,
    };

    private static string AccountOf(JsonElement finding, JsonElement resource, string? name, Cloud cloud) => (cloud switch
    {
        Cloud.Aws => resource.Text("awsMetadata.account.id"),
        Cloud.Azure => resource.Text("azureMetadata.subscription.id"),
        _ => resource.Text("gcpMetadata.projectDisplayName") ?? resource.Text("projectDisplayName") ?? resource.Text("project_display_name")
            ?? finding.Text("sourceProperties.ProjectId") ?? finding.Text("sourceProperties.properties.project_id")
            ?? finding.Text("sourceProperties.properties.network.project") ?? ProjectIn(name),
    }) ?? "";

    private static string? ProjectIn(string? name)
    {
        var steps = name?.Split('/') ?? [];
        var at = Array.IndexOf(steps, "projects");
        return at >= 0 && at + 1 < steps.Length ? steps[at + 1] : null;
    }

    private static IEnumerable<Entity?> Entities(JsonElement finding, Cloud cloud, string account) =>
    [
        GoogleEntities.Principal(finding.Text("access.principalEmail") ?? finding.Text("access.principalSubject")),
        cloud == Cloud.Google || finding.Text("access.userName") is not { Length: > 0 } user ? null
            : Entity.AccountIn(cloud, account, cloud == Cloud.Aws ? "user/" + user : user),
        Entity.Ip(finding.Text("access.callerIp")),
        .. GoogleEntities.Key(finding.Text("access.serviceAccountKeyName")),
        .. finding.Texts("indicator.ipAddresses").Select(Entity.Ip),
        .. finding.Texts("indicator.domains").Select(domain => Entity.Of(EntityType.DNS, domain)),
        .. finding.Texts("indicator.uris").Select(uri => Entity.Of(EntityType.URL, uri)),
        .. finding.Items("connections").SelectMany(c => new[] { Entity.Ip(c.Text("sourceIp")), Entity.Ip(c.Text("destinationIp")) }),
        .. finding.Items("iamBindings").Select(binding => GoogleEntities.Principal(binding.Text("member"))),
        .. finding.Items("exfiltration.sources").Concat(finding.Items("exfiltration.targets")).Select(data => GoogleEntities.Resource(data.Text("name"))),
        .. finding.Items("processes").Select(process => Entity.Of(EntityType.Process, process.Text("binary.path") ?? process.Text("name"))),
        .. finding.Items("processes").Select(process => Entity.Of(EntityType.FileHash, process.Text("binary.sha256"))),
        .. finding.Items("files").Select(file => Entity.Of(EntityType.FileHash, file.Text("sha256"))),
        .. GoogleEntities.Named(finding.At("sourceProperties.properties")),
    ];

    // PUBLIC_BUCKET_ACL reads "Public bucket acl"; threats are written for people already.
    private static string Sentence(string category)
        => category.Any(char.IsLower) ? category : char.ToUpperInvariant(category[0]) + category[1..].Replace('_', ' ').ToLowerInvariant();
}
