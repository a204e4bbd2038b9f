using System.Collections.Frozen;
using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Says which source owns a record of Azure Monitor (diagnostic settings, Log Analytics export, REST), so that the sources cannot claim the same record:
/// by its Log Analytics table, else by its category, else by the columns it has.
/// </summary>
internal static class AzureRecords
{
    public const string Activity = "azure.activity";
    public const string Audit = "azure.audit";
    public const string Diagnostics = "azure.diagnostics";
    public const string GraphActivity = "azure.graph-activity";
    public const string NsgFlow = "azure.nsg-flow";
    public const string SignIn = "azure.signin";
    public const string Storage = "azure.storage";
    public const string VNetFlow = "azure.vnet-flow";
    private const string Other = "";

    private static readonly FrozenDictionary<string, string> ByCategory = Map(
        (Activity, "Administrative Write Delete Action ServiceHealth ResourceHealth Alert Autoscale Recommendation Security Policy"),
        (SignIn, "SignInLogs NonInteractiveUserSignInLogs ServicePrincipalSignInLogs ManagedIdentitySignInLogs"),
        (Audit, "AuditLogs"),
        (GraphActivity, "MicrosoftGraphActivityLogs"),
        (Storage, "StorageRead StorageWrite StorageDelete"),
        (NsgFlow, "NetworkSecurityGroupFlowEvent"),
        (VNetFlow, "FlowLogFlowEvent"));

    private static readonly FrozenDictionary<string, string> ByTable = Map(
        (Activity, "AzureActivity"),
        (SignIn, "SigninLogs AADNonInteractiveUserSignInLogs AADServicePrincipalSignInLogs AADManagedIdentitySignInLogs"),
        (Audit, "AuditLogs"),
        (GraphActivity, "MicrosoftGraphActivityLogs"),
        (Storage, "StorageBlobLogs StorageFileLogs StorageQueueLogs StorageTableLogs"),
        (Diagnostics, "AzureDiagnostics"),
        (Other, "SecurityAlert SecurityIncident OfficeActivity"));

    /// <summary>Id of the source that owns the record; null when it is no record of Azure Monitor.</summary>
    public static string? Owner(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (json.FindText("Type") is { } table && ByTable.TryGetValue(table, out var owner))
        {
            return owner;
        }

        var category = json.FindText("category.value|category");
        var operation = json.FindText("operationName.value|operationName");
        if (category is null || operation is null)
        {
            return ByColumns(json);
        }

        if (ByCategory.TryGetValue(category, out owner))
        {
            return owner;
        }

        // In Log Analytics rows of AuditLogs the category is the activity's, not the log's.
        return ByColumns(json) ?? (operation.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) || Has(json, "resourceId") || Has(json, "time")
            ? Diagnostics
            : null);
    }

    /// <summary>The record's time under the names that Azure logs use; the envelope's time when the record has none.</summary>
    public static Problem? EventTime(this SourceRecord record, MapOutput output, out DateTimeOffset time)
    {
        var value = record.Json.Find("time|eventTimestamp|TimeGenerated|createdDateTime|activityDateTime|timestamp");
        if (value.ValueKind == JsonValueKind.Undefined && record.Delivery?.Time is { } delivered)
        {
            time = delivered;
            return null;
        }

        return output.Time(value, "time", out time);
    }

    private static string? ByColumns(JsonElement json) => json switch
    {
        _ when Has(json, "OperationNameValue") && (Has(json, "CategoryValue") || Has(json, "ActivityStatusValue")) => Activity,

        // The data of an Event Grid resource event.
        _ when Has(json, "resourceUri") && Has(json, "operationName") && Has(json, "subscriptionId") => Activity,
        _ when Has(json, "initiatedBy") && (Has(json, "activityDisplayName") || Has(json, "LoggedByService")) => Audit,
        _ when Has(json, "userPrincipalName") && Has(json, "appDisplayName") && Has(json, "conditionalAccessStatus") => SignIn,
        _ => null,
    };

    private static bool Has(JsonElement json, string name) => json.Find(name).ValueKind != JsonValueKind.Undefined;

    private static FrozenDictionary<string, string> Map(params (string Owner, string Names)[] owners)
        => owners.SelectMany(o => o.Names.Split(' ').Select(name => KeyValuePair.Create(name, o.Owner))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
