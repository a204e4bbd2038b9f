using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>The accounts, keys, instances, resources, addresses, domains and malware that a GuardDuty finding names.</summary>
internal static class GuardDutyEntities
{
    private static readonly string[] ArnPaths =
    [
        "eksClusterDetails.arn", "ecsClusterDetails.arn", "ecsClusterDetails.taskDetails.arn", "lambdaDetails.functionArn", "rdsDbInstanceDetails.dbInstanceArn",
        "rdsLimitlessDbDetails.dbShardGroupArn", "ebsSnapshotDetails.snapshotArn", "ec2ImageDetails.imageArn", "recoveryPointDetails.recoveryPointArn",
    ];

    /// <summary>All entities, the affected resource's first; repeated ones are dropped later.</summary>
    public static IEnumerable<Entity> Of(JsonElement finding)
    {
        var account = finding.Text("accountId");
        return Resource(finding.At("resource"), account)
            .Concat(finding.At("service.action") is { ValueKind: JsonValueKind.Object } action ? action.EnumerateObject().SelectMany(a => Action(a.Value)) : [])
            .Concat(Malware(finding.At("service")))
            .Concat(Sequence(finding.At("service.detection.sequence"), account)).OfType<Entity>();
    }

    private static IEnumerable<Entity?> Resource(JsonElement resource, string? account)
    {
        yield return AwsEntities.Principal(account, resource.Text("accessKeyDetails.userType"), resource.Text("accessKeyDetails.userName"), resource.Text("accessKeyDetails.principalId"));
        yield return AwsEntities.SessionHost(resource.Text("accessKeyDetails.principalId"));
        yield return Entity.AwsAccessKey(resource.Text("accessKeyDetails.accessKeyId"));
        var interfaces = resource.Items("instanceDetails.networkInterfaces").ToList();
        yield return AwsEntities.Instance(resource.Text("instanceDetails.instanceId"),
            resource.Items("instanceDetails.tags").FirstOrDefault(t => t.Text("key") == "Name").Text("value"),
            interfaces.Select(i => i.Text("privateIpAddress")), interfaces.Select(i => i.Text("publicIp")));
        foreach (var address in interfaces)
        {
            yield return Entity.Ip(address.Text("publicIp"));
        }

        foreach (var bucket in resource.Items("s3BucketDetails"))
        {
            yield return bucket.Text("arn") is { } arn ? Entity.Resource(Cloud.Aws, arn) : AwsEntities.Bucket(bucket.Text("name"));
        }

        foreach (var path in ArnPaths)
        {
            yield return Entity.Resource(Cloud.Aws, resource.Text(path));
        }

        foreach (var volume in resource.Items("ebsVolumeDetails.scannedVolumeDetails"))
        {
            yield return Entity.Resource(Cloud.Aws, volume.Text("volumeArn"));
        }

        var cluster = resource.Text("eksClusterDetails.arn") ?? resource.Text("eksClusterDetails.name") ?? "kubernetes";
        yield return Entity.AccountIn(Cloud.Aws, cluster, resource.Text("kubernetesDetails.kubernetesUserDetails.username"));
        if (resource.At("kubernetesDetails.kubernetesWorkloadDetails") is { ValueKind: JsonValueKind.Object } workload && workload.Text("name") is { } name)
        {
            yield return Entity.Resource(Cloud.Aws, $"{cluster}/{workload.Text("namespace")}/{workload.Text("type")}/{name}", name);
        }

        yield return Entity.AccountIn(Cloud.Aws, resource.Text("rdsDbInstanceDetails.dbInstanceArn"), resource.Text("rdsDbUserDetails.user"));
    }

    private static IEnumerable<Entity?> Action(JsonElement action)
    {
        foreach (var from in action.Items("portProbeDetails").Append(action))
        {
            yield return Entity.Ip(from.Text("remoteIpDetails.ipAddressV4") is { Length: > 0 } v4 ? v4 : from.Text("remoteIpDetails.ipAddressV6"));
        }

        foreach (var address in action.Texts("sourceIps"))
        {
            yield return Entity.Ip(address);
        }

        yield return AwsEntities.Domain(action.Text("domain"));
        yield return AwsEntities.Domain(action.Text("domainDetails.domain"));
        if (action.At("affectedResources") is { ValueKind: JsonValueKind.Object } affected)
        {
            foreach (var resource in affected.EnumerateObject())
            {
                yield return AwsEntities.ByArn(resource.Value.ValueKind == JsonValueKind.String ? resource.Value.GetString() : null);
            }
        }
    }

    private static IEnumerable<Entity?> Malware(JsonElement service)
    {
        foreach (var threat in service.Items("ebsVolumeScanDetails.scanDetections.threatDetectedByName.threatNames").Concat(service.Items("malwareScanDetails.threats")))
        {
            yield return Entity.Of(EntityType.Malware, threat.Text("name"));
            foreach (var file in threat.Items("filePaths").Concat(threat.Items("itemPaths")))
            {
                yield return Entity.Of(EntityType.File, file.Text("filePath") ?? file.Text("nestedItemPath"));
                yield return Entity.Of(EntityType.FileHash, file.Text("hash"));
            }
        }

        var process = service.At("runtimeDetails.process");
        yield return Entity.Of(EntityType.Process, process.Text("executablePath") ?? process.Text("name"));
        yield return Entity.Of(EntityType.FileHash, process.Text("executableSha256"));
    }

    private static IEnumerable<Entity?> Sequence(JsonElement sequence, string? account)
    {
        foreach (var actor in sequence.Items("actors"))
        {
            yield return AwsEntities.Principal(actor.Text("user.account.uid") ?? account, actor.Text("user.type"), actor.Text("user.name"), actor.Text("user.uid"));
            yield return Entity.AwsAccessKey(actor.Text("user.credentialUid"));
            yield return Entity.Of(EntityType.Process, actor.Text("process.path"));
            yield return Entity.Of(EntityType.FileHash, actor.Text("process.sha256"));
        }

        foreach (var endpoint in sequence.Items("endpoints"))
        {
            yield return Entity.Ip(endpoint.Text("ip"));
            yield return AwsEntities.Domain(endpoint.Text("domain"));
        }

        foreach (var resource in sequence.Items("resources"))
        {
            yield return resource.Text("resourceType") switch
            {
                "ACCESS_KEY" => Entity.AwsAccessKey(resource.Text("uid")),
                "EC2_INSTANCE" when resource.Text("uid") is { } uid && !uid.StartsWith("arn:", StringComparison.Ordinal) => Entity.HostIn(Cloud.Aws, uid),
                _ => AwsEntities.ByArn(resource.Text("uid")) ?? Entity.Resource(Cloud.Aws, resource.Text("uid"), resource.Text("name")),
            };
            yield return AwsEntities.Principal(resource.Text("accountId") ?? account, resource.Text("data.accessKey.userType"),
                resource.Text("data.accessKey.userName"), resource.Text("data.accessKey.principalId"));
            yield return Entity.Ip(resource.Text("data.ec2NetworkInterface.publicIp"));
        }
    }
}
