using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Builds the alert of an OCSF finding.</summary>
internal static class OcsfAlert
{
    private const int VulnerabilityFinding = 2002;
    private const int ComplianceFinding = 2003;
    private const int IncidentFinding = 2005;

    /// <summary>The finding's alert; null for other classes and for checks that did not fail.</summary>
    public static Alert? From(string source, JsonElement json, DateTimeOffset time)
    {
        if (!json.At("class_uid").TryGetInt32(out var kind) || kind is < 2001 or > 2008 || !Failed(json, out var isCheck))
        {
            return null;
        }

        var finding = json.At("finding_info") is { ValueKind: JsonValueKind.Object } info ? info
            : json.At("finding") is { ValueKind: JsonValueKind.Object } old ? old
            : json.Items("finding_info_list").FirstOrDefault();
        var cloud = CloudOf(json);
        var account = json.Text("cloud.account.uid") ?? json.Text("cloud.account_uid") ?? "";
        var severity = (Severity)(json.At("severity_id") is { ValueKind: JsonValueKind.Number } level && level.TryGetInt32(out var id) && id <= 6 ? id : 0);
        var attacks = json.Items("attacks").Concat(finding.Items("attacks")).ToList();
        return new()
        {
            Source = source,
            SourceRef = finding.Text("uid") ?? json.Text("metadata.uid") ?? $"{kind}:{time:O}",
            Title = Title(json, finding, isCheck),
            Description = (isCheck ? json.Text("status_detail") : null) ?? finding.Text("desc") ?? json.Text("desc") ?? json.Text("message") ?? "",
            AlertType = (isCheck ? json.Text("metadata.event_code") : null) ?? finding.Texts("types").FirstOrDefault() ?? json.Text("class_name") ?? "",
            Product = Product(json),
            Severity = isCheck || kind is VulnerabilityFinding or ComplianceFinding ? (Severity)Math.Min((int)severity, (int)Severity.Low) : severity,
            Confidence = int.TryParse(json.Text("confidence_score"), out var score) && score is >= 0 and <= 100 ? score : null,
            Status = Status(json, kind),
            Cloud = cloud,
            CloudAccount = account,
            Region = json.Text("cloud.region") ?? Resources(json).Select(r => r.Text("region")).FirstOrDefault(r => r is not null) ?? "",
            Tactics = Tactics.Ids(attacks.SelectMany(a => a.Items("tactics").Append(a.At("tactic"))).Select(t => t.Text("uid") ?? t.Text("name"))),
            Techniques = [.. attacks.Select(a => a.Text("sub_technique.uid") ?? a.Text("technique.uid")).OfType<string>().Distinct()],
            Entities = [.. OcsfEntities.Of(json, Resources(json), cloud, account).OfType<Entity>()],
            FirstSeen = Seen(finding, "first_seen") ?? Seen(finding, "created") ?? time,
            LastSeen = Seen(finding, "last_seen") ?? time,
            Count = long.TryParse(json.Text("count"), out var count) ? count : null,
            Link = finding.Text("src_url") ?? json.Text("src_url"),
        };
    }

    /// <summary>Whom and what an event of any class is about.</summary>
    public static RecordSubject Subject(JsonElement json)
    {
        var (cloud, account) = (CloudOf(json), json.Text("cloud.account.uid") ?? json.Text("cloud.account_uid") ?? "");
        return RecordSubject.Of(OcsfEntities.Of(json, Resources(json), cloud, account), account, json.Text("cloud.region"));
    }

    /// <summary>True unless the finding is the result of a check that passed or that a person must do; <paramref name="isCheck"/> tells whether it is one.</summary>
    private static bool Failed(JsonElement json, out bool isCheck)
    {
        var result = (json.Text("compliance.status") ?? json.Text("status_code"))?.ToUpperInvariant();
        isCheck = result is "PASS" or "PASSED" or "FAIL" or "FAILED" or "MANUAL" or "MUTED" or "WARNING" or "NOT_AVAILABLE" or "UNKNOWN";
        return !isCheck || result is "FAIL" or "FAILED" or "WARNING";
    }

    private static IEnumerable<JsonElement> Resources(JsonElement json)
        => json.At("resource") is { ValueKind: JsonValueKind.Object } one ? json.Items("resources").Prepend(one) : json.Items("resources");

    private static string Title(JsonElement json, JsonElement finding, bool isCheck)
    {
        var title = finding.Text("title") is { Length: > 0 } named ? named : json.Text("message") ?? json.Text("class_name") ?? "OCSF finding";
        var resource = Resources(json).Select(r => r.Text("name") ?? r.Text("uid")).FirstOrDefault(name => !string.IsNullOrEmpty(name));
        return isCheck && resource is not null ? $"Check failed on {resource}: {title}" : title;
    }

    private static Cloud CloudOf(JsonElement json)
    {
        var vendor = json.Text("cloud.provider") ?? json.Text("metadata.product.vendor_name") ?? "";
        return vendor.ToUpperInvariant() switch
        {
            "AWS" or "AMAZON" or "AMAZON WEB SERVICES" => Cloud.Aws,
            "AZURE" or "MICROSOFT" or "MICROSOFT AZURE" or "M365" => Cloud.Azure,
            "GCP" or "GOOGLE" or "GOOGLE CLOUD" or "GOOGLE CLOUD PLATFORM" => Cloud.Google,
            _ => Cloud.Unknown,
        };
    }

    private static string Product(JsonElement json)
    {
        var name = json.Text("metadata.product.name") is { Length: > 0 } product ? product : json.Text("metadata.product.vendor_name") ?? "OCSF";
        var byAmazon = json.Text("metadata.product.vendor_name")?.ToUpperInvariant() is "AWS" or "AMAZON";
        return !byAmazon || name.StartsWith("AWS", StringComparison.Ordinal) || name.StartsWith("Amazon", StringComparison.Ordinal) ? name
            : name is "GuardDuty" or "Inspector" or "Macie" or "Detective" ? "Amazon " + name : "AWS " + name;
    }

    private static AlertStatus Status(JsonElement json, int kind) => json.Text("status_id") switch
    {
        "2" => AlertStatus.InProgress,
        "3" => kind == IncidentFinding ? AlertStatus.InProgress : AlertStatus.Dismissed,
        "4" => AlertStatus.Resolved,
        "5" or "6" => kind == IncidentFinding ? AlertStatus.Resolved : AlertStatus.Dismissed,
        _ => json.Text("status")?.ToUpperInvariant() switch
        {
            "IN PROGRESS" => AlertStatus.InProgress,
            "SUPPRESSED" or "ARCHIVED" => AlertStatus.Dismissed,
            "RESOLVED" or "CLOSED" => AlertStatus.Resolved,
            _ => AlertStatus.New,
        },
    };

    private static DateTimeOffset? Seen(JsonElement finding, string name)
        => EventTimes.Read(finding.At(name + "_time")) ?? EventTimes.Read(finding.At(name + "_time_dt"));
}
