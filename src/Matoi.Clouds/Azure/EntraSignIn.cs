using System.Globalization;
using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Entra ID sign-ins of users, service principals and managed identities: resource logs of Event Hub or storage, Log Analytics rows and Graph signIn objects.
/// A sign-in that Entra ID Protection rates high or confirms as compromised is an alert.
/// </summary>
[Source(AzureRecords.SignIn, "Microsoft Entra ID", Cloud = Cloud.Azure,
    Summary = "Sign-in logs by diagnostic settings (Event Hub, storage), Log Analytics export or Graph auditLogs/signIns.")]
internal sealed class EntraSignIn : Source
{
    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } =
        [EntraSignInTables.Interactive, EntraSignInTables.NonInteractive, EntraSignInTables.ServicePrincipal, EntraSignInTables.ManagedIdentity];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => AzureRecords.Owner(record.Json) == Id;

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        var (signIn, tenant) = (Body(json), Tenant(json));
        return RecordSubject.Of(
        [
            Account(signIn, tenant),
            .. AzureSubject.User(signIn.FindText("userPrincipalName"), signIn.FindText("userId"), tenant),
            .. AzureSubject.App(signIn.FindText("servicePrincipalName"), signIn.FindText("servicePrincipalId"), null, tenant),
            AzureSubject.Address(json.FindText("properties.ipAddress|callerIpAddress|ipAddress")),
        ], tenant);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (record.EventTime(output, out var time) is { } problem)
        {
            return problem;
        }

        var signIn = Body(json);
        var id = signIn.FindText("id");

        // A sign-in is logged again, under the same id, when a later step (MFA) ends.
        var row = output.Row(TableOf(json), time, record, id is null ? [] : [id, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)]);
        SetTenant(json, row);
        SetGraphColumns(json, signIn, row);
        if (IsAlert(signIn))
        {
            output.Alert(Alert(json, signIn, id ?? json.FindText("correlationId") ?? "", time));
        }

        return null;
    }

    private static JsonElement Body(JsonElement json) => json.Find("properties") is { ValueKind: JsonValueKind.Object } properties ? properties : json;

    private static string Tenant(JsonElement json)
        => json.FindText("AADTenantId|properties.homeTenantId|tenantId") ?? AzureResourceId.Part(json.FindText("resourceId"), "tenants") ?? "";

    private static JsonTable TableOf(JsonElement json) => (json.FindText("Type") ?? json.FindText("category") ?? "").ToLowerInvariant() switch
    {
        "noninteractiveusersigninlogs" or "aadnoninteractiveusersigninlogs" => EntraSignInTables.NonInteractive,
        "serviceprincipalsigninlogs" or "aadserviceprincipalsigninlogs" => EntraSignInTables.ServicePrincipal,
        "managedidentitysigninlogs" or "aadmanagedidentitysigninlogs" => EntraSignInTables.ManagedIdentity,
        _ => EntraSignInTables.Interactive,
    };

    // A resource log's tenantId is the Entra tenant; a Log Analytics row's TenantId is the workspace.
    private static void SetTenant(JsonElement json, RowWriter row)
        => row.Set(json.Find("AADTenantId|TimeGenerated").ValueKind == JsonValueKind.Undefined ? "AADTenantId" : "TenantId", json.FindText("tenantId"));

    private static void SetGraphColumns(JsonElement json, JsonElement signIn, RowWriter row)
    {
        if (json.FindText("resultType") is null)
        {
            row.Set("ResultType", signIn.FindText("status.errorCode"));
            row.Set("ResultDescription", signIn.FindText("status.failureReason"));
        }

        if (json.Find("location") is { ValueKind: JsonValueKind.Object } location)
        {
            row.Set("LocationDetails", location);
            row.Set("Location", location.FindText("countryOrRegion"));
            row.Set("ResourceIdentity", json.FindText("resourceId"));
        }
    }

    // Low and medium risk is left to rules; what an administrator or Microsoft confirmed is not.
    private static bool IsAlert(JsonElement signIn)
    {
        var level = signIn.FindText("riskLevelDuringSignIn")?.ToLowerInvariant();
        return signIn.FindText("riskState")?.ToLowerInvariant() switch
        {
            "confirmedcompromised" => true,
            "atrisk" => level is not ("low" or "medium") && signIn.FindText("riskLevelAggregated")?.ToLowerInvariant() is not ("low" or "medium"),
            _ => level == "high",
        };
    }

    private static Alert Alert(JsonElement json, JsonElement signIn, string id, DateTimeOffset time)
    {
        var tenant = Tenant(json);
        var name = signIn.FindText("userPrincipalName|servicePrincipalName|userDisplayName|userId|servicePrincipalId") ?? "an unknown account";
        var ip = json.FindText("properties.ipAddress|callerIpAddress|ipAddress");
        var risks = signIn.FindTexts("riskEventTypes_v2|riskEventTypes").ToList();
        var error = json.FindText("resultType") ?? signIn.FindText("status.errorCode");
        var location = (signIn.Find("LocationDetails").Parsed() is { ValueKind: JsonValueKind.Object } details ? details : signIn.Find("location"))
            .FindText("countryOrRegion") ?? json.FindText("location");
        return new()
        {
            Source = AzureRecords.SignIn,
            SourceRef = id,
            Title = $"High-risk sign-in of {name}{(ip is null ? "" : " from " + ip)}{(location is null ? "" : $" ({location})")}"
                + (error is null or "0" || !int.TryParse(error, out _) ? "" : $", result {error}"),
            Description = $"Entra ID Protection: {string.Join(", ", risks.DefaultIfEmpty("no detection named"))}; "
                + $"application {signIn.FindText("appDisplayName") ?? "unknown"}, risk state {signIn.FindText("riskState") ?? "unknown"}, detail {signIn.FindText("riskDetail") ?? "none"}",
            AlertType = risks.FirstOrDefault() ?? "riskySignIn",
            Product = "Microsoft Entra ID Protection",
            Severity = Severity.High,
            Status = signIn.FindText("riskState")?.ToLowerInvariant() switch
            {
                "remediated" => AlertStatus.Resolved,
                "dismissed" or "confirmedsafe" => AlertStatus.Dismissed,
                _ => AlertStatus.New,
            },
            Cloud = Cloud.Azure,
            CloudAccount = tenant,
            Tactics = Tactics.Ids("InitialAccess"),
            Techniques = ["T1078.004"],
            Entities = [Account(signIn, tenant)!, Entity.Ip(ip)!],
            FirstSeen = time,
            LastSeen = time,
        };
    }

    private static Entity? Account(JsonElement signIn, string tenant)
    {
        var ids = new Dictionary<string, string>();
        if (signIn.FindText("userId|servicePrincipalId") is { } id)
        {
            ids["AadUserId"] = id;
        }

        var account = Entity.AccountByMail(signIn.FindText("userPrincipalName"), Cloud.Azure)
            ?? Entity.AccountIn(Cloud.Azure, tenant, signIn.FindText("servicePrincipalName|userId|servicePrincipalId"));
        return account is null ? null : account with { Identifiers = ids };
    }
}
