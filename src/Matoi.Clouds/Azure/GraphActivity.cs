using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Requests to Microsoft Graph, into Sentinel's <c>MicrosoftGraphActivityLogs</c>.</summary>
[Source(AzureRecords.GraphActivity, "Microsoft Graph", Cloud = Cloud.Azure,
    Summary = "Category MicrosoftGraphActivityLogs by diagnostic settings or Log Analytics export.")]
internal sealed class GraphActivity : Source
{
    private static readonly JsonTable Table = AzureTable.Of("MicrosoftGraphActivityLogs", """
        AadTenantId ApiVersion AppId ATContent ATContentH ATContentP ClientAuthMethod:int ClientRequestId DeviceId DurationMs:int IdentityProvider
        IPAddress Location OperationId RequestId RequestMethod RequestUri ResponseSizeBytes:int ResponseStatusCode:int Roles Scopes ServicePrincipalId
        SessionId SignInActivityId SourceSystem TenantId TokenIssuedAt:datetime UniqueTokenId UserAgent UserId Wids
        """,
        ("IPAddress", "callerIpAddress|properties.ipAddress|IPAddress"),
        ("AadTenantId", "AadTenantId|properties.tenantId"),
        ("TenantId", ""),
        ("ServicePrincipalId", "properties.servicePrincipalId|ServicePrincipalId"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        var tenant = json.FindText("AadTenantId|properties.tenantId") ?? AzureSubject.Tenant(json);
        var user = json.FindText("properties.userId|UserId");
        return RecordSubject.Of(
        [
            // What a user calls Graph with is everybody's application.
            .. user is not null ? AzureSubject.User(null, user, tenant)
                : AzureSubject.App(null, json.FindText("properties.servicePrincipalId|ServicePrincipalId"), json.FindText("properties.appId|AppId"), tenant),
            AzureSubject.Address(json.FindText("callerIpAddress|properties.ipAddress|IPAddress")),
        ], tenant, json.FindText("location|properties.location"));
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        if (record.EventTime(output, out var time) is { } problem)
        {
            return problem;
        }

        var json = record.Json;
        var row = output.Row(Table, time, record, json.FindText("properties.requestId|RequestId") is { } id ? [id, json.FindText("properties.requestUri|RequestUri")] : []);
        row.Set(json.FindText("AadTenantId|TimeGenerated") is null ? "AadTenantId" : "TenantId", json.FindText("tenantId"));
        return null;
    }
}
