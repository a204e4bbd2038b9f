using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Azure Resource Graph: the answer of a query over <c>Resources</c> (<c>{"data":[{"id":…}]}</c>, as the API and <c>az graph query</c> give it), or its rows alone.</summary>
public sealed class ResourceGraph : Inventory
{
    /// <inheritdoc/>
    public override string Name => "Azure Resource Graph";

    /// <inheritdoc/>
    public override bool Recognises(JsonElement document)
        => Items(document, "data").Select(item => item.Text("id")).OfType<string>().FirstOrDefault()?.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) == true
            || (document.ValueKind == JsonValueKind.Object && document.TryGetProperty("totalRecords", out _) && document.TryGetProperty("data", out _));

    /// <inheritdoc/>
    public override Entity? Identify(string id) => id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? AzureResourceId.Entity(id) : null;

    /// <inheritdoc/>
    public override IEnumerable<(FoundAsset? Asset, string? Reason)> From(JsonElement document) => Items(document, "data").Select(Read);

    private (FoundAsset? Asset, string? Reason) Read(JsonElement item)
    {
        if (item.Text("id") is not { } id || Identify(id) is not { } entity)
        {
            return (null, "has no 'id' that begins with /subscriptions/; let the query project id, name, type, location, tags and properties");
        }

        var name = item.Text("name") ?? entity.Name;
        return (new FoundAsset
        {
            Key = entity.Key,
            Id = id,
            Cloud = Cloud.Azure,
            Account = item.Text("subscriptionId") ?? AzureResourceId.Part(id, "subscriptions") ?? "",
            Region = item.Text("location") ?? "",
            Type = (item.Text("type") ?? "").ToLowerInvariant(),
            Name = name,
            Tags = Pairs(item, "tags"),
            Exposure = ExposureOf(item),
            Aliases = [.. Aliases(item, entity, name).OfType<Entity>().Select(e => e.Key).Where(k => k != entity.Key).Distinct()],
        }, null);
    }

    private static IEnumerable<Entity?> Aliases(JsonElement item, Entity entity, string name)
    {
        yield return Entity.Resource(Cloud.Azure, item.Text("id"));
        yield return Entity.Ip(item.Text("properties.ipAddress"));
        foreach (var configuration in item.Items("properties.ipConfigurations"))
        {
            yield return Entity.Ip(configuration.Text("properties.privateIPAddress"));
        }

        if (entity.Type == EntityType.Host)
        {
            yield return Entity.HostByName(name);
            yield return Entity.HostByName(item.Text("properties.osProfile.computerName"));
            yield return Entity.HostByName(item.Text("properties.extended.instanceView.computerName"));
        }
    }

    // Open to public networks and no firewall that shuts by default: anybody can knock.
    private static Exposure ExposureOf(JsonElement item)
    {
        var open = item.Text("properties.publicNetworkAccess");
        return item.Text("properties.ipAddress") is not null && "microsoft.network/publicipaddresses".Equals(item.Text("type"), StringComparison.OrdinalIgnoreCase) ? Exposure.Public
            : "Disabled".Equals(open, StringComparison.OrdinalIgnoreCase) ? Exposure.Private
            : "Deny".Equals(item.Text("properties.networkAcls.defaultAction"), StringComparison.OrdinalIgnoreCase) ? Exposure.Private
            : "Enabled".Equals(open, StringComparison.OrdinalIgnoreCase) || item.Text("properties.allowBlobPublicAccess") == "true" ? Exposure.Public
            : Exposure.Unknown;
    }
}
