namespace Matoi.Model.Assets;

/// <summary>A thing that is worth protecting: what its sources say of it together, and what the tag rules make of that.</summary>
public sealed class Asset
{
    /// <summary>Canonical entity key, the same that alerts about the asset carry.</summary>
    public required string Key { get; init; }

    /// <summary>The id as its source spells it.</summary>
    public string Id { get; set; } = "";

    /// <summary>The cloud it lives in.</summary>
    public Cloud Cloud { get; set; }

    /// <summary>AWS account, Azure subscription or Google project; empty when not said.</summary>
    public string Account { get; set; } = "";

    /// <summary>Region or location; empty when not said.</summary>
    public string Region { get; set; } = "";

    /// <summary>The cloud's word for its kind; empty when not said.</summary>
    public string Type { get; set; } = "";

    /// <summary>What a person calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Tags of all sources; where two differ, the one seen last.</summary>
    public Dictionary<string, string> Tags { get; set; } = [];

    /// <summary>Whether the internet reaches it.</summary>
    public Exposure Exposure { get; set; }

    /// <summary>When a source first named it.</summary>
    public DateTimeOffset FirstSeen { get; set; }

    /// <summary>When a source last named it.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>By the tag rules.</summary>
    public Criticality Criticality { get; set; }

    /// <summary>By the tag rules.</summary>
    public Sensitivity Sensitivity { get; set; }

    /// <summary>By the tag rules, such as <c>production</c>; empty when no rule says.</summary>
    public string Environment { get; set; } = "";

    /// <summary>By the tag rules; empty when no rule says.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Which rule said what.</summary>
    public List<AssetReason> Reasons { get; set; } = [];

    /// <summary>What each source says, by source name.</summary>
    public Dictionary<string, AssetClaim> Claims { get; set; } = [];

    /// <summary>Every entity key that means this asset, <see cref="Key"/> among them.</summary>
    public List<AssetAlias> Aliases { get; set; } = [];
}

/// <summary>What one source says of an asset.</summary>
/// <param name="Found">What it says.</param>
/// <param name="Seen">When it last said so.</param>
public sealed record AssetClaim(FoundAsset Found, DateTimeOffset Seen);

/// <summary>Why an asset is classified as it is.</summary>
/// <param name="What">The property: <c>criticality</c>, <c>sensitivity</c>, <c>environment</c>, <c>owner</c>, <c>exposure</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Rule">Name of the tag rule.</param>
public sealed record AssetReason(string What, string Value, string Rule);

/// <summary>An entity key that means an asset.</summary>
public sealed class AssetAlias
{
    /// <summary>The entity key.</summary>
    public required string Alias { get; init; }

    /// <summary>The asset's key.</summary>
    public required string AssetKey { get; init; }
}
