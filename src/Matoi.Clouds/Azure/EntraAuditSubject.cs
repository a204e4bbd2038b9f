using System.Text.Json;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Who changed whom or what in Entra ID.</summary>
internal static class EntraAuditSubject
{
    /// <summary>The user or application that did it, the address, and the users, applications, groups and devices that it was done to.</summary>
    public static RecordSubject Of(JsonElement json)
    {
        var body = json.Find("properties").Parsed() is { ValueKind: JsonValueKind.Object } properties ? properties : json;
        var tenant = AzureSubject.Tenant(json);
        var by = body.Find("initiatedBy").Parsed();
        var (user, app) = (by.Find("user").Parsed(), by.Find("app").Parsed());
        return RecordSubject.Of(
        [
            .. AzureSubject.User(user.FindText("userPrincipalName"), user.FindText("id"), tenant),
            .. AzureSubject.App(app.FindText("displayName"), app.FindText("servicePrincipalId"), app.FindText("appId"), tenant),
            AzureSubject.Address(user.FindText("ipAddress") ?? json.FindText("callerIpAddress")),
            .. body.FindItems("targetResources").SelectMany(target => Target(target, tenant)),
        ], tenant);
    }

    private static IEnumerable<Entity?> Target(JsonElement target, string? tenant)
    {
        var (id, name, upn) = (target.FindText("id"), target.FindText("displayName"), target.FindText("userPrincipalName"));
        return target.FindText("type")?.ToLowerInvariant() switch
        {
            "user" => AzureSubject.User(upn, id, tenant),
            "serviceprincipal" or "application" => AzureSubject.App(name, id, null, tenant),
            "group" => [Entity.Of(EntityType.SecurityGroup, id) is { } group ? group with { Name = name ?? group.Name } : null],
            "device" => [Entity.HostByName(name)],
            _ => upn is null ? [] : AzureSubject.User(upn, id, tenant),
        };
    }
}
