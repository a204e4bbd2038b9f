using System.Text.Json;
using Matoi.Clouds.Generic;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Entities behind Google's spellings of principals and resources.</summary>
internal static class GoogleEntities
{
    /// <summary>A principal: <c>user:a@b.c</c>, <c>serviceAccount:sa@p.iam.gserviceaccount.com</c>, a bare address, a federated subject.</summary>
    public static Entity? Principal(string? principal)
    {
        if (string.IsNullOrEmpty(principal))
        {
            return null;
        }

        var name = principal.Contains("://", StringComparison.Ordinal) ? principal : principal[(principal.IndexOf(':') + 1)..];
        return principal.StartsWith("group:", StringComparison.Ordinal)
            ? Entity.Of(EntityType.SecurityGroup, name) is { } group ? group with { Cloud = Cloud.Google } : null
            : Entity.AccountIn(Cloud.Google, null, name);
    }

    /// <summary>A resource by its (full) name; a virtual machine is a host.</summary>
    public static Entity? Resource(string? name, string? display = null, Cloud cloud = Cloud.Google)
    {
        if (cloud != Cloud.Google || string.IsNullOrEmpty(name))
        {
            return OcsfEntities.Resource(cloud, name, display);
        }

        // Audit logs call a bucket projects/_/buckets/b/objects/o, findings //storage.googleapis.com/b.
        if (name.Split('/') is ["projects", "_", "buckets", var bucket, ..])
        {
            return Entity.Resource(cloud, "//storage.googleapis.com/" + bucket, display);
        }

        var path = name.IndexOf("projects/", StringComparison.Ordinal);
        return path >= 0 && name.Contains("/zones/", StringComparison.Ordinal) && name.Contains("/instances/", StringComparison.Ordinal)
            ? Entity.HostIn(Cloud.Google, name[path..], display)
            : Entity.Resource(Cloud.Google, name, display);
    }

    /// <summary>A service account key (<c>//iam.googleapis.com/projects/p/serviceAccounts/sa@…/keys/k</c>) and the account whose key it is.</summary>
    public static IEnumerable<Entity?> Key(string? name)
        => name?.Split('/') is [.., "serviceAccounts", var account, "keys", _]
            ? [Entity.Resource(Cloud.Google, name), Entity.AccountByMail(account, Cloud.Google)]
            : [Entity.Resource(Cloud.Google, name)];

    /// <summary>What Event Threat Detection puts under <c>properties</c>, told by the names it gives: principals, addresses, domains, machines.</summary>
    public static IEnumerable<Entity?> Named(JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Named(p.Value, p.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Named(item, name)),
        JsonValueKind.String => [One(name.ToLowerInvariant(), value.Unescaped())],
        _ => [],
    };

    private static Entity? One(string name, string value) => name switch
    {
        "ip" or "ips" or "callerip" or "sourceip" or "sourceips" or "srcip" or "destinationip" or "remoteip" => Entity.Ip(value),
        "domain" or "domains" => Entity.Of(EntityType.DNS, value),
        "member" or "members" or "externalmembers" => Principal(value),
        "instancedetails" => Resource(value),
        "gcpresourcename" => Resource(value),
        _ when name.EndsWith("email", StringComparison.Ordinal) => Entity.AccountByMail(value, Cloud.Google),
        _ => null,
    };
}
