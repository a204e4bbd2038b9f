using System.Text.Json;
using Matoi.Clouds.Azure;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>Who did what a CloudTrail event tells of, from where, and to what. Athena's rows, with names in lower case and objects as text, are read like any other.</summary>
internal static class CloudTrailSubject
{
    /// <summary>The caller, its address, key and instance, then the targets.</summary>
    public static RecordSubject Of(SourceRecord record)
    {
        var json = record.Json;
        var identity = json.Find("userIdentity").Parsed();
        var account = json.FindText("recipientAccountId") ?? record.Delivery?.Account ?? Known(identity.FindText("accountId"));
        var region = json.FindText("awsRegion") ?? record.Delivery?.Region;
        return RecordSubject.Of(
        [
            .. Callers(identity, account),
            Entity.AccountByMail(json.Find("additionalEventData").Parsed().FindText("UserName"), Cloud.Aws),
            .. Attributed(json),
            Entity.Ip(json.FindText("sourceIPAddress")),
            Entity.AwsAccessKey(identity.FindText("accessKeyId")),
            SessionHost(identity),
            .. CloudTrailTargets.Of(json, region, account),
        ], account, region);
    }

    private static IEnumerable<Entity?> Callers(JsonElement identity, string? recipient)
    {
        var account = Known(identity.FindText("accountId")) ?? recipient;
        var issuer = identity.Find("sessionContext").Parsed().Find("sessionIssuer").Parsed();
        var (arn, type, id) = (identity.FindText("arn"), identity.FindText("type"), identity.FindText("principalId"));

        // Sign-ins that fail hide the name: a password may have been typed in its place.
        var name = identity.FindText("userName") is { } given && given != "HIDDEN_DUE_TO_SECURITY_REASONS" ? given : null;
        return Arn.Parse(arn) switch
        {
            { Service: "sts", Account: var of, Resource: var r } when r.StartsWith("federated-user/", StringComparison.Ordinal)
                => [AwsEntities.Principal(of, "FederatedUser", r[15..], id), AwsEntities.ByArn(issuer.FindText("arn"))],
            { Service: "iam" or "sts" } => [AwsEntities.ByArn(arn)],
            _ => type switch
            {
                "AWSService" => [],
                "AWSAccount" => [Stranger(account, id)],
                "AssumedRole" => [AwsEntities.Principal(issuer.FindText("accountId") ?? account, type, issuer.FindText("userName"), id)],
                "IdentityCenterUser" => [Entity.AccountIn(Cloud.Aws, account, name ?? identity.FindText("onBehalfOf.userId"))],
                _ => [AwsEntities.Principal(account, type, name, id)],
            },
        };
    }

    // A caller from another account has an id only, which ends in the session's name when it is a role's; nobody is anonymous.
    private static Entity? Stranger(string? account, string? principalId)
        => principalId?.Split(':', 2) is [_, var session] && Entity.AccountByMail(session, Cloud.Aws) is { } person ? person
            : account is null ? null : Entity.AccountIn(Cloud.Aws, account, principalId);

    // Insights name those whose calls were unusual.
    private static IEnumerable<Entity?> Attributed(JsonElement json)
        => json.FindItems("insightDetails.insightContext.attributions").Where(a => a.FindText("attribute") == "userIdentityArn")
            .SelectMany(a => a.FindItems("insight")).Select(i => AwsEntities.ByArn(i.FindText("value")));

    private static Entity? SessionHost(JsonElement identity)
        => AwsEntities.SessionHost(identity.FindText("principalId")) ?? (identity.FindText("arn") is { } arn && arn.Contains(":assumed-role/", StringComparison.Ordinal)
            ? AwsEntities.SessionHost(":" + arn[(arn.LastIndexOf('/') + 1)..])
            : null);

    private static string? Known(string? account) => account == "ANONYMOUS_PRINCIPAL" ? null : account;
}
