using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// The Azure activity log: resource logs of Event Hub or storage, events of the REST API and of Log Analytics, and the data of Event Grid resource events,
/// into Sentinel's <c>AzureActivity</c>.
/// </summary>
[Source(AzureRecords.Activity, "Azure Activity", Cloud = Cloud.Azure,
    Summary = "Subscription activity by diagnostic settings (Event Hub, storage), Log Analytics export, the eventtypes REST API or Event Grid.")]
internal sealed class AzureActivity : Source
{
    private static readonly JsonTable Table = new("AzureActivity", ignoreCase: true,
        ("TimeGenerated:datetime", ""),
        ("OperationName", "operationName|operationName.value|operationName.localizedValue"),
        ("OperationNameValue", "OperationNameValue"),
        ("Level", "level"),
        ("ActivityStatus", "ActivityStatus"),
        ("ActivityStatusValue", "ActivityStatusValue"),
        ("ActivitySubstatus", "resultSignature|subStatus.localizedValue|ActivitySubstatus"),
        ("ActivitySubstatusValue", "resultSignature|subStatus.value|ActivitySubstatusValue"),
        ("Caller", "caller"),
        ("CallerIpAddress", "callerIpAddress|httpRequest.clientIpAddress"),
        ("Category", "category|category.value"),
        ("CategoryValue", "CategoryValue"),
        ("Claims", "identity.claims|claims"),
        ("Claims_d:dynamic", "identity.claims|claims|Claims_d"),
        ("Authorization", "identity.authorization|authorization"),
        ("Authorization_d:dynamic", "identity.authorization|authorization|Authorization_d"),
        ("Properties", "properties"),
        ("Properties_d:dynamic", "properties|Properties_d"),
        ("HTTPRequest", "httpRequest"),
        ("CorrelationId", "correlationId"),
        ("OperationId", "operationId"),
        ("EventDataId", "eventDataId"),
        ("EventSubmissionTimestamp:datetime", "submissionTimestamp|EventSubmissionTimestamp"),
        ("Hierarchy", "properties.hierarchy|Hierarchy"),
        ("Resource", "Resource"),
        ("ResourceGroup", "resourceGroupName|resourceGroup"),
        ("ResourceId", "resourceId|resourceUri"),
        ("_ResourceId", "_ResourceId"),
        ("ResourceProvider", "resourceProviderName.value|ResourceProvider"),
        ("ResourceProviderValue", "ResourceProviderValue"),
        ("SubscriptionId", "subscriptionId"),
        ("_SubscriptionId", "_SubscriptionId"),
        ("SourceSystem", "SourceSystem"),
        ("TenantId", "tenantId"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => AzureActivitySubject.Of(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (record.EventTime(output, out var time) is { } problem)
        {
            return problem;
        }

        var row = output.Row(Table, time, record, json.FindText("eventDataId") is { } id ? [id] : []);
        SetOperation(json, row);
        SetResource(json, row);
        row.Set("Caller", Caller(json));
        row.Set("CallerIpAddress", json.FindText("callerIpAddress") ?? json.Find("httpRequest").Parsed().FindText("clientIpAddress") ?? Claims(json).FindText("ipaddr"));
        return null;
    }

    private static void SetOperation(JsonElement json, RowWriter row)
    {
        row.Set("OperationName", json.FindText("operationName.localizedValue|operationName.value|operationName"));
        row.Set("OperationNameValue", json.FindText("OperationNameValue|operationName.value|operationName")?.ToUpperInvariant());
        var category = json.FindText("category.value|category");
        row.Set("Category", category);
        row.Set("CategoryValue", json.FindText("CategoryValue") ?? category switch
        {
            "Write" or "Delete" or "Action" or null => json.Find("properties").Parsed().FindText("eventCategory") ?? "Administrative",
            _ => category,
        });

        // Sentinel's two columns spell the same outcome in two ways.
        var status = json.FindText("ActivityStatusValue|ActivityStatus|status.value|resultType|status");
        row.Set("ActivityStatusValue", json.FindText("ActivityStatusValue") ?? Spelt(status, 1));
        row.Set("ActivityStatus", json.FindText("ActivityStatus") ?? Spelt(status, 0));
    }

    private static string? Spelt(string? status, int at)
    {
        string[][] spellings = [["Succeeded", "Success"], ["Started", "Start"], ["Failed", "Failure"], ["Accepted", "Accept"]];
        return spellings.FirstOrDefault(s => s.Contains(status, StringComparer.OrdinalIgnoreCase))?[at] ?? status;
    }

    private static void SetResource(JsonElement json, RowWriter row)
    {
        if (json.FindText("resourceId|resourceUri|_ResourceId|properties.entity") is not { } id)
        {
            return;
        }

        var provider = AzureResourceId.Part(id, "providers");
        row.Set("ResourceId", id);
        row.Set("_ResourceId", json.FindText("_ResourceId") ?? id.ToLowerInvariant());
        row.Set("Resource", json.FindText("Resource") ?? id.TrimEnd('/').Split('/')[^1]);
        row.Set("ResourceGroup", json.FindText("resourceGroupName|resourceGroup") ?? AzureResourceId.Part(id, "resourceGroups"));
        row.Set("ResourceProvider", json.FindText("resourceProviderName.value|ResourceProvider") ?? provider);
        row.Set("ResourceProviderValue", json.FindText("ResourceProviderValue") ?? provider?.ToUpperInvariant());
        row.Set("SubscriptionId", json.FindText("subscriptionId") ?? AzureResourceId.Part(id, "subscriptions")?.ToLowerInvariant());
        row.Set("_SubscriptionId", json.FindText("_SubscriptionId|subscriptionId") ?? AzureResourceId.Part(id, "subscriptions")?.ToLowerInvariant());
    }

    private static JsonElement Claims(JsonElement json) => json.Find("identity.claims|claims|Claims_d").Parsed();

    // Claim names are URIs, which contain dots, so they are looked up by their last word.
    private static string? Caller(JsonElement json)
    {
        if (json.FindText("caller") is { } caller)
        {
            return caller;
        }

        var claims = Claims(json);
        string[] order = ["upn", "emailaddress", "name", "objectidentifier", "oid", "appid"];
        return claims.ValueKind != JsonValueKind.Object ? null : order
            .Select(word => claims.EnumerateObject().FirstOrDefault(claim => claim.Name.Split('/')[^1].Equals(word, StringComparison.OrdinalIgnoreCase)).Value)
            .Select(AzureJson.Text)
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));
    }
}
