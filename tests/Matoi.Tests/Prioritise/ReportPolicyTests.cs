using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Prioritise.Assets;
using Xunit;

namespace Matoi.Tests.Prioritise;

/// <summary>The tag and naming policy finds what lacks a tag and what is called otherwise, and says how to repair it.</summary>
public class ReportPolicyTests
{
    private static readonly TagPolicy Policy = TagPolicyFile.Read("policy.yaml", """
        tags:
          - tag: owner
          - { tag: environment, values: [production, test], except: ['gke-.*'] }
        names:
          - { pattern: '(prod|test)-.+', example: prod-shop-01, type: 'ec2:instance|compute\.googleapis\.com/Instance', except: 'gke-.*' }
        """).Policy!;

    [Fact]
    public void Reports_by_cloud_what_is_wrong_and_how_to_repair_it()
    {
        var report = ReportPolicy.Decide(
        [
            Made("prod-shop-01", "Owner=shop;environment=Production", "host:aws:i-1"),
            Made("web", "owner=;environment=live", "host:aws:i-2", id: "arn:aws:ec2:eu-west-1:111122223333:instance/i-2", region: "eu-west-1"),
            Made("gke-node-1", "owner=platform", "host:google:a", "compute.googleapis.com/Instance", "//compute.googleapis.com/projects/p/zones/z/instances/gke-node-1", Cloud.Google),
            Made("b", "environment=test", "resource://storage.googleapis.com/b", "storage.googleapis.com/Bucket", "//storage.googleapis.com/b", Cloud.Google),
        ], Policy);

        Assert.Equal([(Cloud.Aws, 2), (Cloud.Google, 2)], report.Select(r => (r.Cloud, r.Resources)));
        Assert.Equal(
        [
            ("web", "has no tag 'owner'", "aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list arn:aws:ec2:eu-west-1:111122223333:instance/i-2 --tags owner=VALUE"),
            ("web", "tag 'environment' is 'live', which is not one of production, test", "aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list arn:aws:ec2:eu-west-1:111122223333:instance/i-2 --tags environment=VALUE"),
        ], report[0].Untagged.Select(f => (f.Name, f.What, f.Repair)));
        Assert.Equal([("web", "name 'web' does not fit (prod|test)-.+")], report[0].Misnamed.Select(f => (f.Name, f.What)));
        Assert.Contains("name it like 'prod-shop-01'", report[0].Misnamed[0].Repair, StringComparison.Ordinal);
        Assert.Equal([("b", "gcloud storage buckets update gs://b --update-labels=owner=VALUE")], report[1].Untagged.Select(f => (f.Name, f.Repair)));
        Assert.Empty(report[1].Misnamed);
    }

    [Fact]
    public void Repair_smuggles_no_command_into_a_terminal_when_a_name_is_hostile()
    {
        var asset = Made("x", "", "resource:x", "t", "/subscriptions/s/x'; rm -rf ~ #\n", Cloud.Azure);

        Assert.StartsWith("az tag update --operation Merge --resource-id '/subscriptions/s/x'\\''; rm -rf ~ #' --tags owner=VALUE", ReportPolicy.Decide([asset], Policy)[0].Untagged[0].Repair, StringComparison.Ordinal);
    }

    private static Asset Made(string name, string tags, string key, string type = "ec2:instance", string? id = null, Cloud cloud = Cloud.Aws, string region = "")
    {
        var asset = ClassifyAssetTests.Asset(name, tags, key, type, id, cloud);
        ClassifyAsset.Apply(asset, new([]));
        asset.Region = region;
        return asset;
    }
}
