using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Google Cloud Asset Inventory: answers of <c>searchAllResources</c> (<c>results</c>) and <c>assets.list</c> (<c>assets</c>), their rows as <c>gcloud --format=json</c> gives them, and the lines of an export.</summary>
public sealed class CloudAssets : Inventory
{
    /// <inheritdoc/>
    public override string Name => "Google Cloud Asset Inventory";

    /// <inheritdoc/>
    public override bool Recognises(JsonElement document) => Rows(document).FirstOrDefault().Text("assetType") is not null || Rows(document).FirstOrDefault().Text("asset_type") is not null;

    /// <inheritdoc/>
    public override Entity? Identify(string id)
        => id.StartsWith("//", StringComparison.Ordinal) || (id.StartsWith("projects/", StringComparison.Ordinal) && id.Count(c => c == '/') > 1) ? GoogleEntities.Resource(id) : null;

    /// <inheritdoc/>
    public override IEnumerable<(FoundAsset? Asset, string? Reason)> From(JsonElement document) => Rows(document).Select(Read);

    private static IEnumerable<JsonElement> Rows(JsonElement document)
        => document.ValueKind == JsonValueKind.Object && (document.TryGetProperty("assetType", out _) || document.TryGetProperty("asset_type", out _)) ? [document] : Items(document, "results", "assets");

    private (FoundAsset? Asset, string? Reason) Read(JsonElement item)
    {
        if (item.Text("name") is not { } id || Identify(id) is not { } resource)
        {
            return (null, "has no 'name' that begins with //");
        }

        var type = item.Text("assetType") ?? item.Text("asset_type") ?? "";
        var account = type == "iam.googleapis.com/ServiceAccount" ? Entity.AccountByMail(item.Text("additionalAttributes.email") ?? item.Text("resource.data.email"), Cloud.Google) : null;
        var (entity, name) = (account ?? resource, item.Text("displayName") ?? item.Text("resource.data.name") ?? resource.Name);
        var (inside, outside) = Addresses(item);
        return (new FoundAsset
        {
            Key = entity.Key,
            Id = id,
            Cloud = Cloud.Google,
            Account = Project(id) ?? Project(item.Text("parentFullResourceName")) ?? Project(item.Text("resource.parent")) ?? Project(item.Text("project")) ?? "",
            Region = item.Text("location") ?? item.Text("resource.location") ?? "",
            Type = type,
            Name = name,
            Tags = Pairs(item, "labels") is { Count: > 0 } labels ? labels : Pairs(item, "resource.data.labels"),
            Exposure = outside.Count > 0 ? Exposure.Public : inside.Count > 0 ? Exposure.Private : Exposure.Unknown,
            Aliases = [.. Aliases(id, entity, name).Concat(inside.Concat(outside).Select(Entity.Ip)).OfType<Entity>().Select(e => e.Key).Where(k => k != entity.Key).Distinct()],
        }, null);
    }

    // Audit logs leave the service's name off.
    private static IEnumerable<Entity?> Aliases(string id, Entity entity, string name)
    {
        yield return Entity.Resource(Cloud.Google, id);
        yield return id.IndexOf("/projects/", StringComparison.Ordinal) is var cut && cut > 0 ? Entity.Resource(Cloud.Google, id[(cut + 1)..]) : null;
        yield return entity.Type == EntityType.Host ? Entity.HostByName(name) : null;
    }

    private static (List<string> Inside, List<string> Outside) Addresses(JsonElement item)
    {
        var interfaces = item.Items("resource.data.networkInterfaces").ToList();
        return ([.. item.Texts("additionalAttributes.internalIPs"), .. interfaces.Select(i => i.Text("networkIP")).OfType<string>()],
            [.. item.Texts("additionalAttributes.externalIPs"), .. interfaces.SelectMany(i => i.Items("accessConfigs")).Select(a => a.Text("natIP")).OfType<string>()]);
    }

    private static string? Project(string? name)
    {
        var parts = (name ?? "").Split('/');
        return Array.IndexOf(parts, "projects") is var at && at >= 0 && at + 1 < parts.Length && parts[at + 1] is { Length: > 0 } and not "_" ? parts[at + 1] : null;
    }
}
