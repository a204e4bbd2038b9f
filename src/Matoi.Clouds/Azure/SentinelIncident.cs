using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Microsoft Sentinel incidents: the body of the Logic App incident trigger, the REST object and <c>SecurityIncident</c> rows. Every change is a row; all changes
/// of one incident are one alert, with the incident's alerts and related entities.
/// </summary>
[Source("azure.sentinel-incident", "Microsoft Sentinel", Cloud = Cloud.Azure,
    Summary = "Incidents from a Logic App with the Sentinel incident trigger, the REST API or Log Analytics.")]
internal sealed class SentinelIncident : Source
{
    private static readonly JsonTable Table = new("SecurityIncident", ignoreCase: true, [.. new[]
    {
        ("AdditionalData:dynamic", "additionalData"), ("AlertIds:dynamic", ""), ("BookmarkIds:dynamic", ""), ("Classification", "classification"),
        ("ClassificationComment", "classificationComment"), ("ClassificationReason", "classificationReason"), ("ClosedTime:datetime", "closedTimeUtc"),
        ("Comments:dynamic", "comments"), ("CreatedTime:datetime", "createdTimeUtc"), ("Description", "description"),
        ("FirstActivityTime:datetime", "firstActivityTimeUtc"), ("FirstModifiedTime:datetime", "firstModifiedTimeUtc"), ("IncidentName", ""),
        ("IncidentNumber:int", "incidentNumber"), ("IncidentUrl", "incidentUrl"), ("Labels:dynamic", "labels"), ("LastActivityTime:datetime", "lastActivityTimeUtc"),
        ("LastModifiedTime:datetime", "lastModifiedTimeUtc"), ("ModifiedBy", "modifiedBy"), ("Owner:dynamic", "owner"), ("ProviderIncidentId", "providerIncidentId"),
        ("ProviderName", "providerName"), ("RelatedAnalyticRuleIds:dynamic", "relatedAnalyticRuleIds"), ("Severity", "severity"), ("SourceSystem", "sourceSystem"),
        ("Status", "status"), ("Tasks:dynamic", "tasks"), ("TenantId", "tenantId"), ("Title", "title"),
    }.Select(c => (c.Item1, c.Item2.Length == 0 ? c.Item1.Split(':')[0] : $"object.properties.{c.Item2}|properties.{c.Item2}|{c.Item1.Split(':')[0]}"))]);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
    {
        var json = record.Json;
        return (json.FindText("IncidentName") is not null && json.FindText("IncidentNumber") is not null)
            || (json.FindText("object.properties.title|properties.title") is not null && json.FindText("object.type|type|objectSchemaType") is { } type
                && (type.EndsWith("SecurityInsights/Incidents", StringComparison.OrdinalIgnoreCase) || type == "Incident"));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        var envelope = json.Find("object") is { ValueKind: JsonValueKind.Object } inner ? inner : json;
        var incident = envelope.Find("properties") is { ValueKind: JsonValueKind.Object } properties ? properties : envelope;
        var at = incident.Find("lastModifiedTimeUtc|LastModifiedTime|createdTimeUtc|CreatedTime|TimeGenerated");
        if (output.Time(at, "lastModifiedTimeUtc", out var time) is { } problem)
        {
            return problem;
        }

        var id = envelope.FindText("IncidentName|name") ?? AzureResourceId.Part(envelope.FindText("id"), "incidents");
        if (id is null)
        {
            return new("missing-field", "the incident has no name, so its updates could not be told apart; send the whole incident object", "name");
        }

        var alerts = incident.FindItems("alerts").Select(alert => alert.Find("properties") is { ValueKind: JsonValueKind.Object } p ? p : alert).ToList();
        var row = output.Row(Table, time, record, id, time.UtcDateTime.ToString("O"), incident.FindText("status"));
        row.Set("IncidentName", id);
        if (alerts.Count > 0)
        {
            row.Set("AlertIds", JsonSerializer.SerializeToElement(alerts.Select(alert => alert.FindText("systemAlertId")).OfType<string>()));
        }

        output.Alert(Alert(json, envelope, incident, alerts, id, time));
        return null;
    }

    private static Alert Alert(JsonElement json, JsonElement envelope, JsonElement incident, List<JsonElement> alerts, string id, DateTimeOffset time)
    {
        var parts = alerts.Select(alert => (Alert: alert, Where: AffectedResource.Of(alert, null))).ToList();
        var related = incident.FindItems("relatedEntities");
        var where = parts.Select(part => part.Where).Append(AffectedResource.Of(default, null, related)).FirstOrDefault(w => w.Cloud != Cloud.Azure);
        var (cloud, account) = (where?.Cloud ?? Cloud.Azure, where?.Account ?? "");
        var entities = AzureEntities.Read(related, cloud, account)
            .Concat(parts.SelectMany(part => Entities(part.Alert, part.Where)))
            .Concat(where?.Entities ?? []).DistinctBy(e => e.Key).ToList();
        if (where is null)
        {
            account = entities.Where(e => e.Type is EntityType.CloudResource or EntityType.Host).Select(e => AzureResourceId.Part(e.Key, "subscriptions")).FirstOrDefault(s => s is not null)
                ?? (json.FindText("workspaceInfo.SubscriptionId") ?? AzureResourceId.Part(envelope.FindText("id"), "subscriptions") ?? "").ToLowerInvariant();
        }

        var first = EventTimes.Read(incident.Find("firstActivityTimeUtc|FirstActivityTime|createdTimeUtc|CreatedTime")) ?? time;
        var data = incident.Find("additionalData").Parsed();
        return new()
        {
            Source = "azure.sentinel-incident",
            SourceRef = id,
            Title = incident.FindText("title") ?? id,
            Description = incident.FindText("description") ?? "",
            AlertType = alerts.Select(alert => alert.FindText("alertType")).FirstOrDefault(type => type is not null) ?? "",
            Product = MicrosoftNames.Product(incident.FindText("providerName") ?? "Azure Sentinel"),
            Severity = MicrosoftNames.Severity(incident.FindText("severity")),
            Status = Status(incident),
            Cloud = cloud,
            CloudAccount = account,
            Region = where?.Region ?? "",
            Tactics = Tactics.Ids([.. data.FindTexts("tactics"), .. alerts.SelectMany(alert => alert.FindTexts("tactics"))]),
            Techniques = [.. data.FindTexts("techniques").Concat(alerts.SelectMany(alert => alert.FindTexts("techniques"))).Distinct()],
            Entities = entities,
            FirstSeen = first,
            LastSeen = EventTimes.Read(incident.Find("lastActivityTimeUtc|LastActivityTime")) ?? first,
            Count = long.TryParse(data.FindText("alertsCount"), out var count) && count > 0 ? count : null,
            Link = incident.FindText("incidentUrl"),
        };
    }

    private static IEnumerable<Entity> Entities(JsonElement alert, AffectedResource where)
        => AzureEntities.Read(alert.FindItems("entities|additionalData.entities"), where.Cloud, where.Account)
            .Concat(alert.FindItems("resourceIdentifiers").Select(r => AzureResourceId.Entity(r.FindText("azureResourceId|resourceId"))).OfType<Entity>())
            .Concat(where.Entities)
            .Concat(new[] { Entity.AccountByMail(alert.FindText("compromisedEntity"), where.Cloud), Entity.Ip(alert.FindText("compromisedEntity")) }.OfType<Entity>());

    private static AlertStatus Status(JsonElement incident) => incident.FindText("status")?.ToLowerInvariant() switch
    {
        "active" => AlertStatus.InProgress,
        "closed" when incident.FindText("classification") is "FalsePositive" or "BenignPositive" => AlertStatus.Dismissed,
        var status => MicrosoftNames.Status(status),
    };
}
