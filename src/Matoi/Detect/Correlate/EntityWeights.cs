using System.Net;
using System.Net.Sockets;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate;

/// <summary>How much it means by its type alone that two alerts name the same entity: 0 nothing, 1 almost surely the same story.</summary>
internal static class EntityWeights
{
    // Addresses that strangers share: public resolvers and the clouds' own metadata and DNS addresses.
    private static readonly HashSet<string> SharedAddresses = new(
    [
        "8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "149.112.112.112", "208.67.222.222", "208.67.220.220", "4.2.2.1", "4.2.2.2",
        "2001:4860:4860::8888", "2001:4860:4860::8844", "2606:4700:4700::1111", "2606:4700:4700::1001", "2620:fe::fe",
        "169.254.169.254", "169.254.169.253", "168.63.129.16", "fd00:ec2::254", "127.0.0.1", "0.0.0.0", "::1", "::", "255.255.255.255",
    ], StringComparer.Ordinal);

    // Names that are in every account, machine or log, and so name nobody.
    private static readonly HashSet<string> Nobodies = new(
    [
        "root", "system", "anonymous", "unknown", "nobody", "none", "null", "n/a", "-", "guest", "everyone", "localsystem", "local service", "network service", "anonymous logon",
        @"nt authority\system", @"nt authority\local service", @"nt authority\network service", @"nt authority\anonymous logon", "system:anonymous", "system:unauthenticated", "allusers", "allauthenticatedusers",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Weight and kind of an entity.</summary>
    public static (double Weight, HintKind Kind) Of(EntityType type, string key) => type switch
    {
        EntityType.Account => (Account(key), HintKind.Actor),
        EntityType.Mailbox => (0.8, HintKind.Actor),
        EntityType.Host => (0.9, HintKind.Object),
        EntityType.CloudResource when key.StartsWith("accesskey:", StringComparison.Ordinal) => (0.9, HintKind.Actor),
        EntityType.CloudResource => (IsWholeAccount(key) ? 0 : 0.85, HintKind.Object),
        EntityType.FileHash => (0.95, HintKind.Object),
        EntityType.MailMessage => (0.8, HintKind.Object),
        EntityType.IP => (Address(key), HintKind.Address),
        EntityType.DNS or EntityType.URL => (0.6, HintKind.Object),
        EntityType.Malware => (0.5, HintKind.Object),
        EntityType.Process or EntityType.File => (0.4, HintKind.Circumstance),
        _ => (0.3, HintKind.Circumstance),
    };

    /// <summary>True for an address that means something only inside its own network.</summary>
    public static bool IsPrivate(string key)
    {
        if (!IPAddress.TryParse(After(key), out var ip))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        ip.TryWriteBytes(bytes, out _);
        return ip.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
            : ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
    }

    // Private addresses repeat in every network.
    private static double Address(string key) => SharedAddresses.Contains(After(key)) || !IPAddress.TryParse(After(key), out _) ? 0 : IsPrivate(key) ? 0.2 : 0.7;

    // Many people take on a role; one of them is its session.
    private static double Account(string key) => Nobodies.Contains(After(key)) || Nobodies.Contains(key[(key.LastIndexOf(':') + 1)..]) ? 0 : key.Contains(":role/", StringComparison.Ordinal) ? 0.8 : 0.9;

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

    private static string After(string key) => key[(key.IndexOf(':') + 1)..];
}
