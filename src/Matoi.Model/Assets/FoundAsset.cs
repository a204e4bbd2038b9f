namespace Matoi.Model.Assets;

/// <summary>An asset as one file or inventory describes it.</summary>
public sealed record FoundAsset
{
    /// <summary>Canonical entity key, the same that alerts about the asset carry: <c>host:aws:i-0abc</c>, <c>resource:arn:aws:s3:::b</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The id as the source spells it: ARN, Azure resource id, Google full resource name, host name.</summary>
    public required string Id { get; init; }

    /// <summary>The cloud it lives in.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>AWS account, Azure subscription or Google project; empty when not said.</summary>
    public string Account { get; init; } = "";

    /// <summary>Region or location; empty when not said.</summary>
    public string Region { get; init; } = "";

    /// <summary>The cloud's word for its kind: <c>ec2:instance</c>, <c>microsoft.compute/virtualmachines</c>, <c>storage.googleapis.com/Bucket</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>What a person calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Tags (Google: labels).</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the internet reaches it.</summary>
    public Exposure Exposure { get; init; }

    /// <summary>Further entity keys under which alerts may name it, without <see cref="Key"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
