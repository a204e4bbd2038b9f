using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Detections of Google SecOps (Chronicle) rules, with the UDM events behind them. Only rules that are set to alert raise alerts.</summary>
[Source("google.secops", "Google SecOps", Cloud = Cloud.Google, Summary = "RULE_DETECTION objects of the detections API or a webhook; alerting ones become alerts.")]
internal sealed class SecOpsDetection : Source
{
    private static readonly JsonTable Table = new("GoogleSecOpsDetections_CL",
        ("TimeGenerated:datetime", ""),
        ("DetectionId", "id"),
        ("DetectionType", "type"),
        ("CreatedTime:datetime", "createdTime"),
        ("LastUpdatedTime:datetime", "lastUpdatedTime"),
        ("WindowStart:datetime", "timeWindow.startTime"),
        ("WindowEnd:datetime", "timeWindow.endTime"),
        ("RuleId", "detection[0].ruleId"),
        ("RuleName", "detection[0].ruleName"),
        ("RuleVersion", "detection[0].ruleVersion"),
        ("AlertState", "detection[0].alertState"),
        ("Severity", "detection[0].severity"),
        ("RiskScore:int", "detection[0].riskScore"),
        ("RuleLabels:dynamic", "detection[0].ruleLabels"),
        ("DetectionFields:dynamic", "detection[0].detectionFields"),
        ("CollectionElements:dynamic", "collectionElements"));

    private static readonly string[] Nouns = ["principal", "target", "src"];

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("type", "detection") && record.Json.Text("type") is "RULE_DETECTION" or "GCTI_FINDING" && record.Json.At("detection").ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        var field = json.Text("detectionTime") is null ? "createdTime" : "detectionTime";
        if (output.Time(json.At(field), field, out var time) is { } problem)
        {
            return problem;
        }

        output.Row(Table, time, record, json.Text("id") is { } id ? [id, json.Text("lastUpdatedTime"), json.Text("createdTime")] : []);
        var rule = json.Items("detection").FirstOrDefault();
        if (rule.Text("alertState") != "NOT_ALERTING")
        {
            output.Alert(Alert(json, rule, time));
        }

        return null;
    }

    private Alert Alert(JsonElement json, JsonElement rule, DateTimeOffset time)
    {
        var name = rule.Text("ruleName") ?? "unnamed rule";
        var labels = rule.Items("ruleLabels").ToLookup(l => l.Text("key") ?? "", l => l.Text("value") ?? "", StringComparer.OrdinalIgnoreCase);
        var entities = json.Items("collectionElements").SelectMany(e => e.Items("references")).SelectMany(r => UdmEntities(r.At("event")));
        return new()
        {
            Source = Id,
            SourceRef = json.Text("id") ?? $"{rule.Text("ruleId")}:{time:O}",
            Title = $"Google SecOps rule {name} detected {rule.Text("summary") ?? "matching activity"}",
            Description = rule.Text("description") ?? "",
            AlertType = name,
            Product = "Google SecOps",
            Severity = SccAlert.Level(rule.Text("severity") ?? labels["severity"].FirstOrDefault()),
            Cloud = Cloud.Google,
            Tactics = Tactics.Ids(labels["tactic"].Concat(labels["mitre_attack_tactic"])),
            Techniques = [.. labels["technique"].Concat(labels["mitre_attack_technique"]).Where(t => t.StartsWith('T')).Select(t => t.Split(' ', ':')[0]).Distinct()],
            Entities = [.. entities.OfType<Entity>()],
            FirstSeen = EventTimes.Read(json.At("timeWindow.startTime")) ?? time,
            LastSeen = EventTimes.Read(json.At("timeWindow.endTime")) ?? time,
            Link = rule.Text("urlBackToProduct"),
        };
    }

    private static IEnumerable<Entity?> UdmEntities(JsonElement udm)
        => Nouns.Select(noun => udm.At(noun)).SelectMany(noun => noun.Texts("ip").Select(Entity.Ip)
            .Append(Entity.HostByName(noun.Text("hostname")))
            .Append(Entity.AccountByMail(noun.Texts("user.emailAddresses").FirstOrDefault() ?? noun.Text("user.userid"), Cloud.Google))
            .Append(Entity.Resource(Cloud.Google, noun.Text("resource.name")))
            .Append(Entity.Of(EntityType.URL, noun.Text("url")))
            .Append(Entity.Of(EntityType.FileHash, noun.Text("file.sha256"))));
}
