using System.Net;
using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Azure;

/// <summary>People, applications, addresses and resources as Azure's logs name them, under the keys that Microsoft's alerts give them.</summary>
internal static class AzureSubject
{
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    /// <summary>
    /// A user by principal name, or by object id in the tenant when the log gives no name. A guest (<c>bob_example.org#EXT#@tenant.example</c>) is also who it is at home,
    /// because sign-ins give that name.
    /// </summary>
    public static IEnumerable<Entity?> User(string? upn, string? id, string? tenant)
    {
        id = id == Nobody ? null : id;
        var user = Entity.AccountIn(Cloud.Azure, tenant, upn ?? id);
        yield return user is null || id is null ? user : user with { Identifiers = new Dictionary<string, string> { ["AadUserId"] = id } };

        var guest = upn?.IndexOf("#EXT#", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (guest > 0 && upn!.LastIndexOf('_', guest) is > 0 and var at)
        {
            yield return Entity.AccountByMail($"{upn[..at]}@{upn[(at + 1)..guest]}", Cloud.Azure);
        }
    }

    /// <summary>A service principal or managed identity by name and by object id, for logs give one or the other; by application id when there is no object id.</summary>
    public static IEnumerable<Entity?> App(string? name, string? id, string? appId, string? tenant)
        => new[] { name, id ?? appId }.Where(n => n is not null and not Nobody)
            .Select(n => Entity.AccountIn(Cloud.Azure, tenant, n) is not { } app ? null
                : appId is null ? app
                : app with { Identifiers = new Dictionary<string, string> { ["AppId"] = appId } });

    /// <summary>Whom the claims of a token name: a user, or an application and the resource whose managed identity it is.</summary>
    public static IEnumerable<Entity?> Claimed(JsonElement claims, string? tenant)
    {
        var (oid, appId) = (Claim(claims, "objectidentifier", "oid"), Claim(claims, "appid", "azp"));
        tenant ??= Claim(claims, "tenantid", "tid");
        return (Upn(claims) is { } upn ? User(upn, oid, tenant) : App(null, oid, appId, tenant)).Append(AzureResourceId.Entity(Claim(claims, "xms_mirid")));
    }

    /// <summary>The first claim of these names that is there. Names are URIs, told by their last word, since they contain dots.</summary>
    public static string? Claim(JsonElement claims, params ReadOnlySpan<string> words)
    {
        foreach (var word in claims.ValueKind == JsonValueKind.Object ? words : [])
        {
            foreach (var claim in claims.EnumerateObject())
            {
                if (claim.Name.Split('/')[^1].Equals(word, StringComparison.OrdinalIgnoreCase) && AzureJson.Text(claim.Value) is { Length: > 0 } text)
                {
                    return text;
                }
            }
        }

        return null;
    }

    /// <summary>An address, with or without port and brackets; of several, the first, which is the client's.</summary>
    public static Entity? Address(string? text)
    {
        var first = text?.Split(',')[0].Trim();
        return Entity.Ip(first) ?? (first is not null && first.AsSpan().ContainsAny('.', '[') && IPEndPoint.TryParse(first, out var end) ? Entity.Ip(end.Address.ToString()) : null);
    }

    /// <summary>The resource that Microsoft's alerts name for a resource id: the virtual machine, not its extension; the storage account, not its blob service.</summary>
    public static Entity? Owner(string? id)
    {
        var parts = (id ?? "").Split('/');
        var providers = Array.FindIndex(parts, part => part.Equals("providers", StringComparison.OrdinalIgnoreCase));
        return AzureResourceId.Part(id, "tenants") is not null ? null
            : AzureResourceId.Entity(providers > 0 && parts.Length > providers + 4 ? string.Join('/', parts[..(providers + 4)]) : id);
    }

    /// <summary>The subscription in the resource id, else the record's own word for it.</summary>
    public static string? Subscription(JsonElement json, string? id)
        => (AzureResourceId.Part(id, "subscriptions") ?? json.FindText("subscriptionId|_SubscriptionId"))?.ToLowerInvariant();

    /// <summary>The Entra tenant. The <c>TenantId</c> of a Log Analytics row is its workspace, no tenant.</summary>
    public static string? Tenant(JsonElement json)
        => json.FindText("AADTenantId") ?? (json.Find("TimeGenerated").ValueKind == JsonValueKind.Undefined ? json.FindText("tenantId") : null)
            ?? AzureResourceId.Part(json.FindText("resourceId"), "tenants");

    // The claim "name" is a display name in one place and a principal name (live.com#bob@example.org) in another.
    private static string? Upn(JsonElement claims)
        => Claim(claims, "upn", "emailaddress", "preferred_username") ?? (Claim(claims, "name") is { } name && name.Contains('@') && !name.Contains(' ')
            ? name[(name.LastIndexOf('#', name.IndexOf('@')) is >= 0 and var hash && !name.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) ? hash + 1 : 0)..]
            : null);
}
