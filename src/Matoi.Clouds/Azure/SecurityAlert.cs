using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Microsoft security alerts, by whichever road they come: Defender for Cloud's REST and Event Hub objects, the flat object of a Logic App trigger, and
/// <c>SecurityAlert</c> rows of Log Analytics. The system alert id is the same on all of them, so they are one alert.
/// </summary>
[Source(SourceId, "Microsoft Defender for Cloud", Cloud = Cloud.Azure,
    Summary = "Alerts of Defender for Cloud (REST, continuous export, workflow automation) and of every product in Sentinel's SecurityAlert table.")]
internal sealed partial class SecurityAlert : Source
{
    private const string SourceId = "azure.security-alert";

    private static readonly JsonTable Table = AzureTable.Of("SecurityAlert", """
        AlertLink AlertName AlertSeverity AlertType CompromisedEntity ConfidenceLevel ConfidenceScore:real Description DisplayName EndTime:datetime Entities
        ExtendedLinks ExtendedProperties IsIncident:bool ProcessingEndTime:datetime ProductComponentName ProductName ProviderName RemediationSteps ResourceId
        SourceComputerId SourceSystem StartTime:datetime Status SubTechniques SystemAlertId Tactics Techniques TenantId VendorName VendorOriginalId
        WorkspaceResourceGroup WorkspaceSubscriptionId _ResourceId
        """,
        ("AlertLink", "properties.alertUri|AlertUri|AlertLink"),
        ("AlertSeverity", "properties.severity|Severity|AlertSeverity"),
        ("EndTime", "properties.endTimeUtc|EndTimeUtc|EndTime"),
        ("StartTime", "properties.startTimeUtc|StartTimeUtc|StartTime"),
        ("ProcessingEndTime", "properties.processingEndTimeUtc|ProcessingEndTimeUtc|ProcessingEndTime"),
        ("Tactics", "properties.intent|Intent|Tactics"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
    {
        var json = record.Json;
        return (json.Find("properties.alertDisplayName").ValueKind == JsonValueKind.String && json.Find("kind").ValueKind == JsonValueKind.Undefined)
            || (json.FindText("SystemAlertId") is not null && json.FindText("AlertDisplayName|AlertName|DisplayName") is not null);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        var body = json.Find("properties.alertDisplayName").ValueKind == JsonValueKind.Undefined ? json : json.Find("properties");
        var at = body.Find("timeGeneratedUtc|TimeGenerated|processingEndTimeUtc|ProcessingEndTime|endTimeUtc|EndTime|startTimeUtc|StartTime");
        if (output.Time(at, "timeGeneratedUtc", out var time) is { } problem)
        {
            return problem;
        }

        var id = body.FindText("systemAlertId") ?? json.FindText("name");
        if (id is null)
        {
            return new("missing-field", "the alert has no systemAlertId, so its updates could not be told apart; send the whole alert object", "systemAlertId");
        }

        var text = new Placeholders(body);
        var title = text.Fill(body.FindText("alertDisplayName|DisplayName|AlertName") ?? id);
        var description = text.Fill(body.FindText("description") ?? "");
        var row = output.Row(Table, time, record, id, body.FindText("processingEndTimeUtc|ProcessingEndTime|timeGeneratedUtc|TimeGenerated"), body.FindText("status"));
        row.Set("SystemAlertId", id);
        row.Set("AlertName", body.FindText("AlertName") is { } name ? text.Fill(name) : title);
        row.Set("DisplayName", title);
        row.Set("Description", description);
        row.Set("Status", body.FindText("status") is "Active" ? "New" : body.FindText("status"));
        row.Set("ProviderName", body.FindText("ProviderName|productName"));

        var azureId = AzureId(body, json);
        row.Set("ResourceId", azureId);
        row.Set("_ResourceId", azureId?.ToLowerInvariant());
        row.Set("WorkspaceSubscriptionId", body.FindItems("resourceIdentifiers").Select(r => r.FindText("workspaceSubscriptionId")).FirstOrDefault(s => s is not null)
            ?? body.FindText("WorkspaceSubscriptionId"));
        row.Set("WorkspaceResourceGroup", body.FindItems("resourceIdentifiers").Select(r => r.FindText("workspaceResourceGroup")).FirstOrDefault(s => s is not null)
            ?? body.FindText("WorkspaceResourceGroup"));
        output.Alert(Alert(body, id, title, description, azureId, time));
        return null;
    }

    private static Alert Alert(JsonElement body, string id, string title, string description, string? azureId, DateTimeOffset time)
    {
        var where = AffectedResource.Of(body, azureId);
        var first = EventTimes.Read(body.Find("startTimeUtc|StartTime")) ?? time;
        return new()
        {
            Source = SourceId,
            SourceRef = id,
            Title = title,
            Description = description,
            AlertType = body.FindText("alertType") ?? "",
            Product = MicrosoftNames.Product(body.FindText("productName|ProviderName")),
            Severity = MicrosoftNames.Severity(body.FindText("severity|AlertSeverity")),
            Confidence = double.TryParse(body.FindText("ConfidenceScore"), out var score) ? (int)Math.Round(score <= 1 ? score * 100 : score) : null,
            Status = MicrosoftNames.Status(body.FindText("status")),
            Cloud = where.Cloud,
            CloudAccount = where.Account,
            Region = where.Region,
            Tactics = Tactics.Ids([body.FindText("intent|Tactics"), .. body.FindTexts("Tactics")]),
            Techniques = Techniques(body),
            Entities = [.. Entities(body, where, azureId).OfType<Entity>().DistinctBy(e => e.Key)],
            FirstSeen = first,
            LastSeen = EventTimes.Read(body.Find("endTimeUtc|EndTime")) ?? first,
            Link = body.FindText("alertUri|AlertLink"),
        };
    }

    private static List<string> Techniques(JsonElement body)
    {
        var sub = body.FindTexts("subTechniques").ToList();

        // A sub-technique says its technique, too.
        return [.. body.FindTexts("techniques").Where(t => !sub.Exists(s => s.StartsWith(t + ".", StringComparison.Ordinal))).Concat(sub).Distinct()];
    }

    private static IEnumerable<Entity?> Entities(JsonElement body, AffectedResource where, string? azureId)
    {
        var named = AzureEntities.Read(body.FindItems("entities"), where.Cloud, where.Account);
        var resources = where.Cloud != Cloud.Azure ? where.Entities
            : body.FindItems("resourceIdentifiers").Select(r => AzureResourceId.Entity(r.FindText("azureResourceId"))).Append(AzureResourceId.Entity(azureId)).OfType<Entity>();
        var known = named.Concat(resources).ToList();
        var compromised = body.FindText("compromisedEntity");
        return known.Append(compromised is null || known.Exists(e => Names(e, compromised)) ? null
            : compromised.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? AzureResourceId.Entity(compromised)
            : Entity.Ip(compromised) ?? Entity.AccountByMail(compromised, where.Cloud)
                ?? (known.Exists(e => e.Type is EntityType.Host or EntityType.CloudResource) || compromised.Contains(' ') || compromised.All(char.IsAsciiDigit) ? null : Entity.HostByName(compromised)));
    }

    private static bool Names(Entity entity, string text)
        => entity.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || entity.Key.EndsWith(text, StringComparison.OrdinalIgnoreCase)
            || (entity.Identifiers?.Values.Contains(text) ?? false);

    private static string? AzureId(JsonElement body, JsonElement json)
        => body.FindItems("resourceIdentifiers").Select(r => r.FindText("azureResourceId")).FirstOrDefault(r => r is not null)
            ?? body.FindText("ResourceId|_ResourceId")
            ?? (json.FindText("id") is { } id && AzureResourceId.Part(id, "subscriptions") is { } subscription ? "/subscriptions/" + subscription : null);

    /// <summary>Puts extended properties in place of <c>%{Name}</c>; an unknown name stays.</summary>
    private sealed partial class Placeholders(JsonElement body)
    {
        private readonly JsonElement _extended = body.Find("extendedProperties").Parsed();

        public string Fill(string text) => Placeholder().Replace(text, match => Value(match.Groups[1].Value) ?? match.Value);

        // Names hold dots and bars, so they are compared, not walked.
        private string? Value(string name) => new[] { _extended, body }
            .Where(json => json.ValueKind == JsonValueKind.Object)
            .SelectMany(json => json.EnumerateObject())
            .Where(property => Plain(property.Name) == Plain(name))
            .Select(property => AzureJson.Text(property.Value))
            .FirstOrDefault(value => value is not null);

        private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

        [GeneratedRegex(@"%\{([^{}]+)\}")]
        private static partial Regex Placeholder();
    }
}
