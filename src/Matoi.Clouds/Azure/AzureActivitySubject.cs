using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Who changed which resource, by the Azure activity log in any of its forms.</summary>
internal static class AzureActivitySubject
{
    /// <summary>The caller, its address, the resource, the resource that it is a part of, and whom a role was given.</summary>
    public static RecordSubject Of(JsonElement json)
    {
        var claims = json.Find("identity.claims|claims|Claims_d").Parsed();
        var tenant = AzureSubject.Claim(claims, "tenantid", "tid") ?? AzureSubject.Tenant(json);
        var id = json.FindText("resourceId|resourceUri|_ResourceId|properties.entity");
        return RecordSubject.Of(
        [
            .. Caller(json, claims, tenant),
            AzureSubject.Address(json.FindText("callerIpAddress") ?? json.Find("httpRequest").Parsed().FindText("clientIpAddress") ?? claims.FindText("ipaddr")),
            AzureSubject.Owner(id),
            AzureResourceId.Part(id, "tenants") is null ? AzureResourceId.Entity(id) : null,
            Grantee(json, tenant),
        ], AzureSubject.Subscription(json, id) ?? tenant, json.FindText("location"));
    }

    // A caller is a principal name, else the id of an application, which the claims know better.
    private static IEnumerable<Entity?> Caller(JsonElement json, JsonElement claims, string? tenant)
    {
        var caller = json.FindText("caller");
        return caller is not null && caller.Contains('@') ? AzureSubject.User(caller, AzureSubject.Claim(claims, "objectidentifier", "oid"), tenant)
            : AzureSubject.Claimed(claims, tenant).ToList() is var claimed && claimed.Exists(e => e?.Type == EntityType.Account) ? claimed
            : claimed.Prepend(caller is not null && Guid.TryParse(caller, out _) ? Entity.AccountIn(Cloud.Azure, tenant, caller) : null);
    }

    private static Entity? Grantee(JsonElement json, string? tenant)
    {
        var properties = json.Find("properties|Properties_d").Parsed();
        return Entity.AccountIn(Cloud.Azure, tenant, properties.Find("requestbody").Parsed().FindText("properties.principalId|principalId"));
    }
}
