using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>Who called which service about which resource, by a Cloud Audit Logs entry. Resources carry their full names, as Security Command Center's findings do.</summary>
internal static class AuditLogSubject
{
    /// <summary>The principal and those it acts for, its address and key, the resource, the service account, and who was given or taken a role.</summary>
    public static RecordSubject Of(JsonElement entry)
    {
        var payload = LogEntry.Member(entry, "protoPayload");
        var info = payload.At("authenticationInfo");
        var project = LogEntry.Project(entry);
        List<Entity?> named =
        [
            GoogleEntities.Principal(Named(info.Text("principalEmail")) ?? info.Text("principalSubject")),
            .. info.Items("serviceAccountDelegationInfo").Select(d => GoogleEntities.Principal(d.Text("firstPartyPrincipal.principalEmail") ?? d.Text("principalSubject"))),
            Entity.Ip(payload.Text("requestMetadata.callerIp") ?? payload.Text("requestMetadata.callerIP")),
            .. GoogleEntities.Key(info.Text("serviceAccountKeyName")),
            .. GoogleSubject.Resource(entry, payload.Text("serviceName"), payload.Text("resourceName")),
            GoogleSubject.Cluster(entry, payload.Text("resourceName")),
            Entity.AccountByMail(entry.Text("resource.labels.email_id") ?? payload.Text("response.email"), Cloud.Google),
            .. payload.Texts("metadata.resourceNames").Select(name => GoogleEntities.Resource(name)),
            .. payload.Items("serviceData.policyDelta.bindingDeltas").Concat(payload.Items("metadata.datasetChange.bindingDeltas")).Select(d => GoogleSubject.Member(d.Text("member"))),
            .. payload.Items("request.policy.bindings").SelectMany(binding => binding.Texts("members")).Select(GoogleSubject.Member),
            .. payload.Items("metadata.event").SelectMany(e => GoogleSubject.Parameters(e.At("parameter"))),
        ];

        // The project is what an entry without names is about.
        return RecordSubject.Of(named.Exists(e => e is not null) || project is null ? named : [GoogleSubject.Project(project)], project, GoogleSubject.Region(entry, payload));
    }

    private static string? Named(string? principal) => string.IsNullOrEmpty(principal) ? null : principal;
}
