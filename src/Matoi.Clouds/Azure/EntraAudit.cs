using System.Globalization;
using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Entra ID audit log: resource logs of category AuditLogs, Log Analytics rows and Graph directoryAudit objects, into Sentinel's <c>AuditLogs</c>.</summary>
[Source(AzureRecords.Audit, "Microsoft Entra ID", Cloud = Cloud.Azure,
    Summary = "Audit logs by diagnostic settings (Event Hub, storage), Log Analytics export or Graph auditLogs/directoryAudits.")]
internal sealed class EntraAudit : Source
{
    private static readonly JsonTable Table = AzureTable.Of("AuditLogs", """
        AADOperationType AADTenantId ActivityDateTime:datetime ActivityDisplayName AdditionalDetails:dynamic Category CorrelationId DurationMs:long Id
        Identity InitiatedBy:dynamic Level Location LoggedByService OperationName OperationVersion Resource ResourceGroup ResourceId ResourceProvider
        Result ResultDescription ResultReason ResultSignature ResultType SourceSystem TargetResources:dynamic TenantId
        """,
        ("OperationName", "operationName|activityDisplayName"),
        ("AADOperationType", "properties.operationType|operationType|AADOperationType"),
        ("CorrelationId", "correlationId"),
        ("ResourceId", "resourceId"),
        ("TenantId", ""),
        ("AADTenantId", "AADTenantId"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => EntraAuditSubject.Of(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (record.EventTime(output, out var time) is { } problem)
        {
            return problem;
        }

        var id = json.FindText("properties.id|id");
        var row = output.Row(Table, time, record, id is null ? [] : [id, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)]);
        var isRow = json.Find("AADTenantId|TimeGenerated").ValueKind != JsonValueKind.Undefined;
        row.Set(isRow ? "TenantId" : "AADTenantId", json.FindText("tenantId"));

        // Sentinel's Category is the activity's (RoleManagement), the resource log's is the log's (AuditLogs).
        row.Set("Category", json.FindText("properties.category|category"));
        row.Set("Resource", json.FindText("Resource") ?? AzureResourceId.Part(json.FindText("resourceId"), "providers"));
        row.Set("SourceSystem", json.FindText("SourceSystem") ?? "Azure AD");
        return null;
    }
}
