using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Requests to storage accounts, into Sentinel's <c>StorageBlobLogs</c>, <c>StorageFileLogs</c>, <c>StorageQueueLogs</c> and <c>StorageTableLogs</c>.</summary>
[Source(AzureRecords.Storage, "Azure Storage", Cloud = Cloud.Azure,
    Summary = "Categories StorageRead, StorageWrite and StorageDelete by diagnostic settings or Log Analytics export.")]
internal sealed class StorageLogs : Source
{
    private const string Common = """
        AccountName AuthenticationHash AuthenticationType AuthorizationDetails:dynamic CallerIpAddress Category ClientRequestId
        ConditionsUsed ContentLengthHeader:long CorrelationId DurationMs:real Etag LastModifiedTime:datetime Location
        MetricResponseType ObjectKey OperationCount:int OperationName OperationVersion Protocol ReferrerHeader RequestBodySize:long
        RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequestHeaderSize:long RequestMd5
        _ResourceId ResponseBodySize:long ResponseHeaderSize:long ResponseMd5 SasExpiryStatus SchemaVersion ServerLatencyMs:real ServiceType
        SourceSystem StatusCode StatusText TenantId TlsVersion Uri UserAgentHeader
        """;

    private static readonly JsonTable Blob = Table("StorageBlobLogs", Common + " AccessTier DestinationUri RehydratePriority SourceAccessTier SourceUri");
    private static readonly JsonTable File = Table("StorageFileLogs", Common + """
         RequesterUserName SmbCommandDetail SmbCommandMajor:int SmbCommandMinor SmbCreditsConsumed:int SmbFileId SmbMessageID SmbPersistentHandleID
         SmbPrimarySID SmbSessionID SmbStatusCode SmbTreeConnectID SmbVolatileHandleID
        """);

    private static readonly JsonTable Queue = Table("StorageQueueLogs", Common);
    private static readonly JsonTable TableService = Table("StorageTableLogs", Common);

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Blob, File, Queue, TableService];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        var tenant = json.FindText("identity.requester.tenantId|RequesterTenantId");
        var id = json.FindText("resourceId|_ResourceId");
        return RecordSubject.Of(
        [
            .. AzureSubject.User(json.FindText("identity.requester.upn|RequesterUpn"), json.FindText("identity.requester.objectId|RequesterObjectId"), tenant),
            AzureSubject.Address(json.FindText("callerIpAddress")),
            AzureSubject.Owner(id),
        ], AzureSubject.Subscription(json, id), json.FindText("location"));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (record.EventTime(output, out var time) is { } problem)
        {
            return problem;
        }

        var json = record.Json;
        var service = json.FindText("Type|properties.serviceType|ServiceType") ?? json.FindText("resourceId|uri") ?? "";
        var table = service.Contains("file", StringComparison.OrdinalIgnoreCase) ? File
            : service.Contains("queue", StringComparison.OrdinalIgnoreCase) ? Queue
            : service.Contains("table", StringComparison.OrdinalIgnoreCase) ? TableService
            : Blob;

        // One correlation id can cover several operations of a batch.
        output.Row(table, time, record);
        return null;
    }

    private static JsonTable Table(string name, string columns) => AzureTable.Of(name, columns,
        ("_ResourceId", "resourceId|_ResourceId"),
        ("AuthenticationType", "identity.type|AuthenticationType"),
        ("AuthenticationHash", "identity.tokenHash|AuthenticationHash"),
        ("AuthorizationDetails", "identity.authorization|AuthorizationDetails"),
        ("RequesterAppId", "identity.requester.appId|RequesterAppId"),
        ("RequesterAudience", "identity.requester.audience|RequesterAudience"),
        ("RequesterObjectId", "identity.requester.objectId|RequesterObjectId"),
        ("RequesterTenantId", "identity.requester.tenantId|RequesterTenantId"),
        ("RequesterTokenIssuer", "identity.requester.tokenIssuer|RequesterTokenIssuer"),
        ("RequesterUpn", "identity.requester.upn|RequesterUpn"));
}
