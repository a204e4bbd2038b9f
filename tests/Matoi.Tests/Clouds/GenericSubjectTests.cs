using Matoi.Clouds.Aws;
using Matoi.Clouds.Generic;
using Matoi.Model.Entities;
using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Tests.Clouds;

/// <summary>Kubernetes, Windows, syslog, CEF and OCSF records name users, machines, addresses and objects.</summary>
public class GenericSubjectTests
{
    private const string Exec = "'sourceIPs':['203.0.113.24','10.0.0.1'],'objectRef':{'resource':'pods','namespace':'default','name':'web'}";

    [Fact]
    public void Kubernetes_event_is_about_the_aws_principal_too_when_it_is_of_eks()
        => Assert.Equal("account:aws:prod:kubernetes-admin account:hanako@example.com accesskey:asiaexamplekey000030 ip:203.0.113.24 ip:10.0.0.1 resource:prod/default/pods/web @111122223333/", SubjectKeys.OfJson(new KubernetesAudit(),
            $"{{'user':{{'username':'kubernetes-admin','extra':{{'arn':['arn:aws:sts::111122223333:assumed-role/Developer/hanako@example.com'],'accessKeyId':['ASIAEXAMPLEKEY000030']}}}},{Exec}}}",
            new Delivery("aws.cloudwatch-logs", "/aws/eks/prod/cluster", null, "111122223333")));

    [Fact]
    public void Kubernetes_event_has_the_keys_of_guard_duty_s_finding()
    {
        var finding = GuardDutyEntities.Of(System.Text.Json.JsonElement.Parse("""
            {"accountId":"111122223333","resource":{"eksClusterDetails":{"name":"prod","arn":"arn:aws:eks:eu-west-1:111122223333:cluster/prod"},"kubernetesDetails":{
             "kubernetesUserDetails":{"username":"system:serviceaccount:default:web"},"kubernetesWorkloadDetails":{"name":"web","type":"pods","namespace":"default"}}}}
            """)).Select(e => e.Key);
        var log = SubjectKeys.OfJson(new KubernetesAudit(), "{'user':{'username':'system:serviceaccount:default:web'},'objectRef':{'resource':'pods','namespace':'default','name':'web'}}",
            new Delivery("aws.cloudwatch-logs", "/aws/eks/prod/cluster", null, "111122223333", "eu-west-1"));

        Assert.Equal(["resource:arn:aws:eks:eu-west-1:111122223333:cluster/prod", .. log.Split(' ')[..^1]], finding);
    }

    [Theory]
    [InlineData("'user':{'username':'kenji@example.com'},'impersonatedUser':{'username':'system:admin'}", "account:kenji@example.com account:unknown:kubernetes:system:admin ip:203.0.113.24 ip:10.0.0.1 resource:kubernetes/default/pods/web @/")]
    [InlineData("'user':'x'", "ip:203.0.113.24 ip:10.0.0.1 resource:kubernetes/default/pods/web @/")]
    public void Kubernetes_event_is_about_user_and_object(string user, string expected) => Assert.Equal(expected, SubjectKeys.OfJson(new KubernetesAudit(), $"{{{user},{Exec}}}"));

    [Theory]
    [InlineData("{'resource':'clusterroles','name':'admin'}", "resource:kubernetes/clusterroles/admin @/")]
    [InlineData("{'resource':'secrets','namespace':'kube-system'}", "resource:kubernetes/kube-system @/")]
    [InlineData("{'resource':'nodes'}", "@/")]
    public void Kubernetes_object_is_within_its_namespace_when_it_has_one(string reference, string expected) => Assert.Equal(expected, SubjectKeys.OfJson(new KubernetesAudit(), $"{{'objectRef':{reference}}}"));

    [Theory]
    [InlineData("{'Event':{'System':{'Computer':'DC01.example.com'},'EventData':{'SubjectUserName':'DC01$','SubjectDomainName':'EXAMPLE','TargetUserName':'mika','TargetDomainName':'EXAMPLE','IpAddress':'203.0.113.24','ProcessName':'-'}}}",
        "host:dc01.example.com account:unknown:example:mika ip:203.0.113.24 @/")]
    [InlineData("{'winlog':{'computer_name':'PC01','event_data':{'User':'EXAMPLE\\\\mika','Image':'C:\\\\cmd.exe','SourceIp':'10.0.0.9','DestinationIp':'203.0.113.24','Hashes':'MD5=AA,IMPHASH=BB'}}}",
        "host:pc01 account:unknown:example:mika ip:10.0.0.9 ip:203.0.113.24 process:c:\\cmd.exe filehash:aa @/")]
    [InlineData("{'Hostname':'PC02','EventID':4688,'SubjectUserName':'SYSTEM','NewProcessName':'C:\\\\net.exe','TargetUserName':'-'}", "host:pc02 process:c:\\net.exe @/")]
    [InlineData("{'Event':{'System':[],'EventData':'x'}}", "@/")]
    public void Windows_event_is_about_the_machine_and_who_was_there(string json, string expected) => Assert.Equal(expected, SubjectKeys.OfJson(new WindowsEvent(), json));

    [Theory]
    [InlineData("<34>1 2026-01-01T22:14:15Z web01 su - - - failed", "host:web01 @/")]
    [InlineData("<34>Jan  1 22:14:15 10.0.0.5 su[12]: failed", "ip:10.0.0.5 @/")]
    [InlineData("no priority", "@/")]
    public void Line_of_syslog_is_about_its_host(string line, string expected) => Assert.Equal(expected, SubjectKeys.OfLine(new Syslog(), line));

    [Theory]
    [InlineData("<13>Jan  1 00:00:00 h CEF:0|v|p|1|id|name|5|src=203.0.113.24 dst=10.0.0.5 suser=mika sntdom=EXAMPLE", "ip:203.0.113.24 ip:10.0.0.5 account:unknown:example:mika @/")]
    [InlineData("CEF:0|v|p", "@/")]
    public void Line_of_cef_is_about_what_its_alert_would_be(string line, string expected) => Assert.Equal(expected, SubjectKeys.OfLine(new Cef(), line));

    [Fact]
    public void Event_of_ocsf_is_about_its_actor_and_addresses()
        => Assert.Equal("account:aws:111122223333:user/alice ip:203.0.113.24 @111122223333/eu-west-1", SubjectKeys.OfJson(new OcsfEvent(),
            "{'class_uid':6003,'cloud':{'provider':'AWS','region':'eu-west-1','account':{'uid':'111122223333'}},'actor':{'user':{'uid':'arn:aws:iam::111122223333:user/alice'}},'src_endpoint':{'ip':'203.0.113.24'}}"));

    [Fact]
    public void Record_of_a_mapping_is_about_what_the_mapping_says_even_when_it_is_no_alert()
    {
        var mapping = new Mapping
        {
            Id = "x.log", Product = "X", Summary = "x", Table = "X_CL", Time = "t",
            Alert = new() { Title = "x", SourceRef = "id", Account = "tenant", When = [("kind", ["alert"])], Entities = [(EntityType.Account, "actor"), (EntityType.IP, "ip"), (EntityType.Account, "arn")] },
        };

        Assert.Equal("account:unknown:t1:mika ip:203.0.113.24 @t1/", SubjectKeys.OfJson(new MappedSource(mapping), "{'kind':'log','tenant':'t1','actor':'mika','ip':'203.0.113.24','arn':'arn:aws:iam::1:'}"));
        Assert.Equal("account:unknown::mika @/", SubjectKeys.OfLine(new MappedSource(mapping with { Header = ["t", "actor"] }), "1,mika", "t,actor"));
        Assert.Equal("@/", SubjectKeys.OfLine(new MappedSource(mapping with { Header = ["t", "actor"] }), "1,mika,3", "t,actor"));
        Assert.Equal("@/", SubjectKeys.OfJson(new MappedSource(mapping with { Alert = null }), "{'actor':'mika'}"));
    }
}
