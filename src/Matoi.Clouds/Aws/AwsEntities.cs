using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Aws;

/// <summary>Entities of AWS under the same keys, whichever service names them.</summary>
internal static class AwsEntities
{
    /// <summary>An instance, a principal or any other resource, told from its ARN; the account itself is none.</summary>
    public static Entity? ByArn(string? arn) => Arn.Parse(arn) switch
    {
        { Service: "" } => null,
        { Service: "ec2", Resource: var r } when r.StartsWith("instance/", StringComparison.Ordinal) => Entity.HostIn(Cloud.Aws, r[9..]),
        { Service: "iam", Resource: var r } when r is "root" || r.StartsWith("user/", StringComparison.Ordinal) => Entity.AwsPrincipal(arn),
        { Service: "iam", Account: var account, Resource: var r } when r.StartsWith("role/", StringComparison.Ordinal) => Role(account, arn!),
        { Service: "sts", Resource: var r } when r.StartsWith("assumed-role/", StringComparison.Ordinal) => Entity.AwsPrincipal(arn),
        _ => Entity.Resource(Cloud.Aws, arn),
    };

    /// <summary>A principal by the type and name that findings give: a user, a role session (<paramref name="principalId"/> ends in its name) or root.</summary>
    public static Entity? Principal(string? account, string? type, string? name, string? principalId) => type switch
    {
        "Root" => Entity.AwsPrincipal($"arn:aws:iam::{account}:root"),
        _ when string.IsNullOrEmpty(name) => null,
        "IAMUser" => Entity.AwsPrincipal($"arn:aws:iam::{account}:user/{name}"),
        "AssumedRole" when principalId?.Split(':', 2) is [_, { Length: > 0 } session] => Entity.AwsPrincipal($"arn:aws:sts::{account}:assumed-role/{name}/{session}"),
        "AssumedRole" or "Role" => Role(account, $"arn:aws:iam::{account}:role/{name}"),
        "AWSService" => null,
        _ => Entity.AccountIn(Cloud.Aws, account, name),
    };

    /// <summary>An EC2 instance; its addresses are identifiers, because private ones are somebody else's in another VPC.</summary>
    public static Entity? Instance(string? id, string? name, IEnumerable<string?> privateIps, IEnumerable<string?> publicIps)
    {
        var identifiers = new Dictionary<string, string>();
        Add("PrivateIpAddress", privateIps);
        Add("PublicIpAddress", publicIps);
        return Entity.HostIn(Cloud.Aws, id, string.IsNullOrEmpty(name) ? null : name) is { } host
            ? host with { Identifiers = identifiers.Count > 0 ? identifiers : null }
            : null;

        void Add(string identifier, IEnumerable<string?> addresses)
        {
            if (string.Join(',', addresses.Where(a => !string.IsNullOrEmpty(a)).Distinct()) is { Length: > 0 } text)
            {
                identifiers[identifier] = text;
            }
        }
    }

    /// <summary>The instance whose role session a principal id (<c>AROA…:i-0abc…</c>) names: EC2 calls the sessions of its instance roles so.</summary>
    public static Entity? SessionHost(string? principalId)
        => principalId?.Split(':', 2) is [_, ['i', '-', .. { Length: >= 8 } id] session] && id.All(char.IsAsciiHexDigitLower) ? Entity.HostIn(Cloud.Aws, session) : null;

    /// <summary>A bucket by name.</summary>
    public static Entity? Bucket(string? name) => string.IsNullOrEmpty(name) ? null : Entity.Resource(Cloud.Aws, $"arn:aws:s3:::{name}");

    /// <summary>A domain, unless it is AWS's own.</summary>
    public static Entity? Domain(string? name)
        => name?.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) == true ? null : Entity.Of(EntityType.DNS, name?.TrimEnd('.'));

    // The key of the role's sessions has no path, so neither has the role's own.
    private static Entity Role(string? account, string arn)
        => Entity.AccountIn(Cloud.Aws, account, "role/" + arn[(arn.LastIndexOf('/') + 1)..])! with { Identifiers = new Dictionary<string, string> { ["Arn"] = arn } };
}
