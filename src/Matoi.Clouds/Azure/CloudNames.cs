using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Azure;

/// <summary>Finds names of AWS and Google resources in text of Microsoft alerts.</summary>
internal static partial class CloudNames
{
    /// <summary>Every ARN in the text.</summary>
    public static IEnumerable<string> Arns(string text) => Arn().Matches(text).Select(match => match.Value.TrimEnd('.', ')', ']'));

    /// <summary>The AWS account of an ARN, or null (S3 buckets have none).</summary>
    public static string? Account(string arn) => arn.Split(':', 6) is [_, _, _, _, { Length: > 0 } account, _] ? account : null;

    /// <summary>The region of an ARN, or null.</summary>
    public static string? Region(string arn) => arn.Split(':', 6) is [_, _, _, { Length: > 0 } region, _, _] ? region : null;

    /// <summary>An AWS entity: principals of IAM and STS are accounts, EC2 instances hosts, anything else a resource.</summary>
    public static Entity? AwsEntity(string arn) => arn.Split(':', 6) switch
    {
        [_, _, "iam" or "sts", _, _, var name] when name == "root" || name.StartsWith("user/", StringComparison.Ordinal)
            || name.StartsWith("role/", StringComparison.Ordinal) || name.StartsWith("assumed-role/", StringComparison.Ordinal) => Entity.AwsPrincipal(arn),
        [_, _, "ec2", _, _, var name] when name.StartsWith("instance/", StringComparison.Ordinal) => Entity.HostIn(Cloud.Aws, name["instance/".Length..]),
        _ => Entity.Resource(Cloud.Aws, arn),
    };

    /// <summary>
    /// The Google resource that the text is: a full resource name (<c>//compute.googleapis.com/projects/…</c>), its URL, or <c>projects/…</c>; as full resource name
    /// where the service is known. Null for other text.
    /// </summary>
    public static string? GoogleResource(string text)
    {
        var match = Google().Match(text);
        return !match.Success ? null
            : match.Groups["url"].Success ? $"//{match.Groups["service"].Value}.googleapis.com/{match.Groups["path"].Value}"
            : match.Value.StartsWith("projects/", StringComparison.Ordinal) && match.Value.Count(c => c == '/') == 1 ? "//cloudresourcemanager.googleapis.com/" + match.Value
            : match.Value;
    }

    /// <summary>The project in a Google resource name or service account address; null when it names none.</summary>
    public static string? GoogleProject(string text) => Project().Match(text) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>A Google entity: service accounts are accounts, Compute Engine instances hosts, anything else a resource.</summary>
    public static Entity? GoogleEntity(string name) => name switch
    {
        _ when name.Contains('@') => Entity.AccountByMail(name, Cloud.Google),
        _ when name.Contains("/zones/", StringComparison.Ordinal) && name.Contains("/instances/", StringComparison.Ordinal) => Entity.HostIn(Cloud.Google, name),
        _ => Entity.Resource(Cloud.Google, name),
    };

    [GeneratedRegex(@"\barn:aws[a-z-]*:[\w-]+:[\w-]*:(?:\d{12})?:[^\s""',;<>]+")]
    private static partial Regex Arn();

    [GeneratedRegex(@"^(?:(?<url>https://(?:www|(?<service>[a-z]+))\.googleapis\.com/(?:(?<service>[a-z]+)/)?v\d\w*/)(?<path>projects/\S+)|//[\w.-]+\.googleapis\.com/\S+|projects/[\w:.-]+(?:/\S*)?)$")]
    private static partial Regex Google();

    [GeneratedRegex(@"(?:^|googleapis\.com/(?:[a-z]+/)?(?:v\d\w*/)?)projects/(?<id>[a-z0-9][\w:.-]*)|@(?<id>[a-z][\w-]*)\.iam\.gserviceaccount\.com$")]
    private static partial Regex Project();
}
