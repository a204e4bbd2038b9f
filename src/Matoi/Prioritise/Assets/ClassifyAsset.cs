using System.Text.RegularExpressions;
using Matoi.Model.Assets;

namespace Matoi.Prioritise.Assets;

/// <summary>Brings an asset in line with what its sources say, and with what the tag rules make of that: IR-5. Pure.</summary>
public static partial class ClassifyAsset
{
    /// <summary>Sets everything that follows from <see cref="Asset.Claims"/> and the rules; true when something that a person or a score sees has changed.</summary>
    public static bool Apply(Asset asset, TagRules rules)
    {
        var before = Shown(asset);
        Merge(asset);
        Classify(asset, rules.Rules);
        return before != Shown(asset);
    }

    // The source that was seen last has the last word, but silence takes nothing back.
    private static void Merge(Asset asset)
    {
        var claims = asset.Claims.OrderByDescending(c => c.Value.Seen).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value).ToList();
        string Text(Func<FoundAsset, string> of) => claims.Select(c => of(c.Found)).FirstOrDefault(t => t.Length > 0) ?? "";
        asset.Id = Text(f => f.Id);
        asset.Account = Text(f => f.Account);
        asset.Region = Text(f => f.Region);
        asset.Type = Text(f => f.Type);
        asset.Name = Text(f => f.Name);
        asset.Cloud = claims.Select(c => c.Found.Cloud).FirstOrDefault(c => c != default);
        asset.Exposure = claims.Select(c => c.Found.Exposure).FirstOrDefault(e => e != default);
        asset.Tags = claims.SelectMany(c => c.Found.Tags).DistinctBy(t => t.Key).OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.Value);
        asset.LastSeen = claims.Select(c => c.Seen).DefaultIfEmpty(asset.LastSeen).Max();
        var meant = claims.SelectMany(c => c.Found.Aliases).Append(asset.Key).ToHashSet(StringComparer.Ordinal);
        asset.Aliases.RemoveAll(a => !meant.Remove(a.Alias));
        asset.Aliases.AddRange(meant.Order(StringComparer.Ordinal).Select(alias => new AssetAlias { Alias = alias, AssetKey = asset.Key }));
    }

    private static void Classify(Asset asset, IReadOnlyList<TagRule> rules)
    {
        var reasons = new List<AssetReason>();
        (asset.Criticality, asset.Sensitivity, asset.Environment, asset.Owner) = (default, default, "", "");
        foreach (var rule in rules.Where(r => r.Fits(asset)))
        {
            asset.Criticality = Word("criticality", asset.Criticality, rule.Criticality, rule);
            asset.Sensitivity = Word("sensitivity", asset.Sensitivity, rule.Sensitivity, rule);
            asset.Exposure = reasons.Exists(r => r.What == "exposure") || rule.Exposure == default ? asset.Exposure : Word("exposure", default, rule.Exposure, rule);
            asset.Environment = Text("environment", asset.Environment, Filled(rule.Environment, asset), rule);
            asset.Owner = Text("owner", asset.Owner, Filled(rule.Owner, asset), rule);
        }

        asset.Reasons = reasons;

        T Word<T>(string what, T known, T said, TagRule rule)
            where T : struct, Enum
        {
            if (!known.Equals(default(T)) || said.Equals(default(T)))
            {
                return known;
            }

            reasons.Add(new(what, said.ToString(), rule.Name));
            return said;
        }

        string Text(string what, string known, string said, TagRule rule)
        {
            if (known.Length > 0 || said.Length == 0)
            {
                return known;
            }

            reasons.Add(new(what, said, rule.Name));
            return said;
        }
    }

    private static string Filled(string? text, Asset asset) => text is null ? "" : TagPlace().Replace(text, m => TagRule.Tag(asset, m.Groups[1].Value) ?? "").Trim();

    private static string Shown(Asset a)
        => string.Join('\n', a.Id, a.Cloud, a.Account, a.Region, a.Type, a.Name, a.Exposure, a.Criticality, a.Sensitivity, a.Environment, a.Owner,
            string.Join('\n', a.Tags.Select(t => $"{t.Key}\t{t.Value}")), string.Join('\n', a.Aliases.Select(x => x.Alias).Order(StringComparer.Ordinal)), string.Join('\n', a.Reasons));

    [GeneratedRegex(@"\{tag:([^}]+)\}")]
    private static partial Regex TagPlace();
}
