using System.Net;
using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Aws;

/// <summary>The resources, accounts, addresses, domains, files and malware that an ASFF finding names. The AWS account itself is none of them.</summary>
internal static class SecurityHubEntities
{
    /// <summary>All entities, affected resources first; repeated ones are dropped later.</summary>
    public static IEnumerable<Entity> Of(JsonElement finding)
        => finding.Items("Resources").SelectMany(r => Resource(r, finding.Text("AwsAccountId")))
            .Concat(Action(finding.At("Action")))
            .Concat(Network(finding.At("Network")))
            .Concat(GuardDutyFields(finding.At("ProductFields")))
            .Concat(finding.Items("ThreatIntelIndicators").Select(Indicator))
            .Concat(finding.Items("Malware").SelectMany(m => new[] { Entity.Of(EntityType.Malware, m.Text("Name")), Entity.Of(EntityType.File, m.Text("Path")) }))
            .Append(Entity.Of(EntityType.Process, finding.Text("Process.Path") ?? finding.Text("Process.Name")))
            .OfType<Entity>();

    private static IEnumerable<Entity?> Resource(JsonElement resource, string? account)
    {
        var id = resource.Text("Id") ?? "";
        var key = resource.At("Details.AwsIamAccessKey");
        switch (resource.Text("Type"))
        {
            case "AwsAccount":
                break;
            case "AwsIamAccessKey":
                yield return AwsEntities.Principal(key.Text("AccountId") ?? account, key.Text("PrincipalType"), key.Text("PrincipalName") ?? key.Text("UserName"), key.Text("PrincipalId"));
                yield return AwsEntities.SessionHost(key.Text("PrincipalId"));
                yield return Entity.AwsAccessKey(key.Text("AccessKeyId") ?? id[(id.LastIndexOf(':') + 1)..]);
                break;
            case "AwsEc2Instance":
                var details = resource.At("Details.AwsEc2Instance");
                var addresses = details.Texts("IpV4Addresses").ToLookup(IsPrivate);
                yield return AwsEntities.Instance(id[(id.LastIndexOf('/') + 1)..], resource.Text("Tags.Name"), addresses[true], addresses[false]);
                foreach (var address in addresses[false])
                {
                    yield return Entity.Ip(address);
                }
                break;
            default:
                yield return AwsEntities.ByArn(id) ?? Entity.Resource(Cloud.Aws, id);
                break;
        }
    }

    private static IEnumerable<Entity?> Action(JsonElement action)
    {
        foreach (var kind in (string[])["AwsApiCallAction", "NetworkConnectionAction", "DnsRequestAction", "PortProbeAction"])
        {
            var detail = action.At(kind);
            yield return AwsEntities.Domain(detail.Text("Domain") ?? detail.Text("DomainDetails.Domain"));
            foreach (var from in detail.Items("PortProbeDetails").Append(detail))
            {
                yield return Entity.Ip(from.Text("RemoteIpDetails.IpAddressV4"));
            }

            if (detail.At("AffectedResources") is { ValueKind: JsonValueKind.Object } affected)
            {
                foreach (var resource in affected.EnumerateObject())
                {
                    yield return AwsEntities.ByArn(resource.Value.ValueKind == JsonValueKind.String ? resource.Value.GetString() : null);
                }
            }
        }
    }

    private static IEnumerable<Entity?> Network(JsonElement network)
    {
        foreach (var field in (string[])["SourceIpV4", "SourceIpV6", "DestinationIpV4", "DestinationIpV6"])
        {
            yield return Entity.Ip(network.Text(field)) is { } ip && !IsPrivate(ip.Name) ? ip : null;
        }

        yield return AwsEntities.Domain(network.Text("SourceDomain"));
        yield return AwsEntities.Domain(network.Text("DestinationDomain"));
    }

    // GuardDuty's action is flattened into paths: aws/guardduty/service/action/…/remoteIpDetails/ipAddressV4.
    private static IEnumerable<Entity?> GuardDutyFields(JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var field in fields.EnumerateObject().Where(f => f.Name.StartsWith("aws/guardduty/service/action/", StringComparison.Ordinal) && f.Value.ValueKind == JsonValueKind.String))
        {
            yield return field.Name.EndsWith("/remoteIpDetails/ipAddressV4", StringComparison.Ordinal) ? Entity.Ip(field.Value.GetString())
                : field.Name.EndsWith("/dnsRequestAction/domain", StringComparison.Ordinal) ? AwsEntities.Domain(field.Value.GetString())
                : field.Name.Contains("/affectedResources/", StringComparison.Ordinal) ? AwsEntities.ByArn(field.Value.GetString())
                : null;
        }
    }

    private static Entity? Indicator(JsonElement indicator) => indicator.Text("Type") switch
    {
        "IPV4_ADDRESS" or "IPV6_ADDRESS" => Entity.Ip(indicator.Text("Value")),
        "DOMAIN" => AwsEntities.Domain(indicator.Text("Value")),
        "URL" => Entity.Of(EntityType.URL, indicator.Text("Value")),
        { } type when type.StartsWith("HASH_", StringComparison.Ordinal) => Entity.Of(EntityType.FileHash, indicator.Text("Value")),
        _ => null,
    };

    private static bool IsPrivate(string address) => IPAddress.TryParse(address, out var ip) && ip.GetAddressBytes() switch
    {
        [10, ..] or [192, 168, ..] or [127, ..] or [169, 254, ..] or [100, >= 64 and <= 127, ..] => true,
        [172, >= 16 and <= 31, _, _] => true,
        _ => false,
    };
}
