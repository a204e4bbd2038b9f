using System.Net;
using System.Net.Sockets;
using Matoi.Detect.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate;

/// <summary>How much it means that two alerts name the same entity: 0 nothing, 1 almost surely the same story.</summary>
public static class EntityWeights
{
    // Addresses that strangers share: public resolvers and the clouds' own metadata and DNS addresses.
    private static readonly HashSet<string> SharedAddresses =
    [
        "ip:8.8.8.8", "ip:8.8.4.4", "ip:1.1.1.1", "ip:1.0.0.1", "ip:9.9.9.9", "ip:169.254.169.254", "ip:168.63.129.16", "ip:127.0.0.1", "ip:0.0.0.0", "ip:::1", "ip:::",
    ];

    /// <summary>Weight of an entity, given in how many other incidents of the last 30 days it stands.</summary>
    public static double Of(AlertEntity entity, int otherIncidents) => ByType(entity) / (1 + Math.Log2(1 + otherIncidents) / 2);

    private static double ByType(AlertEntity entity) => entity.Type switch
    {
        EntityType.Account => IsUnspecificAccount(entity.Key) ? 0 : 0.9,
        EntityType.Host => 0.9,
        EntityType.CloudResource => IsWholeAccount(entity.Key) ? 0 : 0.85,
        EntityType.FileHash => 0.95,
        EntityType.Mailbox or EntityType.MailMessage => 0.8,
        EntityType.IP => Address(entity.Key),
        EntityType.DNS or EntityType.URL => 0.6,
        EntityType.Malware => 0.5,
        EntityType.Process or EntityType.File => 0.4,
        _ => 0.3,
    };

    private static double Address(string key)
    {
        if (SharedAddresses.Contains(key) || !IPAddress.TryParse(key["ip:".Length..], out var ip))
        {
            return 0;
        }

        // Private addresses repeat in every network.
        var bytes = ip.GetAddressBytes();
        var isPrivate = ip.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
            : ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
        return isPrivate ? 0.2 : 0.7;
    }

    private static bool IsUnspecificAccount(string key)
        => key.EndsWith(":root", StringComparison.Ordinal) || key.EndsWith(":system", StringComparison.Ordinal) || key.EndsWith(":anonymous", StringComparison.Ordinal);

    // A subscription, an AWS account, a project: everything in it would be one incident.
    private static bool IsWholeAccount(string key)
    {
        const string Prefix = "resource:";
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var id = key.AsSpan(Prefix.Length);
        return id.StartsWith("AWS::::Account", StringComparison.OrdinalIgnoreCase)
            || (id.StartsWith("/subscriptions/", StringComparison.Ordinal) && id.Count('/') <= 4)
            || id.StartsWith("//cloudresourcemanager.googleapis.com/", StringComparison.Ordinal);
    }
}
