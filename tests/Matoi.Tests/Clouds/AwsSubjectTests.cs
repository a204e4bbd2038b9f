using Matoi.Clouds.Aws;
using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Tests.Clouds;

/// <summary>AWS's logs of traffic and requests name addresses, instances and resources.</summary>
public class AwsSubjectTests
{
    [Fact]
    public void Flow_is_about_its_two_ends_when_it_is_a_line_of_version_2()
        => Assert.Equal("ip:203.0.113.24 ip:10.0.3.17 @111122223333/", SubjectKeys.OfLine(new VpcFlow(),
            "2 111122223333 eni-0abc 203.0.113.24 10.0.3.17 51000 22 6 20 4249 1772413200 1772413260 ACCEPT OK"));

    [Fact]
    public void Flow_is_about_its_instance_when_a_header_names_the_fields()
        => Assert.Equal("host:aws:i-0abc00000000000d1 ip:10.0.3.17 ip:198.51.100.9 @111122223333/ap-northeast-1", SubjectKeys.OfLine(new VpcFlow(),
            "111122223333 10.0.3.17 198.51.100.9 - i-0abc00000000000d1 ap-northeast-1", "account-id srcaddr dstaddr pkt-srcaddr instance-id region"));

    [Theory]
    [InlineData("{'account_id':'111122223333','srcaddr':'10.0.3.17','dstaddr':'198.51.100.9','instance_id':'i-0abc00000000000d1'}", "host:aws:i-0abc00000000000d1 ip:10.0.3.17 ip:198.51.100.9 @111122223333/")]
    [InlineData("{'srcAddr':'10.0.3.17','dstAddr':7}", "ip:10.0.3.17 @/")]
    public void Flow_is_about_its_two_ends_when_it_is_json(string json, string expected) => Assert.Equal(expected, SubjectKeys.OfJson(new VpcFlow(), json));

    [Fact]
    public void Flow_is_about_what_is_there_when_the_line_breaks_off()
        => Assert.Equal("ip:203.0.113.24 @111122223333/", SubjectKeys.OfLine(new VpcFlow(), "2 111122223333 eni-0abc 203.0.113.24"));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/alice", "account:aws:111122223333:user/alice ")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/web/i-0abc00000000000d1", "account:aws:111122223333:role/web host:aws:i-0abc00000000000d1 ")]
    [InlineData("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", "")]
    [InlineData("-", "")]
    public void Request_is_about_who_asked_for_the_bucket(string requester, string expected)
        => Assert.Equal(expected + "ip:203.0.113.24 resource:arn:aws:s3:::b @/", SubjectKeys.OfLine(new S3Access(),
            $"79a59d b [06/Feb/2026:00:00:38 +0000] 203.0.113.24 {requester} 3E57427F REST.GET.OBJECT k \"GET /b/k HTTP/1.1\" 200 - 113 - 7 - \"-\" \"S3Console/0.4\" -"));

    [Fact]
    public void Request_is_about_who_asked_when_it_is_json()
        => Assert.Equal("account:aws:111122223333:user/alice ip:203.0.113.24 resource:arn:aws:s3:::b @/",
            SubjectKeys.OfJson(new S3Access(), "{'bucket':'b','remoteip':'203.0.113.24','requester':'arn:aws:iam::111122223333:user/alice'}"));

    [Fact]
    public void Request_is_about_its_client_and_the_list_that_judged_it()
        => Assert.Equal("ip:203.0.113.24 resource:arn:aws:wafv2:us-east-1:111122223333:global/webacl/w/1 @111122223333/us-east-1",
            SubjectKeys.OfJson(new Waf(), "{'webaclId':'arn:aws:wafv2:us-east-1:111122223333:global/webacl/w/1','httpRequest':{'clientIp':'203.0.113.24'}}"));

    [Theory]
    [InlineData("pool.miner.example.", "dns:pool.miner.example ")]
    [InlineData("ec2.eu-west-1.amazonaws.com.", "")]
    public void Query_is_about_its_instance_and_the_name(string name, string expected)
        => Assert.Equal($"host:aws:i-0abc00000000000d1 ip:10.0.3.17 {expected}ip:203.0.113.62 @111122223333/ap-northeast-1", SubjectKeys.OfJson(new Route53Resolver(),
            $"{{'account_id':'111122223333','region':'ap-northeast-1','query_name':'{name}','srcaddr':'10.0.3.17','srcids':{{'instance':'i-0abc00000000000d1'}},'answers':[{{'Rdata':'203.0.113.62'}},{{'Rdata':'cname.'}}]}}"));

    [Fact]
    public void Event_is_about_its_resources()
        => Assert.Equal("host:aws:i-0abc00000000000d1 @111122223333/eu-west-1",
            SubjectKeys.OfJson(new EventBridge(), "{'account':'111122223333','region':'eu-west-1','resources':['arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc00000000000d1']}"));

    [Fact]
    public void Line_is_of_the_account_whose_log_group_it_is()
        => Assert.Equal("@111122223333/", SubjectKeys.OfLine(new CloudWatchLine(), "x", delivery: new Delivery("aws.cloudwatch-logs", "/g", null, "111122223333")));
}
