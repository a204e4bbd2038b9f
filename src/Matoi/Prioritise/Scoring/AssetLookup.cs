using System.Net;
using Matoi.Model.Assets;

namespace Matoi.Prioritise.Scoring;

/// <summary>Finds the asset that an alert's entity means, among assets that have the entity's key or alias. A key that may mean two assets means none.</summary>
public sealed class AssetLookup
{
    private readonly ILookup<string, Asset> _byAlias;

    /// <summary>Looks among these pairs of entity key and asset.</summary>
    public AssetLookup(IEnumerable<(string Alias, Asset Asset)> named) => _byAlias = named.ToLookup(n => n.Alias, n => n.Asset);

    /// <summary>Knows of nothing.</summary>
    public static AssetLookup None { get; } = new([]);

    /// <summary>The asset behind the key in an alert of that cloud account; null when none or more than one may be meant.</summary>
    public Asset? Find(string key, string account)
    {
        var meant = _byAlias[key].ToList();
        if (meant.Find(a => a.Key == key) is { } itself)
        {
            return itself;
        }

        // Two networks may both have a 10.0.0.4 and a web01: such a name counts inside its own cloud account only.
        meant = IsLocal(key) ? meant.FindAll(a => account.Length == 0 || a.Account.Length == 0 || a.Account.Equals(account, StringComparison.OrdinalIgnoreCase)) : meant;
        return meant.Count == 1 ? meant[0] : null;
    }

    private static bool IsLocal(string key)
        => key.StartsWith("host:", StringComparison.Ordinal) || (key.StartsWith("ip:", StringComparison.Ordinal) && IPAddress.TryParse(key.AsSpan(3), out var address) && !IsPublic(address));

    private static bool IsPublic(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4
            ? bytes is not ([10, ..] or [127, ..] or [169, 254, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..])
            : !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal && !address.IsIPv6SiteLocal;
    }
}
