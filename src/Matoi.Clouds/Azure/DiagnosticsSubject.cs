using System.Text.Json;
using Matoi.Clouds.Generic;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Who did what to the resource whose log it is; the audit events of AKS are Kubernetes'.</summary>
internal static class DiagnosticsSubject
{
    private const string Uri = "identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s";

    private const string Addresses = "callerIpAddress|properties.clientIP|properties.client_ip|properties.callerIpAddress|clientIP_s|clientIp_s|client_ip_s";

    /// <summary>The caller, its address, the resource, and what an audit event of the cluster names.</summary>
    public static RecordSubject Of(JsonElement json)
    {
        var tenant = AzureSubject.Tenant(json);
        var id = json.FindText("resourceId|_ResourceId");
        var identity = json.Find("identity").Parsed();
        var login = json.FindText("properties.server_principal_name|server_principal_name_s");
        var audit = json.Find("properties.log|log_s").Parsed();
        return RecordSubject.Of(
        [
            .. AzureSubject.Claimed(identity.Find("claim|claims"), tenant),
            .. AzureSubject.User(json.FindText($"{Uri}|identity_claim_upn_s"), json.FindText("identity_claim_oid_g|identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g"), tenant),
            Entity.AccountByMail(AzureJson.Text(identity), Cloud.Azure),
            Entity.AccountIn(Cloud.Azure, id, login),

            // Entra ID's own logs, such as those of risky users, name the user.
            .. AzureResourceId.Part(id, "tenants") is null ? [] : AzureSubject.User(json.FindText("properties.userPrincipalName"), json.FindText("properties.userId"), tenant),
            AzureSubject.Address(json.FindText(Addresses)),
            AzureSubject.Owner(id),
            .. audit.ValueKind == JsonValueKind.Object ? KubernetesSubject.Entities(audit, Cloud.Azure, (id ?? "kubernetes").ToLowerInvariant()) : [],
        ], AzureSubject.Subscription(json, id) ?? tenant, json.FindText("location"));
    }
}
