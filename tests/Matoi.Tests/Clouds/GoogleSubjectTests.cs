using System.Text.Json;
using Matoi.Clouds.Google;
using Xunit;

namespace Matoi.Tests.Clouds;

/// <summary>Log entries of Google Cloud and Workspace name principals and resources by the keys of Security Command Center's findings.</summary>
public class GoogleSubjectTests
{
    [Theory]
    [InlineData("{'principalEmail':'mika@example.com','principalSubject':'user:mika@example.com'}", "account:mika@example.com ")]
    [InlineData("{'principalEmail':'','principalSubject':'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/repo:example/app'}",
        "account:google::principal://iam.googleapis.com/projects/1/locations/global/workloadidentitypools/p/subject/repo:example/app ")]
    [InlineData("{'principalSubject':'serviceAccount:p.svc.id.goog[default/web]'}", "account:google::p.svc.id.goog[default/web] ")]
    // An impersonated service account, and who impersonates it.
    [InlineData("{'principalEmail':'sa@p.iam.gserviceaccount.com','serviceAccountDelegationInfo':[{'firstPartyPrincipal':{'principalEmail':'mika@example.com'}},{'principalSubject':'serviceAccount:b@p.iam.gserviceaccount.com'}]}",
        "account:sa@p.iam.gserviceaccount.com account:mika@example.com account:b@p.iam.gserviceaccount.com ")]
    [InlineData("['x']", "")]
    public void Audit_is_about_the_principal(string info, string expected)
        => Assert.Equal(expected + "ip:203.0.113.24 resource://storage.googleapis.com/b @p/us", SubjectKeys.OfJson(new AuditLog(),
            $"{{'logName':'projects/p/logs/cloudaudit.googleapis.com%2Factivity','resource':{{'labels':{{'project_id':'p','location':'us'}}}},"
            + $"'protoPayload':{{'serviceName':'storage.googleapis.com','resourceName':'projects/_/buckets/b/objects/o','requestMetadata':{{'callerIp':'203.0.113.24'}},'authenticationInfo':{info}}}}}"));

    [Theory]
    [InlineData("compute.googleapis.com", "projects/p/zones/us-central1-a/instances/web", "host:google:projects/p/zones/us-central1-a/instances/web")]
    [InlineData("secretmanager.googleapis.com", "projects/p/secrets/s", "resource://secretmanager.googleapis.com/projects/p/secrets/s")]
    [InlineData("cloudresourcemanager.googleapis.com", "projects/p", "resource://cloudresourcemanager.googleapis.com/projects/p")]
    [InlineData("iam.googleapis.com", "projects/-/serviceAccounts/sa@p.iam.gserviceaccount.com", "account:sa@p.iam.gserviceaccount.com")]
    [InlineData("iam.googleapis.com", "projects/p/serviceAccounts/sa@p.iam.gserviceaccount.com/keys/k1",
        "resource://iam.googleapis.com/projects/p/serviceAccounts/sa@p.iam.gserviceaccount.com/keys/k1 account:sa@p.iam.gserviceaccount.com")]
    // An entry that names nothing else is about its project.
    [InlineData("iam.googleapis.com", "-", "resource://cloudresourcemanager.googleapis.com/projects/p")]
    public void Audit_is_about_the_resource(string service, string name, string expected)
        => Assert.Equal(expected + " @p/", SubjectKeys.OfJson(new AuditLog(),
            $"{{'resource':{{'labels':{{'project_id':'p'}}}},'protoPayload':{{'serviceName':'{service}','resourceName':'{name}'}}}}"));

    [Fact]
    public void Audit_is_about_whom_a_role_was_given_but_not_about_everybody()
        => Assert.Equal("account:eve@example.org securitygroup:ops@example.com resource://cloudresourcemanager.googleapis.com/projects/p".Split(' ').Order(StringComparer.Ordinal), SubjectKeys.OfJson(new AuditLog(), """
            {'resource':{'labels':{'project_id':'p'}},'protoPayload':{'serviceName':'cloudresourcemanager.googleapis.com','resourceName':'projects/p','serviceData':{'policyDelta':{'bindingDeltas':[
              {'action':'ADD','member':'user:eve@example.org'},{'action':'ADD','member':'group:ops@example.com'},{'action':'ADD','member':'allUsers'},{'action':'ADD','member':'projectOwner:p'},{'member':{}},7]}}}}
            """).Split(' ')[..^1].Order(StringComparer.Ordinal));

    [Fact]
    public void Audit_is_about_the_object_in_the_cluster_when_kubernetes_was_called()
        => Assert.Equal("account:mika@example.com resource://container.googleapis.com/projects/p/zones/us-central1-a/clusters/prod/default/pods/web @p/us-central1-a", SubjectKeys.OfJson(new AuditLog(), """
            {'resource':{'type':'k8s_cluster','labels':{'project_id':'p','location':'us-central1-a','cluster_name':'prod'}},
             'protoPayload':{'serviceName':'k8s.io','resourceName':'core/v1/namespaces/default/pods/web/exec','authenticationInfo':{'principalEmail':'mika@example.com'}}}
            """));

    [Fact]
    public void Entities_are_those_of_security_command_center_s_finding()
    {
        var finding = SccAlert.From("google.scc", JsonElement.Parse("""
            {"category":"x","access":{"principalEmail":"mika@example.com","callerIp":"203.0.113.24","serviceAccountKeyName":"//iam.googleapis.com/projects/p/serviceAccounts/sa@p.iam.gserviceaccount.com/keys/k1"}}
            """), JsonElement.Parse("""{"name":"//compute.googleapis.com/projects/p/zones/us-central1-a/instances/web"}"""), DateTimeOffset.UnixEpoch).Entities.Select(e => e.Key);
        var log = SubjectKeys.OfJson(new AuditLog(), """
            {'resource':{'labels':{'project_id':'p'}},'protoPayload':{'serviceName':'compute.googleapis.com','resourceName':'projects/p/zones/us-central1-a/instances/web','requestMetadata':{'callerIp':'203.0.113.24'},
             'authenticationInfo':{'principalEmail':'mika@example.com','serviceAccountKeyName':'//iam.googleapis.com/projects/p/serviceAccounts/sa@p.iam.gserviceaccount.com/keys/k1'}}}
            """);

        Assert.Equal(finding.Order(StringComparer.Ordinal), log.Split(' ')[..^1].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Activity_of_workspace_is_about_the_actor_and_those_in_its_parameters()
        => Assert.Equal("account:haruka@example.com ip:2001:db8::24 account:ryo@example.com securitygroup:ops@example.com account:x@evil.example @C01/", SubjectKeys.OfJson(new WorkspaceActivity(), """
            {'id':{'applicationName':'admin','customerId':'C01'},'actor':{'email':'haruka@example.com'},'ipAddress':'2001:db8::24','events':[
              {'parameters':[{'name':'USER_EMAIL','value':'ryo@example.com'},{'name':'GROUP_EMAIL','value':'ops@example.com'},{'name':'TITLE','value':'mail a@b.example now'},{'name':'n','intValue':'3'},5]},
              {'parameters':[{'name':'targets','multiValue':['x@evil.example',null]}]}]}
            """));

    [Theory]
    [InlineData("{'id':{'customerId':'C01'},'actor':{'email':'mika@example.com'},'parameters':{'affected_email_address':'ryo@example.com','is_suspicious':true}}", "account:mika@example.com account:ryo@example.com @C01/")]
    [InlineData("{'id':{'customerId':'C01'},'actor':{'callerType':'KEY','key':'SYSTEM'}}", "account:google:c01:system @C01/")]
    [InlineData("{'id':'x','actor':[],'events':{}}", "@/")]
    public void Activity_of_workspace_is_about_the_actor_when_it_is_flat_or_has_no_address(string json, string expected) => Assert.Equal(expected, SubjectKeys.OfJson(new WorkspaceActivity(), json));

    [Fact]
    public void Connection_is_about_the_machine_and_both_ends()
        => Assert.Equal("host:google:projects/p/zones/us-central1-a/instances/web ip:203.0.113.24 ip:10.0.0.5 @p/us-central1-a", SubjectKeys.OfJson(new FirewallLog(), """
            {'resource':{'labels':{'project_id':'p','location':'us-central1-a'}},'jsonPayload':{'connection':{'src_ip':'203.0.113.24','dest_ip':'10.0.0.5'},'instance':{'vm_name':'web','zone':'us-central1-a','project_id':'p'}}}
            """));

    [Fact]
    public void Flow_is_about_both_machines()
        => Assert.Equal("host:google:projects/p/zones/z/instances/a host:google:projects/p/zones/z/instances/b ip:10.0.0.5 ip:10.0.0.6 @p/", SubjectKeys.OfJson(new VpcFlow(), """
            {'logName':'projects/p/logs/compute.googleapis.com%2Fvpc_flows','jsonPayload':{'connection':{'src_ip':'10.0.0.5','dest_ip':'10.0.0.6'},
             'src_instance':{'vm_name':'a','zone':'z','project_id':'p'},'dest_instance':{'vm_name':'b','zone':'z','project_id':'p'}}}
            """));

    [Fact]
    public void Request_is_about_its_client()
        => Assert.Equal("ip:203.0.113.24 @p/global", SubjectKeys.OfJson(new CloudLogging(),
            "{'logName':'projects/p/logs/requests','resource':{'labels':{'zone':'global'}},'httpRequest':{'remoteIp':'203.0.113.24'}}"));
}
