using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Assets;

namespace Matoi.Prioritise.Assets;

/// <summary>What tags and names mean, in the order in which the rules are asked: the first that says something about a property is believed.</summary>
/// <param name="Rules">The rules.</param>
public sealed record TagRules(IReadOnlyList<TagRule> Rules);

/// <summary>One rule: when an asset is like this, it is that.</summary>
public sealed record TagRule
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Tags that there must be, with a pattern of their value.</summary>
    public IReadOnlyList<(string Tag, Regex Value)> Tags { get; init; } = [];

    /// <summary>Pattern of the name.</summary>
    public Regex? AssetName { get; init; }

    /// <summary>Pattern of the type.</summary>
    public Regex? Type { get; init; }

    /// <summary>Pattern of the account, subscription or project.</summary>
    public Regex? Account { get; init; }

    /// <summary>The cloud.</summary>
    public Cloud? Cloud { get; init; }

    /// <summary>What it is then; Unknown says nothing.</summary>
    public Criticality Criticality { get; init; }

    /// <summary>What it is then; Unknown says nothing.</summary>
    public Sensitivity Sensitivity { get; init; }

    /// <summary>What it is then; Unknown says nothing.</summary>
    public Exposure Exposure { get; init; }

    /// <summary>Where it is then; <c>{tag:KEY}</c> stands for the value of a tag. Null says nothing.</summary>
    public string? Environment { get; init; }

    /// <summary>Whose it is then; <c>{tag:KEY}</c> stands for the value of a tag. Null says nothing.</summary>
    public string? Owner { get; init; }

    /// <summary>True when the asset is as the rule says.</summary>
    public bool Fits(Asset asset)
        => (Cloud is null || Cloud == asset.Cloud)
            && AssetName?.IsMatch(asset.Name) != false
            && Type?.IsMatch(asset.Type) != false
            && Account?.IsMatch(asset.Account) != false
            && Tags.All(t => Tag(asset, t.Tag) is { } value && t.Value.IsMatch(value));

    /// <summary>The value of a tag, whatever the case of its name; null when there is none.</summary>
    public static string? Tag(Asset asset, string tag)
        => asset.Tags.TryGetValue(tag, out var exact) ? exact : asset.Tags.FirstOrDefault(t => t.Key.Equals(tag, StringComparison.OrdinalIgnoreCase)).Value;
}
