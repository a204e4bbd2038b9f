using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Prioritise.Assets;
using Xunit;

namespace Matoi.Tests.Prioritise;

/// <summary>Tags and names become criticality, sensitivity, environment and owner, by rules that are named with what they said.</summary>
public class ClassifyAssetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TagRules Shipped = TagRuleFile.Read("assets.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "plan", "assets.yaml"))).Rules!;

    [Theory]
    [InlineData("x", "Criticality=Mission-Critical", "Critical Unknown  ")]
    [InlineData("x", "environment=PROD;owner=Shop team", "High Unknown production Shop team")]
    [InlineData("x", "env=prod;criticality=low", "Low Unknown production ")]
    [InlineData("prod-shop-01", "", "Unknown Unknown production ")]
    [InlineData("nonprod-shop-01", "", "Unknown Unknown  ")]
    [InlineData("shop", "data-classification=PII;team=Data", "Unknown Restricted  Data")]
    [InlineData("shop", "environment=", "Unknown Unknown  ")]
    public void Shipped_rules_say_what_tags_and_names_mean(string name, string tags, string expected)
    {
        var asset = Asset(name, tags);
        ClassifyAsset.Apply(asset, Shipped);

        Assert.Equal(expected, $"{asset.Criticality} {asset.Sensitivity} {asset.Environment} {asset.Owner}");
    }

    [Fact]
    public void First_rule_that_says_something_is_believed_and_named()
    {
        var rules = TagRuleFile.Read("f", """
            rules:
              - { name: tokyo, when: { account: '1111.*', cloud: aws }, set: { criticality: critical } }
              - { name: web, when: { name: 'web.*', type: 'ec2:.*' }, set: { criticality: low, exposure: public, owner: 'team {tag:Team}' } }
              - { name: elsewhere, when: { cloud: google }, set: { sensitivity: public } }
            """).Rules!;
        var asset = Asset("web01", "team=shop");
        ClassifyAsset.Apply(asset, rules);

        Assert.Equal((Criticality.Critical, Exposure.Public, "team shop", Sensitivity.Unknown), (asset.Criticality, asset.Exposure, asset.Owner, asset.Sensitivity));
        Assert.Equal([new("criticality", "Critical", "tokyo"), new("exposure", "Public", "web"), new("owner", "team shop", "web")], asset.Reasons);
    }

    [Fact]
    public void Says_whether_anything_changed_when_applied_again()
    {
        var asset = Asset("web01", "criticality=high");
        Assert.True(ClassifyAsset.Apply(asset, Shipped));
        Assert.False(ClassifyAsset.Apply(asset, Shipped));

        Assert.False(ImportAssets.Decide(asset, "a.csv", asset.Claims["a.csv"].Found, Noon.AddDays(1), Shipped));
        Assert.Equal(Noon.AddDays(1), asset.LastSeen);
        Assert.True(ImportAssets.Decide(asset, "a.csv", asset.Claims["a.csv"].Found with { Tags = new Dictionary<string, string> { ["criticality"] = "low" } }, Noon.AddDays(1), Shipped));
    }

    [Fact]
    public void Source_seen_last_has_the_last_word_and_silence_takes_nothing_back()
    {
        var asset = Asset("web01", "criticality=high;owner=shop");
        ImportAssets.Decide(asset, "inventory", new() { Key = asset.Key, Id = "arn", Cloud = Cloud.Aws, Tags = new Dictionary<string, string> { ["owner"] = "platform" }, Aliases = ["ip:10.0.0.4"] }, Noon.AddHours(1), Shipped);

        Assert.Equal(("web01", "platform", Criticality.High, "arn"), (asset.Name, asset.Owner, asset.Criticality, asset.Id));
        Assert.Equal(["host:aws:i-1", "host:web01", "ip:10.0.0.4"], asset.Aliases.Select(a => a.Alias).Order(StringComparer.Ordinal));
    }

    internal static Asset Asset(string name, string tags, string key = "host:aws:i-1", string type = "ec2:instance", string? id = null, Cloud cloud = Cloud.Aws, string account = "111122223333")
    {
        var found = new FoundAsset { Key = key, Id = id ?? key, Cloud = cloud, Account = account, Type = type, Name = name, Tags = AssetRow.ParseTags(tags)!, Aliases = [$"host:{name}"] };
        var asset = new Asset { Key = key, FirstSeen = Noon, LastSeen = Noon, Claims = new() { ["a.csv"] = new(found, Noon) } };
        return asset;
    }
}
