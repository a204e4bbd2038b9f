using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Detect.Rules.Running;

/// <summary>Makes an entity of Sentinel's identifiers, under the key that every source gives the same thing.</summary>
/// <param name="scope">Where the row's things live.</param>
/// <param name="fields">Values by identifier, without regard to case.</param>
internal sealed class EntityFields(RowScope scope, IReadOnlyDictionary<string, string> fields)
{
    // Names of no one in particular; Sentinel drops them, too.
    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADMIN", "ADMINISTRATOR", "SYSTEM", "ROOT", "ANONYMOUS", "AUTHENTICATED USER", "NETWORK", "NULL", "LOCAL SYSTEM", "LOCALSYSTEM", "NETWORK SERVICE", "LOCAL SERVICE", "-",
    };

    /// <summary>The entity; null when the identifiers name none.</summary>
    public Entity? Of(EntityType type)
    {
        var entity = type switch
        {
            EntityType.Account => Account(),
            EntityType.Host => Host(),
            EntityType.IP => Address(Get("Address")),
            EntityType.CloudResource => Resource(Get("ResourceId", "AmazonResourceId", "FullResourceName", "Arn", "Name")),
            EntityType.URL => Plain(type, Get("Url")),
            EntityType.DNS => Plain(type, Get("DomainName")?.TrimEnd('.')),
            EntityType.File => Plain(type, Path()),
            EntityType.FileHash => Plain(type, Get("Value", "HashValue")),
            EntityType.Process => Plain(type, Get("CommandLine") ?? Get("ImageFile", "ImagePath", "Name") ?? Get("ProcessId")),
            EntityType.CloudApplication => Plain(type, Get("Name", "AppName") ?? Get("AppId")),
            EntityType.Mailbox => Plain(type, Get("MailboxPrimaryAddress", "Upn")),
            EntityType.MailMessage => Plain(type, Get("NetworkMessageId", "InternetMessageId") ?? Get("Subject")),
            EntityType.Malware => Plain(type, Get("Name")),
            EntityType.RegistryKey => Plain(type, Join("\\", Get("Hive"), Get("Key"))),
            EntityType.RegistryValue => Plain(type, Join("=", Get("Name"), Get("Value"))),
            EntityType.SecurityGroup => Plain(type, Get("DistinguishedName", "SID", "ObjectGuid", "FriendlyName")),
            _ => null,
        };

        // What is a name only says where; the rest of the identifiers say who.
        return entity is null || fields.Count < 2 ? entity : entity with { Identifiers = Merge(entity.Identifiers) };
    }

    private Dictionary<string, string> Merge(IReadOnlyDictionary<string, string>? own)
    {
        var all = fields.Where(f => f.Value.Length > 0).ToDictionary(f => f.Key, f => f.Value);
        foreach (var (name, value) in own ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        return all;
    }

    private Entity? Account()
    {
        var (name, suffix, domain) = (Get("FullName") ?? Get("Name", "UserPrincipalName", "CloudAppAccountId", "DisplayName"), Get("UPNSuffix"), Get("NTDomain"));
        if (name is null || Nobody.Contains(name))
        {
            // Roles and the root of an AWS account have no user name; the row's principal says who it was.
            return scope.Arn.Length > 0 ? Entity.AwsPrincipal(scope.Arn)
                : Entity.AccountIn(scope.Cloud, Get("AadTenantId") ?? scope.Account, Get("AadUserId", "ObjectGuid", "Sid", "PUID"));
        }

        if (name.StartsWith("arn:", StringComparison.Ordinal))
        {
            return Entity.AwsPrincipal(name) ?? Entity.Resource(Cloud.Aws, name);
        }

        if (name.Contains('\\') && name.Split('\\', 2) is [var prefix, { Length: > 0 } rest])
        {
            (domain, name) = (prefix, rest);
        }

        if (!name.Contains('@') && suffix is not null)
        {
            name = $"{name}@{suffix.TrimStart('@')}";
        }

        return Entity.AccountByMail(name, scope.Cloud) ?? (Nobody.Contains(name) ? null : scope.Cloud == Cloud.Aws ? AwsAccount(name) : Entity.AccountIn(scope.Cloud, domain ?? scope.Account, name));
    }

    // A bare name is an IAM user's, unless the row's principal ends in it: then it is that principal.
    private Entity? AwsAccount(string name)
        => scope.Arn.EndsWith("/" + name, StringComparison.Ordinal) ? Entity.AwsPrincipal(scope.Arn) : Entity.AccountIn(Cloud.Aws, scope.Account, name.Contains('/') ? name : "user/" + name);

    private Entity? Host()
    {
        if (Get("AzureID", "AzureResourceId") is { } id && id.StartsWith('/'))
        {
            return Entity.HostIn(Cloud.Azure, id, Get("HostName"));
        }

        var (name, domain) = (Get("FullName") ?? Get("HostName", "NetBiosName", "DeviceName"), Get("DnsDomain"));
        return name is null ? Entity.HostByName(Get("OMSAgentID"))
            : name.StartsWith("i-", StringComparison.Ordinal) && name.Length >= 10 && name[2..].All(char.IsAsciiHexDigitLower) ? Entity.HostIn(Cloud.Aws, name)
            : Entity.HostByName(domain is null || name.Contains('.') ? name : $"{name}.{domain}");
    }

    // Some columns add the port.
    private static Entity? Address(string? text)
    {
        var plain = text?.Trim().Trim('[', ']');
        return Entity.Ip(plain) ?? (plain?.LastIndexOf(':') is { } cut and > 0 ? Entity.Ip(plain[..cut].Trim('[', ']')) : null);
    }

    private Entity? Resource(string? id) => id switch
    {
        null => null,
        _ when id.StartsWith("arn:", StringComparison.Ordinal) => Entity.Resource(Cloud.Aws, id),
        _ when id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) => Entity.Resource(Cloud.Azure, id),
        _ when id.StartsWith("//", StringComparison.Ordinal) || id.StartsWith("projects/", StringComparison.Ordinal) => Entity.Resource(Cloud.Google, id),
        _ => Entity.Resource(scope.Cloud, id),
    };

    private string? Path()
    {
        var (folder, name) = (Get("Directory"), Get("Name", "FullPath"));
        return folder is null || name is null ? name ?? folder : folder.TrimEnd('/', '\\') + (folder.Contains('\\') ? "\\" : "/") + name;
    }

    private static Entity? Plain(EntityType type, string? value) => Entity.Of(type, value?.Trim());

    private static string? Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } text ? text : null;

    private string? Get(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }
}
