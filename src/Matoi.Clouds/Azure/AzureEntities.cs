using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Reads the entity lists of Defender for Cloud and Sentinel: objects with <c>Type</c> (alerts) or <c>kind</c> and <c>properties</c> (incidents), nested in each
/// other or referring to each other by <c>$id</c> and <c>$ref</c>.
/// </summary>
internal sealed class AzureEntities
{
    // Entities of these names are of no one (Sentinel drops them, too).
    private static readonly HashSet<string> Generic = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADMIN", "ADMINISTRATOR", "SYSTEM", "ROOT", "ANONYMOUS", "AUTHENTICATED USER", "NETWORK", "NULL", "LOCAL SYSTEM", "LOCALSYSTEM", "NETWORK SERVICE",
    };

    private readonly Dictionary<string, JsonElement> _byId = [];
    private readonly List<Entity> _found = [];
    private readonly Cloud _cloud;
    private readonly string _account;

    private AzureEntities(Cloud cloud, string account) => (_cloud, _account) = (cloud, account);

    /// <summary>The typed entities, in order. Accounts and resources without a cloud of their own belong to the affected resource's.</summary>
    public static IReadOnlyList<Entity> Read(IEnumerable<JsonElement> entities, Cloud cloud = Cloud.Azure, string account = "")
    {
        var reader = new AzureEntities(cloud, account);
        var all = entities.ToList();
        all.ForEach(entity => reader.Index(entity, 0));
        all.ForEach(entity => reader.Visit(entity, 0));

        return reader._found;
    }

    // References may point forward.
    private void Index(JsonElement json, int depth)
    {
        if (json.ValueKind == JsonValueKind.Object && json.FindText("$id") is { } id)
        {
            _byId.TryAdd(id, json);
        }

        foreach (var child in depth > 16 ? [] : Children(json))
        {
            Index(child, depth + 1);
        }
    }

    private static IEnumerable<JsonElement> Children(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Select(property => property.Value),
        JsonValueKind.Array => json.EnumerateArray(),
        _ => [],
    };

    private void Visit(JsonElement json, int depth)
    {
        // Some producers use an id twice; a reference then means the latest.
        if (json.ValueKind == JsonValueKind.Object && json.FindText("$id") is { } id)
        {
            _byId[id] = json;
        }

        foreach (var child in depth > 16 ? [] : Children(json))
        {
            Visit(child, depth + 1);
        }

        var kind = Kind(json);
        if (kind.Length > 0)
        {
            var body = json.Find("properties") is { ValueKind: JsonValueKind.Object } properties ? properties : json;
            _found.AddRange(Typed(kind, body).OfType<Entity>());
        }
    }

    private static string Kind(JsonElement json)
        => string.Concat((json.FindText("kind") ?? json.FindText("type") ?? "").Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private IEnumerable<Entity?> Typed(string kind, JsonElement e) => kind switch
    {
        "account" => [Account(e)],
        "host" => [Host(e)],
        "ip" => [Entity.Ip(e.FindText("address"))],
        "url" => [Entity.Of(EntityType.URL, e.FindText("url"))],
        "dns" or "dnsresolution" => [Entity.Of(EntityType.DNS, e.FindText("domainName"))],
        "filehash" => [Entity.Of(EntityType.FileHash, e.FindText("value|hashValue"))],
        "file" => [File(e)],
        "process" => [Process(e)],
        "azureresource" => [_cloud == Cloud.Azure ? AzureResourceId.Entity(e.FindText("resourceId")) : null],
        "amazonresource" or "awsresource" => [Amazon(e)],
        "googlecloudresource" or "gcpresource" => [Google(e)],
        "cloudapplication" => [Entity.Of(EntityType.CloudApplication, e.FindText("name|appName|appId"))],
        "mailbox" => [Entity.Of(EntityType.Mailbox, e.FindText("mailboxPrimaryAddress|upn"))],
        "mailmessage" or "submissionmail" => [MailMessage(e)],
        "malware" => [Entity.Of(EntityType.Malware, e.FindText("name|malwareName"))],
        "registrykey" => [Entity.Of(EntityType.RegistryKey, Join("\\", e.FindText("hive"), e.FindText("key")))],
        "registryvalue" => [Entity.Of(EntityType.RegistryValue, Join("=", e.FindText("name|valueName"), e.FindText("value|valueData")))],
        "securitygroup" => [Entity.Of(EntityType.SecurityGroup, e.FindText("distinguishedName|sid|objectGuid|friendlyName"))],
        "iotdevice" => [Entity.HostByName(e.FindText("deviceName|deviceId"))],
        _ => [],
    };

    private Entity? Account(JsonElement e)
    {
        var name = e.FindText("name|accountName|userPrincipalName|upn");
        if (name is not null && CloudNames.Arns(name).FirstOrDefault() is { } arn)
        {
            return CloudNames.AwsEntity(arn);
        }

        var suffix = e.FindText("upnSuffix");
        var mail = name is null || name.Contains('@') ? name : suffix is null ? e.FindText("userPrincipalName|upn") : $"{name}@{suffix}";
        if (_cloud == Cloud.Aws && name is not null && !name.Contains('@') && !name.Contains('/') && !Generic.Contains(name))
        {
            // A bare name in an AWS account is an IAM user's; its ARN gives the same entity.
            name = "user/" + name;
        }

        var scope = _cloud == Cloud.Azure ? e.FindText("ntDomain|domainName|aadTenantId") ?? _account : _account;
        var account = Entity.AccountByMail(mail, _cloud)
            ?? (name is not null && !Generic.Contains(name) ? Entity.AccountIn(_cloud, scope, name) : null)
            ?? Entity.AccountIn(_cloud, e.FindText("aadTenantId") ?? _account, e.FindText("aadUserId|objectGuid|sid|puid"));
        return account is null ? null : account with { Identifiers = Identifiers(e, "aadUserId", "aadTenantId", "sid", "puid", "objectGuid", "ntDomain", "displayName") };
    }

    private Entity? Host(JsonElement e)
    {
        var name = e.FindText("hostName|netBiosName|name|friendlyName");
        var suffix = e.FindText("dnsDomain");
        var full = name is null || suffix is null || name.Contains('.') ? name : $"{name}.{suffix}";
        var host = e.FindText("azureID") is { } id && _cloud == Cloud.Azure ? Entity.HostIn(Cloud.Azure, id, name) : Entity.HostByName(full);
        return host is null ? null : host with { Identifiers = Identifiers(e, "hostName", "dnsDomain", "ntDomain", "azureID", "omsAgentID", "osFamily", "osVersion") };
    }

    private Entity? Process(JsonElement e)
    {
        var image = Resolve(e.Find("imageFile|imageFileEntityId"));
        var path = image.ValueKind == JsonValueKind.Object ? Path(image) : null;
        return Entity.Of(EntityType.Process, e.FindText("commandLine") ?? path ?? e.FindText("friendlyName"));
    }

    private static Entity? File(JsonElement e) => Entity.Of(EntityType.File, Path(e));

    private static string? Path(JsonElement e)
    {
        var (folder, name) = (e.FindText("directory"), e.FindText("name|fileName"));
        return folder is null || name is null ? name : folder.TrimEnd('/', '\\') + (folder.Contains('\\') ? "\\" : "/") + name;
    }

    private static Entity? MailMessage(JsonElement e)
    {
        var id = e.FindText("networkMessageId|internetMessageId");
        var subject = e.FindText("subject");
        return Entity.Of(EntityType.MailMessage, Join("/", id ?? subject, e.FindText("recipient"))) is { } mail ? mail with { Name = subject ?? mail.Name } : null;
    }

    private Entity? Amazon(JsonElement e)
    {
        var arn = e.FindText("amazonResourceId|awsResourceId|resourceId|arn");
        return arn is null ? null : CloudNames.Arns(arn).FirstOrDefault() is { } whole ? CloudNames.AwsEntity(whole)
            : Entity.Resource(Cloud.Aws, Join(":", e.FindText("accountId") ?? _account, e.FindText("resourceType"), arn), e.FindText("resourceName|name"));
    }

    private Entity? Google(JsonElement e)
    {
        var name = e.FindText("fullResourceName|googleCloudResourceId|gcpResourceId|resourceId");
        return name is not null
            ? CloudNames.GoogleEntity(CloudNames.GoogleResource(name) ?? name)
            : Entity.Resource(Cloud.Google, Join("/", "projects", e.FindText("projectId|projectNumber") ?? _account, e.FindText("resourceType"), e.FindText("resourceName|name")),
                e.FindText("resourceName|name"));
    }

    private JsonElement Resolve(JsonElement json) => json.FindText("$ref") is { } id && _byId.TryGetValue(id, out var target) ? target : json;

    private static string? Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } text ? text : null;

    private static Dictionary<string, string>? Identifiers(JsonElement e, params string[] names)
    {
        var found = names.Select(name => (Name: char.ToUpperInvariant(name[0]) + name[1..], Value: e.FindText(name))).Where(i => i.Value is not null)
            .ToDictionary(i => i.Name, i => i.Value!);
        return found.Count > 0 ? found : null;
    }
}
