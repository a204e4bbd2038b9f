using Matoi.Detect.Rules.Running;
using Matoi.Model;
using Xunit;
using static Matoi.Tests.Rules.RuleSamples;

namespace Matoi.Tests.Rules;

/// <summary>Mapped columns name entities under the same keys that the sources give them.</summary>
public class RowEntitiesTests
{
    private static string Key(Cloud cloud, string type, (string Identifier, string Column)[] fields, string columns, params object?[] row)
        => string.Join(' ', Keys(Rule.Mapped(type, fields), cloud, Table(columns, row)));

    private static IEnumerable<string> Keys(Matoi.Detect.Rules.AnalyticsRule rule, Cloud cloud, ResultTable table)
        => table.Rows.SelectMany(row => RowEntities.Of(rule, table, row, RowScope.Of(cloud, table, row))).Select(e => e.Key);

    [Theory]
    [InlineData(Cloud.Azure, "Alice@Contoso.com", "account:alice@contoso.com")]
    [InlineData(Cloud.Aws, "alice", "account:aws:111122223333:user/alice")]
    [InlineData(Cloud.Aws, "arn:aws:sts::111122223333:assumed-role/Admin/alice@contoso.com", "account:alice@contoso.com")]
    [InlineData(Cloud.Aws, "arn:aws:iam::111122223333:user/team/alice", "account:aws:111122223333:user/alice")]
    [InlineData(Cloud.Azure, "CONTOSO\\alice", "account:azure:contoso:alice")]
    [InlineData(Cloud.Google, "sa@p.iam.gserviceaccount.com", "account:sa@p.iam.gserviceaccount.com")]
    [InlineData(Cloud.Azure, "SYSTEM", "")]
    [InlineData(Cloud.Azure, "", "")]
    public void Account_by_full_name(Cloud cloud, string name, string key) => Assert.Equal(key, Key(cloud, "Account", [("FullName", "U")], "U RecipientAccountId", name, "111122223333"));

    [Fact]
    public void Account_by_name_and_suffix_is_the_mail_address()
        => Assert.Equal("account:alice@contoso.com", Key(Cloud.Azure, "Account", [("Name", "N"), ("UPNSuffix", "S")], "N S", "alice", "contoso.com"));

    [Fact]
    public void Account_by_directory_id_only_is_an_account()
        => Assert.Equal("account:azure::8c1d", Key(Cloud.Azure, "Account", [("AadUserId", "I")], "I", "8c1d"));

    [Fact]
    public void Account_is_the_rows_principal_when_a_role_or_root_has_no_name()
        => Assert.Equal("account:aws:111122223333:root", Key(Cloud.Aws, "Account", [("FullName", "U")], "U UserIdentityArn", "", "arn:aws:iam::111122223333:root"));

    [Theory]
    [InlineData("203.0.113.9", "ip:203.0.113.9")]
    [InlineData("203.0.113.9:443", "ip:203.0.113.9")]
    [InlineData("[2001:db8::1]:443", "ip:2001:db8::1")]
    [InlineData("2001:DB8::1", "ip:2001:db8::1")]
    [InlineData("cloudtrail.amazonaws.com", "")]
    public void Address_is_canonical(string text, string key) => Assert.Equal(key, Key(Cloud.Aws, "IP", [("Address", "A")], "A", text));

    [Fact]
    public void Address_of_every_item_when_the_column_holds_a_set()
        => Assert.Equal("ip:1.1.1.1 ip:2.2.2.2", Key(Cloud.Aws, "IP", [("Address", "A")], "A:dynamic", """["1.1.1.1","2.2.2.2","1.1.1.1"]"""));

    [Theory]
    [InlineData("web01", "contoso.com", "host:web01.contoso.com")]
    [InlineData("web01.contoso.com", "contoso.com", "host:web01.contoso.com")]
    [InlineData("i-0abc12345678", "", "host:aws:i-0abc12345678")]
    public void Host_by_name_and_domain(string name, string domain, string key) => Assert.Equal(key, Key(Cloud.Unknown, "Host", [("HostName", "H"), ("DnsDomain", "D")], "H D", name, domain));

    [Theory]
    [InlineData("Azure Resource", "ResourceId", "/subscriptions/S/resourceGroups/G", "resource:/subscriptions/s/resourcegroups/g")]
    [InlineData("AzureResource", "ResourceId", "arn:aws:s3:::b", "resource:arn:aws:s3:::b")]
    [InlineData("File hash", "Value", "ABC", "filehash:abc")]
    [InlineData("URL", "Url", "https://x.example/A", "url:https://x.example/A")]
    [InlineData("DNS", "DomainName", "Evil.example.", "dns:evil.example")]
    [InlineData("NetworkConnection", "SourceAddress", "1.1.1.1", "ip:1.1.1.1")]
    [InlineData("Ghost", "Name", "boo", "")]
    public void Other_types_however_they_are_spelled(string type, string identifier, string value, string key) => Assert.Equal(key, Key(Cloud.Azure, type, [(identifier, "V")], "V", value));

    [Fact]
    public void Legacy_columns_name_entities_when_the_rule_does_not_map_their_type()
    {
        var table = Table("AccountCustomEntity IPCustomEntity", ["bob@contoso.com", "1.1.1.1"]);

        Assert.Equal(["account:bob@contoso.com", "ip:1.1.1.1"], Keys(Rule, Cloud.Azure, table));
        Assert.Equal(["account:eve@contoso.com", "ip:1.1.1.1"], Keys(Rule.Mapped("Account", ("FullName", "Other")), Cloud.Azure, Table("Other AccountCustomEntity IPCustomEntity", ["eve@contoso.com", "bob@contoso.com", "1.1.1.1"])));
    }

    [Fact]
    public void Typed_entities_of_a_column_are_read()
        => Assert.Equal(["account:alice@contoso.com", "ip:1.1.1.1", "host:web01"], Keys(Rule with { EntityColumns = ["Entities"] }, Cloud.Azure,
            Table("Entities", ["""[{"$id":"1","Type":"account","Name":"alice","UPNSuffix":"contoso.com"},{"Type":"ip","Address":"1.1.1.1"},{"Type":"host","HostName":"web01"},{"$ref":"1"}]"""])));
}
