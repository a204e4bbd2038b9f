using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>
/// Cases of Google SecOps SOAR. SecOps has no outbound webhook of its own: a playbook's HTTP step posts
/// <c>{caseId, title, priority, stage, status, environment, alerts: [{identifier, name, ruleGenerator, product, vendor, startTime, entities}], url}</c>.
/// </summary>
[Source("google.secops-case", "Google SecOps cases", Cloud = Cloud.Google, Summary = "One JSON per case, posted by a SecOps playbook when a case opens or changes; one alert per case.")]
internal sealed class SecOpsCase : Source
{
    private static readonly JsonTable Table = new("GoogleSecOpsCases_CL",
        ("TimeGenerated:datetime", ""),
        ("CaseId:long", "caseId"),
        ("Title", "title"),
        ("Priority", "priority"),
        ("Stage", "stage"),
        ("Status", "status"),
        ("Environment", "environment"),
        ("Url", "url"),
        ("Alerts:dynamic", "alerts"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
        => record.Has("caseId", "priority", "alerts") && record.Json.Text("priority")?.StartsWith("PRIORITY_", StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        var times = json.Items("alerts").Select(a => EventTimes.Read(a.At("startTime"))).OfType<DateTimeOffset>().Order().ToList();
        if ((times.Count == 0 ? output.Time(default(JsonElement), "alerts[].startTime", out var last) : output.Time($"{times[^1]:O}", "alerts[].startTime", out last))
            is { } problem)
        {
            return problem;
        }

        output.Row(Table, last, record);
        output.Alert(new()
        {
            Source = Id,
            SourceRef = json.Text("caseId")!,
            Title = json.Text("title") is { Length: > 0 } title ? title : $"Google SecOps case {json.Text("caseId")}",
            Description = string.Join(", ", json.Items("alerts").Select(a => a.Text("name")).OfType<string>().Distinct()),
            AlertType = json.Items("alerts").Select(a => a.Text("ruleGenerator")).FirstOrDefault(rule => rule is not null) ?? "",
            Product = "Google SecOps",
            Severity = SccAlert.Level(json.Text("priority")!["PRIORITY_".Length..]),
            Status = json.Text("status") switch { "CLOSED" => AlertStatus.Resolved, _ => json.Text("stage") is null or "Triage" ? AlertStatus.New : AlertStatus.InProgress },
            Cloud = Cloud.Google,
            Entities = [.. json.Items("alerts").SelectMany(a => a.Items("entities")).Select(One).OfType<Entity>()],
            FirstSeen = times.Count == 0 ? last : times[0],
            LastSeen = last,
            Count = json.At("alerts").ValueKind == JsonValueKind.Array ? json.At("alerts").GetArrayLength() : null,
            Link = json.Text("url"),
        });
        return null;
    }

    private static Entity? One(JsonElement entity)
    {
        var name = entity.Text("identifier");
        return entity.Text("type")?.ToUpperInvariant() switch
        {
            "ADDRESS" or "IP" => Entity.Ip(name),
            "USERUNIQNAME" or "USER" => Entity.AccountIn(Cloud.Google, null, name),
            "HOSTNAME" or "HOST" => Entity.HostByName(name),
            "FILEHASH" => Entity.Of(EntityType.FileHash, name),
            "DOMAIN" => Entity.Of(EntityType.DNS, name),
            "DESTINATIONURL" or "URL" => Entity.Of(EntityType.URL, name),
            "PROCESS" => Entity.Of(EntityType.Process, name),
            "GENERICENTITY" or "RESOURCE" => Entity.Resource(Cloud.Google, name),
            _ => null,
        };
    }
}
