using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Assets;

namespace Matoi.Prioritise.Assets;

/// <summary>Which tags and names the organisation wants its resources to have.</summary>
public sealed record TagPolicy
{
    /// <summary>Tags that there must be.</summary>
    public IReadOnlyList<RequiredTag> Tags { get; init; } = [];

    /// <summary>How things must be called; the first that is about an asset counts.</summary>
    public IReadOnlyList<NameRule> Names { get; init; } = [];
}

/// <summary>Which assets a demand is about; what is null does not narrow.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Type">Pattern of the type.</param>
/// <param name="Except">Patterns of names or ids that are let off.</param>
public sealed record PolicyScope(Cloud? Cloud, Regex? Type, IReadOnlyList<Regex> Except)
{
    /// <summary>True when the demand is about the asset.</summary>
    public bool Covers(Asset asset)
        => (Cloud is null || Cloud == asset.Cloud) && Type?.IsMatch(asset.Type) != false && !Except.Any(e => e.IsMatch(asset.Name) || e.IsMatch(asset.Id));
}

/// <summary>A tag that there must be.</summary>
/// <param name="Tag">Its name, whatever the case.</param>
/// <param name="Values">The values that it may have; null for any but an empty one.</param>
/// <param name="Scope">On which assets.</param>
public sealed record RequiredTag(string Tag, IReadOnlyList<string>? Values, PolicyScope Scope);

/// <summary>How things must be called.</summary>
/// <param name="Pattern">The whole name.</param>
/// <param name="Text">The pattern as it was written.</param>
/// <param name="Example">A name that fits.</param>
/// <param name="Scope">Which assets.</param>
public sealed record NameRule(Regex Pattern, string Text, string Example, PolicyScope Scope);
