using Matoi.Model.Assets;

namespace Matoi.Prioritise.Assets;

/// <summary>What a file of assets holds: assets with their places, and what cannot be read.</summary>
internal sealed class AssetDocument(string file)
{
    /// <summary>Most bad rows that are told one by one.</summary>
    private const int MostProblems = 1000;

    private readonly Dictionary<string, (FoundAsset Asset, string Place)> _assets = [];

    /// <summary>The assets, one for each key.</summary>
    public IEnumerable<FoundAsset> Assets => _assets.Values.Select(a => a.Asset);

    /// <summary>What cannot be read, and what looks like a mistake.</summary>
    public List<ImportAssets.BadRow> Problems { get; } = [];

    /// <summary>Rows that cannot be read, told or not.</summary>
    public int Bad { get; private set; }

    /// <summary>Adds a row's reading.</summary>
    public void Add(string place, (FoundAsset? Asset, string? Reason) read)
    {
        if (read.Asset is not { } asset)
        {
            Report("asset-row", place, read.Reason!);
        }
        else if (!_assets.TryAdd(asset.Key, (asset, place)))
        {
            // An inventory may tell of a thing on two pages; two rows that differ are somebody's mistake.
            if (ImportAssets.Text(_assets[asset.Key].Asset) != ImportAssets.Text(asset))
            {
                Report("asset-duplicate", place, $"'{asset.Id}' stands in {_assets[asset.Key].Place} already, otherwise; that one is taken");
            }
        }
    }

    /// <summary>Tells of something that keeps no row from being read.</summary>
    public void Warn(string code, string place, string reason) => Problems.Add(new(code, file, place, reason));

    /// <summary>Notes what cannot be read.</summary>
    public void Report(string code, string place, string reason)
    {
        if (++Bad <= MostProblems)
        {
            Problems.Add(new(code, file, place, reason));
        }
    }
}
