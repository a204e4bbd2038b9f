using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Entities that an OCSF event names: its resources, actor, endpoints, evidences and observables.</summary>
internal static class OcsfEntities
{
    /// <summary>All of them; nulls and repeats are the caller's to drop.</summary>
    public static IEnumerable<Entity?> Of(JsonElement json, IEnumerable<JsonElement> resources, Cloud cloud, string account) =>
    [
        .. resources.Select(r => Resource(cloud, r.Text("uid") is { Length: > 0 } uid ? uid : r.Text("name"), r.Text("name"))),
        .. Scene(json, cloud, account),
        .. json.Items("evidences").SelectMany(evidence => Scene(evidence, cloud, account)),
        .. json.Items("malware").Select(malware => Entity.Of(EntityType.Malware, malware.Text("name"))),
        .. json.Items("observables").Select(o => Observable(o, cloud, account)),
    ];

    private static IEnumerable<Entity?> Scene(JsonElement json, Cloud cloud, string account) =>
    [
        User(json.At("actor.user"), cloud, account),
        User(json.At("user"), cloud, account),
        .. Endpoint(json.At("src_endpoint"), cloud),
        .. Endpoint(json.At("dst_endpoint"), cloud),
        .. Endpoint(json.At("device"), cloud),
        Entity.Of(EntityType.DNS, json.Text("query.hostname")),
        Entity.Of(EntityType.URL, json.Text("url.url_string")),
        Entity.Of(EntityType.Process, json.Text("process.file.path") ?? json.Text("process.name")),
        Entity.Of(EntityType.File, json.Text("file.path")),
        .. json.Items("file.hashes").Select(hash => Entity.Of(EntityType.FileHash, hash.Text("value"))),
    ];

    private static IEnumerable<Entity?> Endpoint(JsonElement endpoint, Cloud cloud) =>
    [
        Entity.Ip(endpoint.Text("ip")),
        Entity.HostIn(cloud, endpoint.Text("instance_uid"), endpoint.Text("hostname") ?? endpoint.Text("name")),
        string.IsNullOrEmpty(endpoint.Text("instance_uid")) ? Entity.HostByName(endpoint.Text("hostname")) : null,
    ];

    private static Entity? User(JsonElement user, Cloud cloud, string account)
        => (user.Text("uid") ?? user.Text("uuid")) is { } uid && uid.StartsWith("arn:", StringComparison.Ordinal)
            ? Entity.AwsPrincipal(uid)
            : Entity.AccountByMail(user.Text("email_addr"), cloud) ?? Entity.AccountIn(cloud, user.Text("account.uid") ?? account, user.Text("name"));

    /// <summary>A resource by its uid; machines, access keys and principals are what they are.</summary>
    public static Entity? Resource(Cloud cloud, string? uid, string? name)
    {
        var tail = uid?[(uid.LastIndexOfAny([':', '/']) + 1)..];
        return uid switch
        {
            null => null,
            _ when uid.StartsWith("AWS::IAM::AccessKey:", StringComparison.Ordinal) => Entity.AwsAccessKey(tail),
            _ when cloud == Cloud.Aws && uid.Contains(":instance/", StringComparison.Ordinal) => Entity.HostIn(cloud, tail, name),
            _ when cloud == Cloud.Aws && (uid.StartsWith("arn:aws:iam:", StringComparison.Ordinal) || uid.StartsWith("arn:aws:sts:", StringComparison.Ordinal))
                && (uid.EndsWith(":root", StringComparison.Ordinal) || uid.Contains(":user/", StringComparison.Ordinal) || uid.Contains(":assumed-role/", StringComparison.Ordinal)) => Entity.AwsPrincipal(uid),
            _ => Entity.Resource(cloud, uid, string.IsNullOrEmpty(name) ? null : name),
        };
    }

    // OCSF observable type_id.
    private static Entity? Observable(JsonElement observable, Cloud cloud, string account)
    {
        var value = observable.Text("value");
        return observable.Text("type_id") switch
        {
            "1" => Entity.HostByName(value),
            "2" => Entity.Ip(value),
            "4" => Entity.AccountIn(cloud, account, value),
            "5" => Entity.AccountByMail(value, cloud),
            "6" => Entity.Of(EntityType.URL, value),
            "8" => Entity.Of(EntityType.FileHash, value),
            "10" => Resource(cloud, value, null),
            "45" => Entity.Of(EntityType.File, value),
            _ => null,
        };
    }
}
