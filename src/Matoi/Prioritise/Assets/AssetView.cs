using Matoi.Model;
using Matoi.Model.Assets;

namespace Matoi.Prioritise.Assets;

/// <summary>An asset as the API and the CLI list it.</summary>
public sealed record AssetView(
    string Key, string Id, Cloud Cloud, string Account, string Region, string Type, string Name, Criticality Criticality, Sensitivity Sensitivity, string Environment, string Owner,
    Exposure Exposure, IReadOnlyDictionary<string, string> Tags, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IEnumerable<string> Sources)
{
    /// <summary>The view of an asset.</summary>
    public static AssetView Of(Asset a) => new(
        a.Key, a.Id, a.Cloud, a.Account, a.Region, a.Type, a.Name, a.Criticality, a.Sensitivity, a.Environment, a.Owner, a.Exposure, a.Tags, a.FirstSeen, a.LastSeen, a.Claims.Keys.Order(StringComparer.Ordinal));
}

/// <summary>An asset with why it is classified as it is.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Aliases">The other entity keys that mean it.</param>
/// <param name="Reasons">Which rule said what.</param>
/// <param name="Claims">What each source says.</param>
public sealed record AssetDetail(AssetView Asset, IEnumerable<string> Aliases, IReadOnlyList<AssetReason> Reasons, IReadOnlyDictionary<string, AssetClaim> Claims)
{
    /// <summary>The detail of an asset.</summary>
    public static AssetDetail Of(Asset a) => new(AssetView.Of(a), a.Aliases.Select(x => x.Alias).Where(x => x != a.Key).Order(StringComparer.Ordinal), a.Reasons, a.Claims);
}
