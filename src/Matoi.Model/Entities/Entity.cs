using System.Net;

namespace Matoi.Model.Entities;

/// <summary>A typed thing that an alert names. Equal <see cref="Key"/>s are the same thing, whichever cloud or product named it.</summary>
/// <param name="Type">Sentinel's entity type.</param>
/// <param name="Key">Canonical key, lower case, prefixed by kind: <c>ip:203.0.113.9</c>, <c>account:alice@example.com</c>, <c>resource:arn:aws:s3:::b</c>.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Cloud">The cloud it lives in, when it lives in one.</param>
public sealed record Entity(EntityType Type, string Key, string Name, Cloud Cloud = Cloud.Unknown)
{
    /// <summary>Further identifiers as the source spelled them (Sentinel's identifier names, such as <c>AadUserId</c>).</summary>
    public IReadOnlyDictionary<string, string>? Identifiers { get; init; }

    /// <summary>An address; null when the text is not one (clouds write service names and "private" where addresses go).</summary>
    public static Entity? Ip(string? address)
        => IPAddress.TryParse(address, out var ip) && (address!.Contains('.') || address.Contains(':'))
            ? new(EntityType.IP, "ip:" + Canonical(ip), Canonical(ip))
            : null;

    /// <summary>A person or service known by an e-mail-shaped name: Entra UPN, Google account, service account, IAM Identity Center user.</summary>
    public static Entity? AccountByMail(string? mail, Cloud cloud)
        => mail is { Length: > 2 } && mail.IndexOf('@') > 0
            ? new(EntityType.Account, "account:" + mail.ToLowerInvariant(), mail, cloud)
            : null;

    /// <summary>An account known only inside its cloud, by scope (tenant, AWS account, project) and name or id.</summary>
    public static Entity? AccountIn(Cloud cloud, string? scope, string? name)
        => string.IsNullOrEmpty(name) ? null
            : AccountByMail(name, cloud) ?? new(EntityType.Account, $"account:{Prefix(cloud)}:{scope}:{name}".ToLowerInvariant(), name, cloud);

    /// <summary>
    /// An AWS principal by ARN. A role session whose name is an e-mail address is that person; any other role session is the role
    /// (its session name is kept as an identifier). Root is the account's root.
    /// </summary>
    public static Entity? AwsPrincipal(string? arn)
    {
        if (arn is null || arn.Split(':', 6) is not [_, _, _, _, var account, var resource])
        {
            return null;
        }

        if (resource.Split('/') is ["assumed-role", var role, .. var rest])
        {
            var session = string.Join('/', rest);
            var entity = AccountByMail(session, Cloud.Aws) ?? AccountIn(Cloud.Aws, account, "role/" + role)!;
            return entity with { Identifiers = new Dictionary<string, string> { ["Arn"] = arn, ["RoleSessionName"] = session } };
        }

        var name = resource.StartsWith("user/", StringComparison.Ordinal) ? "user/" + resource.Split('/')[^1] : resource;
        return AccountIn(Cloud.Aws, account, name) is { } principal ? principal with { Identifiers = new Dictionary<string, string> { ["Arn"] = arn } } : null;
    }

    /// <summary>An AWS access key.</summary>
    public static Entity? AwsAccessKey(string? accessKeyId)
        => string.IsNullOrEmpty(accessKeyId) ? null : new(EntityType.CloudResource, "accesskey:" + accessKeyId.ToLowerInvariant(), accessKeyId, Cloud.Aws);

    /// <summary>A machine by its cloud's id (instance id, Azure resource id, Google instance resource name).</summary>
    public static Entity? HostIn(Cloud cloud, string? id, string? name = null)
        => string.IsNullOrEmpty(id) ? null : new(EntityType.Host, $"host:{Prefix(cloud)}:{id}".ToLowerInvariant(), name ?? id.Split('/')[^1], cloud);

    /// <summary>A machine by host name only.</summary>
    public static Entity? HostByName(string? name)
        => string.IsNullOrEmpty(name) ? null : new(EntityType.Host, "host:" + name.ToLowerInvariant(), name);

    /// <summary>A resource by ARN, Azure resource id or Google full resource name (case of Azure ids does not matter).</summary>
    public static Entity? Resource(Cloud cloud, string? id, string? name = null)
        => string.IsNullOrEmpty(id) ? null
            : new(EntityType.CloudResource, "resource:" + (cloud == Cloud.Azure ? id.ToLowerInvariant() : id), name ?? ShortName(id), cloud);

    /// <summary>Any other entity: the key is its kind and its value.</summary>
    public static Entity? Of(EntityType type, string? value)
        => string.IsNullOrEmpty(value) ? null
            : new(type, $"{type.ToString().ToLowerInvariant()}:{(type is EntityType.File or EntityType.URL ? value : value.ToLowerInvariant())}", value);

    /// <summary>Short name of a cloud in keys and ids.</summary>
    public static string Prefix(Cloud cloud) => cloud.ToString().ToLowerInvariant();

    private static string Canonical(IPAddress ip) => (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();

    private static string ShortName(string id)
    {
        var tail = id.TrimEnd('/');
        var cut = tail.LastIndexOfAny(['/', ':']);
        return cut >= 0 && cut < tail.Length - 1 ? tail[(cut + 1)..] : tail;
    }
}
