using System.Text.Json;
using Matoi.Clouds.Azure;
using Xunit;

namespace Matoi.Tests.Clouds;

/// <summary>Logs of Azure, Entra ID and Microsoft 365 name people, applications and resources by the keys of Defender's and Sentinel's alerts.</summary>
public class AzureSubjectTests
{
    private const string Vm = "/subscriptions/S1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web";

    [Theory]
    [InlineData("'caller':'mika@example.com','callerIpAddress':'203.0.113.9'", "account:mika@example.com ip:203.0.113.9 ")]
    [InlineData("'identity':{'claims':{'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn':'mika@example.com','ipaddr':'203.0.113.9'}}", "account:mika@example.com ip:203.0.113.9 ")]
    [InlineData("'claims':{'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name':'live.com#bob@example.org','name':'Bob'}", "account:bob@example.org ")]
    // A guest is also who it is at home.
    [InlineData("'caller':'bob_example.org#EXT#@t.onmicrosoft.com'", "account:bob_example.org#ext#@t.onmicrosoft.com account:bob@example.org ")]
    // Service principals by object id; the application id when there is no other.
    [InlineData("'caller':'A0','tenantId':'T1','claims':{'appid':'a0','http://schemas.microsoft.com/identity/claims/objectidentifier':'o0','idtyp':'app'}", "account:azure:t1:o0 ")]
    [InlineData("'tenantId':'T1','claims':{'appid':'a0'}", "account:azure:t1:a0 ")]
    [InlineData("'tenantId':'T1','caller':'0b1f6471-1bf0-4dda-aec3-111122223333'", "account:azure:t1:0b1f6471-1bf0-4dda-aec3-111122223333 ")]
    // A managed identity and the machine that it is of.
    [InlineData("'tenantId':'T1','claims':{'appid':'a0','oid':'o0','xms_mirid':'/subscriptions/s1/resourcegroups/rg/providers/Microsoft.Compute/virtualMachines/app'}",
        "account:azure:t1:o0 host:azure:/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/app ")]
    // A row of Log Analytics: its TenantId is the workspace.
    [InlineData("'TimeGenerated':'2026-03-02T07:00:00Z','TenantId':'W','Claims_d':{'oid':'o0','tid':'t2'}", "account:azure:t2:o0 ")]
    [InlineData("'caller':{},'claims':[],'callerIpAddress':7", "")]
    public void Activity_is_about_its_caller_and_resource(string fields, string expected)
        => Assert.Equal(expected + "host:azure:/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/web @s1/",
            SubjectKeys.OfJson(new AzureActivity(), $"{{'resourceId':'{Vm}',{fields}}}"));

    [Fact]
    public void Activity_is_about_the_machine_too_when_it_changes_an_extension()
        => Assert.Equal("host:azure:/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/web "
            + "resource:/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/web/extensions/script @s1/",
            SubjectKeys.OfJson(new AzureActivity(), $"{{'resourceId':'{Vm}/extensions/script'}}"));

    [Fact]
    public void Activity_is_about_whom_a_role_was_given()
        => Assert.EndsWith("roleassignments/r account:azure:t1:p1 @s1/", SubjectKeys.OfJson(new AzureActivity(), """
            {'tenantId':'T1','resourceId':'/subscriptions/S1/providers/Microsoft.Authorization/roleAssignments/r',
             'properties':{'requestbody':'{\u0022Properties\u0022:{\u0022PrincipalId\u0022:\u0022P1\u0022}}'}}
            """));

    [Theory]
    [InlineData("'userPrincipalName':'Mika@example.com','userId':'u1'", "account:mika@example.com ip:203.0.113.9 @t1/")]
    [InlineData("'userPrincipalName':'bob_example.org#EXT#@t.onmicrosoft.com'", "account:bob_example.org#ext#@t.onmicrosoft.com account:bob@example.org ip:203.0.113.9 @t1/")]
    [InlineData("'userPrincipalName':'','userId':'u1'", "account:azure:t1:u1 ip:203.0.113.9 @t1/")]
    [InlineData("'servicePrincipalName':'ci-deploy','servicePrincipalId':'o0','appId':'a0'", "account:azure:t1:ci-deploy account:azure:t1:o0 ip:203.0.113.9 @t1/")]
    [InlineData("'userId':{},'servicePrincipalId':[]", "ip:203.0.113.9 @t1/")]
    public void Sign_in_is_about_whoever_signed_in(string fields, string expected)
        => Assert.Equal(expected, SubjectKeys.OfJson(new EntraSignIn(), $"{{'category':'SignInLogs','operationName':'Sign-in activity','tenantId':'t1','callerIpAddress':'203.0.113.9','properties':{{{fields}}}}}"));

    [Fact]
    public void User_is_the_one_of_the_alert_when_defender_names_them()
    {
        var alert = AzureEntities.Read([JsonElement.Parse("""{"Type":"account","Name":"mika","UPNSuffix":"example.com"}"""),
            JsonElement.Parse("""{"Type":"account","AadUserId":"o0","AadTenantId":"t1"}"""), JsonElement.Parse($$"""{"Type":"azure-resource","ResourceId":"{{Vm}}"}""")]).Select(e => e.Key);

        var log = SubjectKeys.OfJson(new AzureActivity(), $"{{'caller':'mika@example.com','tenantId':'t1','resourceId':'{Vm}','properties':{{'requestbody':{{'principalId':'o0'}}}}}}");

        Assert.Equal(alert.Order(StringComparer.Ordinal), log.Split(' ')[..^1].Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{'user':{'userPrincipalName':'mika@example.com','id':'u1','ipAddress':'203.0.113.9'}}", "[{'type':'User','id':'u2','userPrincipalName':'kenji@example.com'}]",
        "account:mika@example.com ip:203.0.113.9 account:kenji@example.com @t1/")]
    [InlineData("{'app':{'displayName':'ci','servicePrincipalId':'o0','appId':'a0'}}", "[{'type':'ServicePrincipal','id':'o1','displayName':'backup'},{'type':'Group','id':'g1','displayName':'Admins'}]",
        "account:azure:t1:ci account:azure:t1:o0 account:azure:t1:backup account:azure:t1:o1 securitygroup:g1 @t1/")]
    [InlineData("{'app':{'appId':'a0'}}", "[{'type':'Device','displayName':'PC01'},{'type':'Other','id':'x'},{'id':'u3','userPrincipalName':'kenji@example.com'}]", "account:azure:t1:a0 host:pc01 account:kenji@example.com @t1/")]
    [InlineData("'{\\u0022user\\u0022:{\\u0022userPrincipalName\\u0022:\\u0022mika@example.com\\u0022}}'", "'[{\\u0022type\\u0022:\\u0022User\\u0022,\\u0022id\\u0022:\\u0022u2\\u0022}]'", "account:mika@example.com account:azure:t1:u2 @t1/")]
    [InlineData("7", "{}", "@t1/")]
    public void Audit_is_about_who_changed_whom(string by, string targets, string expected)
        => Assert.Equal(expected, SubjectKeys.OfJson(new EntraAudit(), $"{{'category':'AuditLogs','operationName':'x','tenantId':'t1','properties':{{'initiatedBy':{by},'targetResources':{targets}}}}}"));

    [Theory]
    [InlineData("'userId':'u1','appId':'a0'", "account:azure:t1:u1 ip:203.0.113.9 @t1/")]
    [InlineData("'servicePrincipalId':'o0','appId':'a0'", "account:azure:t1:o0 ip:203.0.113.9 @t1/")]
    public void Graph_call_is_about_the_user_or_the_application(string fields, string expected)
        => Assert.Equal(expected, SubjectKeys.OfJson(new GraphActivity(), $"{{'category':'MicrosoftGraphActivityLogs','tenantId':'t1','callerIpAddress':'203.0.113.9','properties':{{{fields}}}}}"));

    [Theory]
    [InlineData("'UserId':'kenji@example.com','ClientIP':'[2001:db8::5]:36185','ObjectId':'example\\\\kenji\\\\hide'", "account:kenji@example.com ip:2001:db8::5 @t1/")]
    [InlineData("'UserId':'kenji@example.com','ClientIP':'203.0.113.9:443','Parameters':[{'Name':'ForwardTo','Value':'smtp:x@evil.example; y@evil.example'},{'Name':'Name','Value':'a@b.example'}]",
        "account:kenji@example.com ip:203.0.113.9 account:x@evil.example account:y@evil.example @t1/")]
    [InlineData("'UserId':'mika@example.com','MailboxOwnerUPN':'kenji@example.com'", "account:mika@example.com mailbox:kenji@example.com account:kenji@example.com @t1/")]
    [InlineData("'UserId':'mika@example.com','ObjectId':'https://example.sharepoint.com/sites/fin/a.xlsx'", "account:mika@example.com url:https://example.sharepoint.com/sites/fin/a.xlsx @t1/")]
    [InlineData("'UserId':'ServicePrincipal_O0','ObjectId':'kenji@example.com'", "account:azure:t1:o0 account:kenji@example.com @t1/")]
    [InlineData("'UserId':'NT AUTHORITY\\\\SYSTEM (Microsoft.Exchange.ServiceHost)','ObjectId':{},'Parameters':'x'", "@t1/")]
    public void Office_record_is_about_the_user_and_the_mailbox_or_file(string fields, string expected)
        => Assert.Equal(expected, SubjectKeys.OfJson(new OfficeActivity(), $"{{'OrganizationId':'t1',{fields}}}"));

    [Fact]
    public void Storage_request_is_about_who_asked_the_account()
        => Assert.Equal("account:mika@example.com ip:203.0.113.88 resource:/subscriptions/s1/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data @s1/japaneast", SubjectKeys.OfJson(new StorageLogs(), """
            {'resourceId':'/subscriptions/S1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/data/blobServices/default','callerIpAddress':'203.0.113.88:45123','location':'japaneast',
             'identity':{'requester':{'upn':'mika@example.com','objectId':'u1','tenantId':'t1'}}}
            """));

    [Fact]
    public void Resource_log_is_about_the_caller_and_the_resource()
        => Assert.Equal("account:mika@example.com ip:203.0.113.9 resource:/subscriptions/s1/resourcegroups/rg/providers/microsoft.keyvault/vaults/kv @s1/", SubjectKeys.OfJson(new AzureDiagnostics(), """
            {'resourceId':'/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV','callerIpAddress':'203.0.113.9',
             'identity':{'claim':{'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn':'mika@example.com'}}}
            """));

    [Theory]
    [InlineData("'resourceId':'/tenants/t1/providers/Microsoft.aadiam','identity':'Kenji Suzuki','properties':{'userPrincipalName':'kenji@example.com','userId':'u2'}", "account:kenji@example.com @t1/")]
    [InlineData("'resourceId':'/subscriptions/S1/x','properties':{'server_principal_name':'sa','client_ip':'203.0.113.9'}", "account:azure:/subscriptions/s1/x:sa ip:203.0.113.9 resource:/subscriptions/s1/x @s1/")]
    [InlineData("'identity':7,'properties':[]", "@/")]
    public void Resource_log_is_about_the_user_that_its_service_names(string fields, string expected) => Assert.Equal(expected, SubjectKeys.OfJson(new AzureDiagnostics(), $"{{{fields}}}"));

    [Fact]
    public void Resource_log_is_about_the_cluster_s_users_when_it_is_an_audit_event_of_aks()
        => Assert.Equal("resource:/s/k account:azure:/s/k:system:serviceaccount:default:web ip:203.0.113.9 resource:/s/k/kube-system/secrets/token @/", SubjectKeys.OfJson(new AzureDiagnostics(), """
            {'resourceId':'/S/K','properties':{'log':'{\u0022user\u0022:{\u0022username\u0022:\u0022system:serviceaccount:default:web\u0022},\u0022sourceIPs\u0022:[\u0022203.0.113.9\u0022],\u0022objectRef\u0022:{\u0022resource\u0022:\u0022secrets\u0022,\u0022namespace\u0022:\u0022kube-system\u0022,\u0022name\u0022:\u0022token\u0022}}'}}
            """));

    [Fact]
    public void Message_is_about_sender_and_recipient()
        => Assert.Equal("account:a@evil.example account:kenji@example.com ip:198.51.100.7 mailmessage:<1@evil.example>/kenji@example.com @/", SubjectKeys.OfJson(new MessageTrace(),
            "{'SenderAddress':'a@evil.example','RecipientAddress':'kenji@example.com','FromIP':'198.51.100.7','MessageId':'<1@evil.example>'}"));

    [Fact]
    public void Flow_is_about_its_group_and_both_ends()
        => Assert.Equal("resource:/subscriptions/s1/resourcegroups/rg/providers/microsoft.network/networksecuritygroups/web ip:203.0.113.9 ip:10.0.0.4 @s1/", SubjectKeys.OfJson(new NsgFlow(), """
            {'resourceId':'/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB',
             'properties':{'flows':[{'rule':'r','flows':[{'flowTuples':['1772413200,203.0.113.9,10.0.0.4,5000,22,T,I,D','broken']}]}]}}
            """));
}
