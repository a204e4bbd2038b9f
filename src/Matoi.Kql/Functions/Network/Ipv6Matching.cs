using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Strings;

namespace Matoi.Kql.Functions.Network;

/// <summary>IPv6 addresses, or IPv4 ones among them, compared by the shortest prefix that is given, and as text. What is no address gives null, or the empty text.</summary>
internal static class Ipv6Matching
{
    private const long Bits = 128;

    /// <summary>-1, 0 or 1.</summary>
    [KqlFunction("ipv6_compare")]
    public static long? Compare(string ip1, string ip2, long prefix = Bits)
    {
        if (prefix is < 0 or > Bits || Ipv6Address.Read(ip1) is not { } a || Ipv6Address.Read(ip2) is not { } b)
        {
            return null;
        }

        var mask = Ipv6Address.Mask((int)Math.Min(prefix, Math.Min(a.Prefix, b.Prefix)));
        return (a.Value & mask).CompareTo(b.Value & mask);
    }

    /// <summary>True when both are the same.</summary>
    [KqlFunction("ipv6_is_match")]
    public static bool? IsMatch(string ip1, string ip2, long prefix = Bits) => Compare(ip1, ip2, prefix) is { } order ? order == 0 : null;

    /// <summary>True when the address is in the network.</summary>
    [KqlFunction("ipv6_is_in_range")]
    public static bool? IsInRange(string ip, string range) => IsMatch(ip, range);

    /// <summary>True when the address is in one of the networks; an element that is none is passed over.</summary>
    [KqlFunction("_ipv6_in_any_range")]
    public static bool? IsInAnyRange(string ip, JsonNode? ranges) => Ipv6Address.Read(ip) is null ? null : TextList.Of(ranges).Any(r => IsInRange(ip, r) is true);

    /// <summary>The network of an address with all its digits.</summary>
    [KqlFunction("parse_ipv6")]
    public static string Parse(string ip) => Ipv6Address.Read(ip) is { } address ? Ipv6Address.Text(address.Network) : "";

    /// <summary>The same with a prefix, 0 to 128; a shorter one in the text counts.</summary>
    [KqlFunction("parse_ipv6_mask")]
    public static string Parse(string ip, long prefix)
        => prefix is >= 0 and <= Bits && Ipv6Address.Read(ip) is { } address ? Ipv6Address.Text(address.Value & Ipv6Address.Mask((int)Math.Min(prefix, address.Prefix))) : "";
}
