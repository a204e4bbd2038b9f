using System.Text.Json;
using Matoi.Clouds.Aws;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>Who asked a Kubernetes API server for what. Keys are those of GuardDuty's findings about EKS: users and objects within their cluster.</summary>
internal static class KubernetesSubject
{
    private const string EksLogs = "/aws/eks/";

    // GuardDuty's word for a cluster that it does not name.
    private const string Unnamed = "kubernetes";

    /// <summary>The subject of an audit event; EKS's log group names the cluster, and the region of the log is the cluster's.</summary>
    public static RecordSubject Of(SourceRecord record)
    {
        var (json, delivery) = (record.Json, record.Delivery);
        var isEks = delivery?.Name?.StartsWith(EksLogs, StringComparison.Ordinal) == true || json.At("user.extra.arn").ValueKind == JsonValueKind.Array;
        var cluster = delivery?.Name is { } group && group.StartsWith(EksLogs, StringComparison.Ordinal) ? group[EksLogs.Length..].Split('/')[0] : null;
        var name = cluster is { Length: > 0 } && delivery is { Account: { Length: > 0 } of, Region: { Length: > 0 } region } ? $"arn:aws:eks:{region}:{of}:cluster/{cluster}" : cluster;
        return RecordSubject.Of(Entities(json, isEks ? Cloud.Aws : Cloud.Unknown, name is { Length: > 0 } ? name : Unnamed), delivery?.Account, delivery?.Region);
    }

    /// <summary>The user, whom it poses as, who it is in AWS, its addresses, and the object or its namespace.</summary>
    public static IEnumerable<Entity?> Entities(JsonElement audit, Cloud cloud, string cluster)
    {
        yield return Entity.AccountIn(cloud, cluster, audit.Text("user.username"));
        yield return Entity.AccountIn(cloud, cluster, audit.Text("impersonatedUser.username"));
        foreach (var arn in audit.Texts("user.extra.arn"))
        {
            yield return AwsEntities.ByArn(arn);
            yield return AwsEntities.SessionHost(":" + arn[(arn.LastIndexOf('/') + 1)..]);
        }

        foreach (var key in audit.Texts("user.extra.accessKeyId"))
        {
            yield return Entity.AwsAccessKey(key);
        }

        foreach (var address in audit.Texts("sourceIPs"))
        {
            yield return Entity.Ip(address);
        }

        yield return Object(audit, cloud, cluster);
    }

    // A new object has its name in the request or, when the server makes it up, in the response.
    private static Entity? Object(JsonElement audit, Cloud cloud, string cluster)
    {
        var (space, kind) = (audit.Text("objectRef.namespace"), audit.Text("objectRef.resource"));
        var name = audit.Text("objectRef.name") ?? audit.Text("responseObject.metadata.name") ?? audit.Text("requestObject.metadata.name");
        return string.IsNullOrEmpty(kind) ? null
            : string.IsNullOrEmpty(name) ? string.IsNullOrEmpty(space) ? null : Entity.Resource(cloud, $"{cluster}/{space}", space)
            : Entity.Resource(cloud, string.IsNullOrEmpty(space) ? $"{cluster}/{kind}/{name}" : $"{cluster}/{space}/{kind}/{name}", name);
    }
}
