using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Model.Entities;

namespace Matoi.Prioritise.Assets;

/// <summary>One asset of a CSV or YAML file: fields by their column names.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Fields">Values by name; empty ones are as good as absent.</param>
/// <param name="Tags">Tags.</param>
internal sealed record AssetRow(int Line, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The columns. Those of <see cref="AsTags"/> are tags of that name; <c>tag:KEY</c> is any tag.</summary>
    public static string[] Known { get; } = ["id", "cloud", "account", "region", "type", "name", "exposure", "hostname", "private_ip", "public_ip", "tags", .. AsTags];

    /// <summary>Columns that stand for a tag, so that the tag rules have the last word on them, too.</summary>
    public static string[] AsTags => ["criticality", "sensitivity", "environment", "owner"];

    private static readonly string[] AddressFields = ["private_ip", "public_ip"];

    /// <summary>Tags from <c>key=value;key=value</c>; null when the text is not of that form.</summary>
    public static Dictionary<string, string>? ParseTags(string text)
    {
        var tags = new Dictionary<string, string>();
        foreach (var pair in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.IndexOf('=') is not (> 0 and var cut))
            {
                return null;
            }

            tags[pair[..cut].Trim()] = pair[(cut + 1)..].Trim();
        }

        return tags;
    }

    /// <summary>The asset, or why it is none.</summary>
    public (FoundAsset? Asset, string? Reason) Read(IReadOnlyList<Inventory> inventories)
    {
        if (Field("id") is not { Length: > 0 } id)
        {
            return (null, "has no 'id' (an ARN, an Azure resource id, a Google full resource name, an account, an address or a host name)");
        }

        if ((Unknown<Cloud>("cloud") ?? Unknown<Exposure>("exposure") ?? AddressFields.Select(Address).FirstOrDefault(a => a is not null)) is { } wrong)
        {
            return (null, wrong);
        }

        var cloud = Enum.TryParse<Cloud>(Field("cloud"), true, out var said) ? said : Cloud.Unknown;
        var entity = inventories.Select(i => i.Identify(id)).FirstOrDefault(e => e is not null) ?? Entity.Ip(id) ?? Entity.AccountByMail(id, cloud) ?? Entity.HostByName(id)!;
        if (entity.Cloud != Cloud.Unknown && cloud != Cloud.Unknown && entity.Cloud != cloud)
        {
            return (null, $"says cloud {cloud}, but '{id}' is an id of {entity.Cloud}");
        }

        var name = Field("name") is { Length: > 0 } given ? given : entity.Name;
        var exposure = Enum.TryParse<Exposure>(Field("exposure"), true, out var open) ? open : Field("public_ip").Length > 0 ? Exposure.Public : Exposure.Unknown;
        var aliases = AddressFields.SelectMany(Addresses).Select(Entity.Ip).Append(Entity.HostByName(Field("hostname"))).Append(entity.Type == EntityType.Host ? Entity.HostByName(name) : null);
        return (new FoundAsset
        {
            Key = entity.Key,
            Id = id,
            Cloud = cloud != Cloud.Unknown ? cloud : entity.Cloud,
            Account = Field("account") is { Length: > 0 } account ? account : AccountOf(id),
            Region = Field("region") is { Length: > 0 } region ? region : id.Split(':', 6) is ["arn", _, _, var inArn, _, _] ? inArn : "",
            Type = Field("type"),
            Name = name,
            Tags = Tags,
            Exposure = exposure,
            Aliases = [.. aliases.OfType<Entity>().Select(e => e.Key).Where(k => k != entity.Key).Distinct()],
        }, null);
    }

    private string Field(string name) => Fields.GetValueOrDefault(name, "").Trim();

    private IEnumerable<string> Addresses(string field) => Field(field).Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries);

    private string? Address(string field) => Addresses(field).FirstOrDefault(a => Entity.Ip(a) is null) is { } wrong ? $"{field} '{wrong}' is no address" : null;

    private string? Unknown<T>(string field)
        where T : struct, Enum
        => Field(field) is { Length: > 0 } text && (!text.All(char.IsAsciiLetter) || !Enum.TryParse<T>(text, true, out _)) ? $"{field} '{text}' is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}" : null;

    private static string AccountOf(string id)
        => id.Split(':', 6) is ["arn", _, _, _, var account, _] ? account
            : id.Split('/') is var parts && Array.FindIndex(parts, p => p is "projects" || p.Equals("subscriptions", StringComparison.OrdinalIgnoreCase)) is var at && at >= 0 && at + 1 < parts.Length ? parts[at + 1] : "";
}
