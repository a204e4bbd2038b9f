using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Clouds.Azure;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Aws;

/// <summary>
/// What a CloudTrail event was done to: the ARNs of <c>resources</c>, and what the request and the response name by parameter (as ARN of the event's account
/// and region), by ARN, by instance id or by access key id.
/// </summary>
internal static partial class CloudTrailTargets
{
    // Service, parameter and how the ARN's resource part starts.
    private static readonly ILookup<(string Service, string Parameter), string> Parameters = new[]
    {
        "iam userName user/", "iam roleName role/", "iam groupName group/", "iam instanceProfileName instance-profile/",
        "ec2 groupId security-group/", "ec2 snapshotId snapshot/", "ec2 volumeId volume/", "ec2 imageId image/",
        "rds dBInstanceIdentifier db:", "rds dBClusterIdentifier cluster:", "rds dBSnapshotIdentifier snapshot:", "rds dBClusterSnapshotIdentifier cluster-snapshot:",
        "secretsmanager secretId secret:", "kms keyId key/", "cloudtrail name trail/", "cloudtrail trailName trail/", "guardduty detectorId detector/",
        "lambda functionName function:", "dynamodb tableName table/", "logs logGroupName log-group:", "kinesis streamName stream/",
        "eks name cluster/", "eks clusterName cluster/", "ecs cluster cluster/", "ecr repositoryName repository/",
    }.Select(line => line.Split(' ')).ToLookup(p => (p[0], p[1].ToLowerInvariant()), p => p[2]);

    /// <summary>The targets, those that the event lists as its resources first.</summary>
    public static IEnumerable<Entity?> Of(JsonElement json, string? region, string? account)
    {
        var service = json.FindText("eventSource")?.Split('.')[0] ?? "";
        var request = json.Find("requestParameters").Parsed();
        var response = json.Find("responseElements").Parsed();
        return json.FindItems("resources").Select(r => ByArn(r.FindText("ARN|ARNPrefix")))
            .Append(AwsEntities.Bucket(request.FindText("bucketName")))
            .Concat(Named(request, service, region, account))
            .Concat(Named(response, service, region, account))
            .Concat(request.Leaves().Concat(response.Leaves()).Select(Told));
    }

    private static IEnumerable<Entity?> Named(JsonElement parameters, string service, string? region, string? account)
    {
        if (parameters.ValueKind != JsonValueKind.Object || account is null)
        {
            yield break;
        }

        foreach (var parameter in parameters.EnumerateObject())
        {
            if (AzureJson.Text(parameter.Value) is { Length: > 0 } value && Parameters[(service, parameter.Name.ToLowerInvariant())].FirstOrDefault() is { } start)
            {
                yield return value.StartsWith("arn:", StringComparison.Ordinal) ? ByArn(value)
                    : service == "iam" ? AwsEntities.ByArn($"arn:{Partition(region)}:iam::{account}:{start}{value}")
                    : region is null ? null
                    : AwsEntities.ByArn($"arn:{Partition(region)}:{service}:{region}:{(start == "image/" ? "" : account)}:{Part(start, value)}");
            }
        }
    }

    // A key may be given by its alias, a function with its account before and its version after the name.
    private static string Part(string start, string value) => start switch
    {
        "key/" when value.StartsWith("alias/", StringComparison.Ordinal) => value,
        "function:" => start + value[(value.LastIndexOf(start, StringComparison.Ordinal) is >= 0 and var at ? at + start.Length : 0)..].Split(':')[0],
        _ => start + value,
    };

    private static Entity? Told(string text)
        => text.StartsWith("arn:", StringComparison.Ordinal) ? ByArn(text)
            : InstanceId().IsMatch(text) ? Entity.HostIn(Cloud.Aws, text)
            : AccessKeyId().IsMatch(text) ? Entity.AwsAccessKey(text)
            : null;

    // An object is told by its bucket, as findings do; AWS's own policies are nobody's.
    private static Entity? ByArn(string? arn) => Arn.Parse(arn) switch
    {
        { Account: "aws" } or { Resource: "" } => null,
        { Service: "s3", Account: "", Resource: var path } => AwsEntities.Bucket(path.Split('/')[0]),
        _ => AwsEntities.ByArn(arn),
    };

    private static string Partition(string? region) => region switch
    {
        ['c', 'n', '-', ..] => "aws-cn",
        _ when region?.StartsWith("us-gov-", StringComparison.Ordinal) == true => "aws-us-gov",
        _ => "aws",
    };

    [GeneratedRegex("^i-[0-9a-f]{8,17}$")]
    private static partial Regex InstanceId();

    [GeneratedRegex("^A[KS]IA[A-Z0-9]{12,16}$")]
    private static partial Regex AccessKeyId();
}
