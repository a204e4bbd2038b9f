using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Azure Monitor alerts in the common alert schema (action group webhooks). Fired and resolved carry one alert id, so the second updates the first.
/// Format: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema.
/// </summary>
[Source("azure.monitor-alert", "Azure Monitor", Cloud = Cloud.Azure, Summary = "Action group webhook with the common alert schema switched on.")]
internal sealed class MonitorAlert : Source
{
    private const string Essentials = "data.essentials";

    private static readonly JsonTable Table = new("AzureMonitorAlerts_CL", ignoreCase: true, [.. new[]
    {
        "alertId", "alertRule", "alertRuleId", "severity", "signalType", "monitorCondition", "monitoringService", "originAlertId", "description",
        "firedDateTime:datetime", "resolvedDateTime:datetime", "alertTargetIDs:dynamic", "configurationItems:dynamic", "targetResourceType", "targetResourceGroup",
        "investigationLink", "essentialsVersion", "alertContextVersion",
    }.Select(column => (char.ToUpperInvariant(column[0]) + column[1..], $"{Essentials}.{column.Split(':')[0]}")),
        ("AlertContext:dynamic", "data.alertContext"), ("CustomProperties:dynamic", "data.customProperties"), ("_ResourceId", "")]);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Json.FindText("schemaId") == "azureMonitorCommonAlertSchema";

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var essentials = record.Json.Find(Essentials);
        var fired = essentials.Find("firedDateTime");
        var resolved = EventTimes.Read(essentials.Find("resolvedDateTime"));
        if (output.Time(fired, "firedDateTime", out var first) is { } problem)
        {
            return problem;
        }

        if (essentials.FindText("alertId") is not { } id)
        {
            return new("missing-field", "the alert has no data.essentials.alertId; switch on the common alert schema in the action group", "alertId");
        }

        var targets = essentials.FindTexts("alertTargetIDs").ToList();
        var row = output.Row(Table, resolved ?? first, record, id, essentials.FindText("monitorCondition"), essentials.FindText("firedDateTime"), essentials.FindText("resolvedDateTime"));
        row.Set("_ResourceId", targets.FirstOrDefault()?.ToLowerInvariant());
        output.Alert(Alert(record.Json, essentials, id, targets, first, resolved ?? first));
        return null;
    }

    private static Alert Alert(JsonElement json, JsonElement essentials, string id, List<string> targets, DateTimeOffset first, DateTimeOffset last)
    {
        var names = string.Join(", ", essentials.FindTexts("configurationItems").DefaultIfEmpty(targets.FirstOrDefault()?.Split('/')[^1] ?? "").Take(3));
        var context = json.Find("data.alertContext");
        return new()
        {
            Source = "azure.monitor-alert",
            SourceRef = id,
            Title = $"{essentials.FindText("alertRule") ?? "An alert rule"} fired{(names.Length > 0 ? " on " + names : "")}",
            Description = essentials.FindText("description") ?? "",
            AlertType = essentials.FindText("alertRule") ?? "",
            Product = "Azure Monitor",
            Severity = essentials.FindText("severity") switch
            {
                "Sev0" => Severity.Critical,
                "Sev1" => Severity.High,
                "Sev2" => Severity.Medium,
                "Sev3" or "Sev4" => Severity.Informational,
                _ => Severity.Unknown,
            },
            Status = essentials.FindText("monitorCondition") is "Resolved" ? AlertStatus.Resolved : AlertStatus.New,
            Cloud = Cloud.Azure,
            CloudAccount = (AzureResourceId.Part(targets.FirstOrDefault(), "subscriptions") ?? AzureResourceId.Part(id, "subscriptions") ?? "").ToLowerInvariant(),
            Region = context.FindText("properties.region|location") ?? "",
            Entities = [.. targets.Select(AzureResourceId.Entity)
                .Append(Entity.AccountByMail(context.FindText("caller"), Cloud.Azure))
                .Append(Entity.Ip(context.FindText("httpRequest.clientIpAddress|callerIpAddress"))).OfType<Entity>()],
            FirstSeen = first,
            LastSeen = last,
            Link = essentials.FindText("investigationLink"),
        };
    }
}
