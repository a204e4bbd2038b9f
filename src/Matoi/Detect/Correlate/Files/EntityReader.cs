using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate.Files;

/// <summary>Reads an entity of an alert in a file: <c>{"type":"Account","name":"alice@example.com"}</c>, or a canonical key as text.</summary>
internal static partial class EntityReader
{
    /// <summary>The entity; null for what names nothing.</summary>
    /// <param name="json">The entity.</param>
    /// <param name="cloud">Cloud of the alert, for an entity that says none.</param>
    /// <param name="account">Cloud account of the alert, within which its plain names are meant.</param>
    public static Entity? Read(JsonElement json, Cloud cloud, string account)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return ByKey(json.GetString()!, json.GetString()!, null, cloud, account);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var own = AlertReader.CloudOf(AlertReader.Text(json, "cloud"));
        var (name, key, type) = (AlertReader.Text(json, "name", "value", "address", "id"), AlertReader.Text(json, "key"), TypeOf(AlertReader.Text(json, "type", "kind", "entityType")));
        var entity = ByKey(key.Length > 0 ? key : name, name.Length > 0 ? name : key, type, own == Cloud.Unknown ? cloud : own, account);
        return entity is not null && AlertReader.Find(json, "identifiers") is { ValueKind: JsonValueKind.Object } identifiers ? entity with { Identifiers = Identifiers(identifiers, entity.Identifiers) } : entity;
    }

    private static Entity? ByKey(string key, string name, EntityType? type, Cloud cloud, string account)
    {
        var cut = key.IndexOf(':');
        var (prefix, rest) = cut > 0 ? (key[..cut].ToLowerInvariant(), key[(cut + 1)..]) : ("", key);
        return (prefix, rest) switch
        {
            (_, "") => null,
            ("account", _) when rest.StartsWith("arn:", StringComparison.Ordinal) => Entity.AwsPrincipal(rest),
            ("account", _) => new(EntityType.Account, key.ToLowerInvariant(), Short(name, key), cloud),
            ("host", _) => new(EntityType.Host, key.ToLowerInvariant(), Short(name, key), cloud),
            ("ip", _) => Entity.Ip(rest),
            ("accesskey", _) => Entity.AwsAccessKey(rest),
            ("resource", _) => new(EntityType.CloudResource, key, Short(name, key), cloud),
            ("process" or "file" or "filehash" or "url" or "dns" or "mailbox" or "mailmessage" or "malware" or "cloudapplication" or "securitygroup" or "registrykey" or "registryvalue", _)
                when type is null || type == TypeOf(prefix) => Entity.Of(TypeOf(prefix)!.Value, rest),
            _ => type is { } known ? OfType(known, key, cloud, account) : Guess(key, cloud, account),
        };
    }

    private static Entity? OfType(EntityType type, string name, Cloud cloud, string account) => type switch
    {
        EntityType.Account when name.StartsWith("arn:", StringComparison.Ordinal) => Entity.AwsPrincipal(name),
        EntityType.Account when AccessKey().IsMatch(name) => Entity.AwsAccessKey(name),
        EntityType.Account => Entity.AccountIn(cloud, account, name),
        EntityType.Host when name.StartsWith("arn:", StringComparison.Ordinal) => Entity.HostIn(Cloud.Aws, name.Split('/')[^1]),
        EntityType.Host => Instance().IsMatch(name) ? Entity.HostIn(Cloud.Aws, name) : name.Contains('/') ? Entity.HostIn(cloud, name) : Entity.HostByName(name),
        EntityType.IP => Entity.Ip(name),
        EntityType.CloudResource => Resource(name, cloud),
        _ => Entity.Of(type, name),
    };

    private static Entity? Resource(string name, Cloud cloud) => name switch
    {
        _ when AccessKey().IsMatch(name) => Entity.AwsAccessKey(name),
        _ when Instance().IsMatch(name) => Entity.HostIn(Cloud.Aws, name),
        _ when name.StartsWith("arn:", StringComparison.Ordinal) && name.Contains(":instance/", StringComparison.Ordinal) => Entity.HostIn(Cloud.Aws, name.Split('/')[^1]),
        _ when name.Contains("/providers/microsoft.compute/virtualmachines/", StringComparison.OrdinalIgnoreCase) => Entity.HostIn(Cloud.Azure, name.TrimEnd('/')),
        _ => Entity.Resource(cloud, name),
    };

    private static Entity? Guess(string name, Cloud cloud, string account)
        => Entity.Ip(name) ?? (name.StartsWith("arn:", StringComparison.Ordinal) ? name.Contains(":user/", StringComparison.Ordinal) || name.Contains(":assumed-role/", StringComparison.Ordinal) ? Entity.AwsPrincipal(name) : Resource(name, cloud)
            : name.Contains('@') ? Entity.AccountByMail(name, cloud) : AccessKey().IsMatch(name) || Instance().IsMatch(name) ? Resource(name, cloud) : Entity.AccountIn(cloud, account, name));

    private static EntityType? TypeOf(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "user" or "principal" or "identity" or "role" or "serviceaccount" or "upn" or "session" => EntityType.Account,
        "vm" or "instance" or "machine" or "device" or "hostname" or "computer" => EntityType.Host,
        "ipaddress" or "address" or "ipv4" or "ipv6" => EntityType.IP,
        "resource" or "bucket" or "azureresource" or "awsresource" or "gcpresource" or "accesskey" or "key" or "accesskeyid" => EntityType.CloudResource,
        "hash" or "sha256" or "sha1" or "md5" => EntityType.FileHash,
        "domain" or "domainname" => EntityType.DNS,
        "email" or "mail" => EntityType.Mailbox,
        var plain => Enum.TryParse<EntityType>(plain, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : null,
    };

    private static Dictionary<string, string> Identifiers(JsonElement json, IReadOnlyDictionary<string, string>? known)
    {
        var all = new Dictionary<string, string>(known ?? new Dictionary<string, string>());
        foreach (var member in json.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String && m.Name.Length > 0))
        {
            all.TryAdd(char.ToUpperInvariant(member.Name[0]) + member.Name[1..], member.Value.GetString()!);
        }

        return all;
    }

    private static string Short(string name, string key) => name == key ? key[(key.LastIndexOfAny([':', '/']) + 1)..] : name;

    [GeneratedRegex("^(AKIA|ASIA)[A-Z0-9]{12,20}$", RegexOptions.IgnoreCase)]
    private static partial Regex AccessKey();

    [GeneratedRegex("^i-[0-9a-f]{8,17}$")]
    private static partial Regex Instance();
}
