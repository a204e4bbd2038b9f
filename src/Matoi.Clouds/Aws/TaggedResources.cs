using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>The AWS tagging API: the answer of <c>GetResources</c>, <c>{"ResourceTagMappingList":[{"ResourceARN":…,"Tags":[{"Key":…,"Value":…}]}]}</c>.</summary>
public sealed partial class TaggedResources : Inventory
{
    /// <inheritdoc/>
    public override string Name => "AWS tagging API";

    /// <inheritdoc/>
    public override bool Recognises(JsonElement document)
        => document.ValueKind == JsonValueKind.Object ? document.TryGetProperty("ResourceTagMappingList", out _) : Items(document).FirstOrDefault().Text("ResourceARN") is not null;

    /// <inheritdoc/>
    public override Entity? Identify(string id) => id.StartsWith("arn:", StringComparison.Ordinal) ? AwsEntities.ByArn(id) : InstanceId().IsMatch(id) ? Entity.HostIn(Cloud.Aws, id) : null;

    /// <inheritdoc/>
    public override IEnumerable<(FoundAsset? Asset, string? Reason)> From(JsonElement document) => Items(document, "ResourceTagMappingList").Select(Read);

    private (FoundAsset? Asset, string? Reason) Read(JsonElement item)
    {
        if (item.Text("ResourceARN") is not { } id || Identify(id) is not { } entity)
        {
            return (null, item.Text("ResourceARN") is { } other ? $"'{other}' is no ARN" : "has no 'ResourceARN'");
        }

        var (arn, tags) = (Arn.Parse(id), new Dictionary<string, string>());
        foreach (var tag in item.Items("Tags"))
        {
            tags[tag.Text("Key") ?? ""] = tag.Text("Value") ?? "";
        }

        tags.Remove("");
        var name = tags.GetValueOrDefault("Name") is { Length: > 0 } named ? named : entity.Name;
        return (new FoundAsset
        {
            Key = entity.Key,
            Id = id,
            Cloud = Cloud.Aws,
            Account = arn.Account,
            Region = arn.Region,
            Type = TypeOf(arn),
            Name = name,
            Tags = tags,
            Aliases = [.. new[] { Entity.Resource(Cloud.Aws, id), entity.Type == EntityType.Host ? Entity.HostByName(name) : null }.OfType<Entity>().Select(e => e.Key).Where(k => k != entity.Key).Distinct()],
        }, null);
    }

    // arn:aws:s3:::bucket names no kind; everything else does before its first separator.
    private static string TypeOf(Arn arn)
        => arn.Resource.IndexOfAny(['/', ':']) is var cut && cut > 0 && arn.Service != "s3" ? $"{arn.Service}:{arn.Resource[..cut]}" : arn.Service == "s3" ? "s3:bucket" : arn.Service;

    [GeneratedRegex(@"^i-[0-9a-f]{8,17}$")]
    private static partial Regex InstanceId();
}
