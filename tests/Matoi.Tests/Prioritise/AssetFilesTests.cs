using Matoi.Model.Assets;
using Matoi.Prioritise.Assets;
using Matoi.Server;
using Xunit;

namespace Matoi.Tests.Prioritise;

/// <summary>Files of assets: what can be read is read under the keys that alerts have; the rest is told with line and reason.</summary>
public class AssetFilesTests
{
    [Theory]
    [InlineData("i-0f1e2d3c4b5a69780", "host:aws:i-0f1e2d3c4b5a69780", "Aws", "")]
    [InlineData("arn:aws:ec2:eu-west-1:111122223333:instance/i-0f1e2d3c4b5a69780", "host:aws:i-0f1e2d3c4b5a69780", "Aws", "111122223333")]
    [InlineData("arn:aws:s3:::example-orders", "resource:arn:aws:s3:::example-orders", "Aws", "")]
    [InlineData("arn:aws:iam::111122223333:role/ops/Deploy", "account:aws:111122223333:role/deploy", "Aws", "111122223333")]
    [InlineData("/subscriptions/S/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/Web1", "host:azure:/subscriptions/s/resourcegroups/rg/providers/microsoft.compute/virtualmachines/web1", "Azure", "S")]
    [InlineData("/subscriptions/S/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/acc", "resource:/subscriptions/s/resourcegroups/rg/providers/microsoft.storage/storageaccounts/acc", "Azure", "S")]
    [InlineData("//compute.googleapis.com/projects/p/zones/z/instances/web-1", "host:google:projects/p/zones/z/instances/web-1", "Google", "p")]
    [InlineData("//storage.googleapis.com/example-orders", "resource://storage.googleapis.com/example-orders", "Google", "")]
    [InlineData("Alice@Example.com", "account:alice@example.com", "Unknown", "")]
    [InlineData("10.1.2.3", "ip:10.1.2.3", "Unknown", "")]
    [InlineData("DB01.corp.example", "host:db01.corp.example", "Unknown", "")]
    public void Id_becomes_the_key_that_alerts_have(string id, string key, string cloud, string account)
    {
        var asset = Assert.Single(Read("a.csv", $"id,tag:x\n{id},y\n").Assets);

        Assert.Equal((key, cloud, account, "y"), (asset.Key, asset.Cloud.ToString(), asset.Account, asset.Tags["x"]));
    }

    [Fact]
    public void Bad_rows_of_a_csv_are_told_with_their_lines_and_the_rest_is_read()
    {
        var read = Read("cmdb.csv", "id;colour;tags;exposure;cloud\nweb01;red;a=b;public;\n;x;;;\nweb02;x;novalue;;\nweb03;x;;sideways;\nweb04;x\n\"two\nlines\";x;;;\narn:aws:s3:::b;x;;;azure\nweb01;x;a=c;;\nweb05;x;;;aws\n");

        Assert.Equal((6, 7), (read.Bad, read.Problems.Count));
        Assert.Equal(["web01", "two\nlines", "web05"], read.Assets.Select(a => a.Id));
        Assert.Equal(
        [
            "asset-column line 1: column 'colour' means nothing and is not read",
            "asset-row line 3: has no 'id'",
            "asset-row line 4: tags 'novalue' are not of the form key=value;key=value",
            "asset-row line 5: exposure 'sideways' is not one of unknown, private, public",
            "asset-row line 6: has 2 fields, the header has 5",
            "asset-row line 9: says cloud Azure, but 'arn:aws:s3:::b' is an id of Aws",
            "asset-duplicate line 10: 'web01' stands in line 2 already, otherwise; that one is taken",
        ], read.Problems.Select(p => Cut($"{p.Code} {p.Place}: {p.Reason}", " (", "; the columns")));
    }

    [Theory]
    [InlineData("a.csv", "", "asset-header line 1: is empty")]
    [InlineData("a.csv", "name,cloud\nx,aws\n", "asset-header line 1: has no column 'id'")]
    [InlineData("a.csv", "id,name\nweb01,\"open\nweb02,x\n", "asset-syntax line 2: opens a quote that is never closed")]
    [InlineData("a.yaml", "assets: [", "asset-syntax line 2: is no YAML")]
    [InlineData("a.yaml", "things: []", "asset-header line 1: holds no list of assets")]
    [InlineData("a.yml", "assets:\n  - web01\n", "asset-row line 2: is no mapping with an 'id'")]
    [InlineData("a.yml", "assets:\n  - id: web01\n    color: red\n", "asset-column line 3: 'color' means nothing")]
    [InlineData("a.json", "{\"ResourceTagMappingList\":[{\"Tags\":[]}]}", "asset-row item 1: has no 'ResourceARN'")]
    [InlineData("a.json", "{\"data\":[{\"id\":\"/subscriptions/s\"},{\"name\":\"x\"}]}", "asset-row item 2: has no 'id' that begins with /subscriptions/")]
    [InlineData("a.json", "{\"hello\":1}", "asset-unrecognised document 1: is no answer of Azure Resource Graph")]
    [InlineData("a.json", "{\"results\":[{\"assetType\":\"x\"}\n", "asset-syntax line 2: is no JSON from here on")]
    public void What_cannot_be_read_at_all_is_told(string file, string text, string problem)
        => Assert.Contains(Read(file, text).Problems, p => $"{p.Code} {p.Place}: {p.Reason}".StartsWith(problem, StringComparison.Ordinal));

    [Fact]
    public void Yaml_has_the_same_fields_and_tags_as_a_mapping()
    {
        var asset = Assert.Single(Read("a.yaml", "assets:\n  - id: i-0f1e2d3c4b5a69780\n    hostname: Shop-DB\n    private_ip: [10.0.0.4, 10.0.0.5]\n    public_ip: 203.0.113.9\n    criticality: high\n    tags: { Team: Shop }\n").Assets);

        Assert.Equal(["ip:10.0.0.4", "ip:10.0.0.5", "ip:203.0.113.9", "host:shop-db", "host:i-0f1e2d3c4b5a69780"], asset.Aliases);
        Assert.Equal((Exposure.Public, "high", "Shop"), (asset.Exposure, asset.Tags["criticality"], asset.Tags["Team"]));
    }

    [Fact]
    public void Resource_graph_is_read_as_it_answers()
    {
        var vm = "/subscriptions/S1/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/prod-shop-01";
        var read = Read("graph.json", """
            {"totalRecords":3,"count":3,"data":[
              {"id":"VM","name":"prod-shop-01","type":"Microsoft.Compute/virtualMachines","location":"japaneast","subscriptionId":"S1","tags":{"Environment":"prod","n":null},"properties":{"osProfile":{"computerName":"SHOP01"}}},
              {"id":"/subscriptions/S1/resourceGroups/Shop/providers/Microsoft.Storage/storageAccounts/acc","name":"acc","type":"microsoft.storage/storageaccounts","tags":null,"properties":{"publicNetworkAccess":"Enabled","networkAcls":{"defaultAction":"Allow"}}},
              {"id":"/subscriptions/S1/resourceGroups/Shop/providers/Microsoft.KeyVault/vaults/kv","name":"kv","type":"microsoft.keyvault/vaults","properties":{"publicNetworkAccess":"Enabled","networkAcls":{"defaultAction":"Deny"}}}]}
            """.Replace("\"VM\"", $"\"{vm}\"", StringComparison.Ordinal));

        var assets = read.Assets.ToList();
        Assert.Empty(read.Problems);
        Assert.Equal(["microsoft.compute/virtualmachines", "microsoft.storage/storageaccounts", "microsoft.keyvault/vaults"], assets.Select(a => a.Type));
        Assert.Equal([Exposure.Unknown, Exposure.Public, Exposure.Private], assets.Select(a => a.Exposure));
        Assert.Equal(("S1", "japaneast", "prod"), (assets[0].Account, assets[0].Region, assets[0].Tags["Environment"]));
        Assert.Equal([$"resource:{vm.ToLowerInvariant()}", "host:prod-shop-01", "host:shop01"], assets[0].Aliases);
    }

    [Fact]
    public void Tagging_api_is_read_as_it_answers_page_after_page()
    {
        var read = Read("aws.json", """
            {"PaginationToken":"x","ResourceTagMappingList":[{"ResourceARN":"arn:aws:ec2:eu-west-1:111122223333:instance/i-0f1e2d3c4b5a69780","Tags":[{"Key":"Name","Value":"prod-shop-01"},{"Key":"env","Value":"prod"}]}]}
            {"PaginationToken":"","ResourceTagMappingList":[{"ResourceARN":"arn:aws:s3:::example-orders","Tags":[]},{"ResourceARN":"arn:aws:rds:eu-west-1:111122223333:db:orders","Tags":[]},{"ResourceARN":"nonsense","Tags":[]}]}
            """);

        Assert.Equal([("host:aws:i-0f1e2d3c4b5a69780", "ec2:instance", "prod-shop-01"), ("resource:arn:aws:s3:::example-orders", "s3:bucket", "example-orders"), ("resource:arn:aws:rds:eu-west-1:111122223333:db:orders", "rds:db", "orders")],
            read.Assets.Select(a => (a.Key, a.Type, a.Name)));
        Assert.Equal(["resource:arn:aws:ec2:eu-west-1:111122223333:instance/i-0f1e2d3c4b5a69780", "host:prod-shop-01"], read.Assets.First().Aliases);
        Assert.Equal("item 4: 'nonsense' is no ARN", read.Problems.Select(p => $"{p.Place}: {p.Reason}").Single());
    }

    [Theory]
    [InlineData("""{"results":[{"name":"//compute.googleapis.com/projects/p1/zones/z/instances/web-1","assetType":"compute.googleapis.com/Instance","project":"projects/123","displayName":"web-1","location":"z","labels":{"env":"prod"},"additionalAttributes":{"internalIPs":["10.0.0.4"],"externalIPs":["203.0.113.9"]}}]}""")]
    [InlineData("""[{"name":"//compute.googleapis.com/projects/p1/zones/z/instances/web-1","assetType":"compute.googleapis.com/Instance","displayName":"web-1","location":"z","labels":{"env":"prod"},"additionalAttributes":{"internalIPs":["10.0.0.4"],"externalIPs":["203.0.113.9"]}}]""")]
    [InlineData("""{"assets":[{"name":"//compute.googleapis.com/projects/p1/zones/z/instances/web-1","assetType":"compute.googleapis.com/Instance","resource":{"location":"z","data":{"name":"web-1","labels":{"env":"prod"},"networkInterfaces":[{"networkIP":"10.0.0.4","accessConfigs":[{"natIP":"203.0.113.9"}]}]}}}]}""")]
    public void Cloud_asset_inventory_is_read_however_it_answers(string json)
    {
        var asset = Assert.Single(Read("google.json", json).Assets);

        Assert.Equal(("host:google:projects/p1/zones/z/instances/web-1", "p1", "z", "web-1", "prod", Exposure.Public), (asset.Key, asset.Account, asset.Region, asset.Name, asset.Tags["env"], asset.Exposure));
        Assert.Equal(["resource://compute.googleapis.com/projects/p1/zones/z/instances/web-1", "resource:projects/p1/zones/z/instances/web-1", "host:web-1", "ip:10.0.0.4", "ip:203.0.113.9"], asset.Aliases);
    }

    [Fact]
    public void Service_account_of_google_is_the_account_that_alerts_name()
        => Assert.Equal("account:sa@p1.iam.gserviceaccount.com", Assert.Single(Read("g.json", """{"results":[{"name":"//iam.googleapis.com/projects/p1/serviceAccounts/1","assetType":"iam.googleapis.com/ServiceAccount","additionalAttributes":{"email":"sa@p1.iam.gserviceaccount.com"}}]}""").Assets).Key);

    private static AssetDocument Read(string file, string text) => AssetFiles.Read(file, text, MatoiHost.Inventories);

    private static string Cut(string text, params string[] at) => at.Aggregate(text, (t, a) => t.IndexOf(a, StringComparison.Ordinal) is var i && i >= 0 ? t[..i] : t);
}
