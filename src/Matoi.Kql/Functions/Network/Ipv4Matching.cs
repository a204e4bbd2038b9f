namespace Matoi.Kql.Functions.Network;

/// <summary>Comparisons of IPv4 addresses by the shortest prefix that is given. What is no address gives null.</summary>
internal static class Ipv4Matching
{
    private static readonly Ipv4Address[] Private = [new(10u << 24, 8), new(172u << 24 | 16u << 16, 12), new(192u << 24 | 168u << 16, 16)];

    /// <summary>-1, 0 or 1.</summary>
    [KqlFunction("ipv4_compare")]
    public static long? Compare(Utf8Text ip1, Utf8Text ip2, long prefix = 32)
        => prefix is >= 0 and <= 32 && Ipv4Address.Read(ip1.Bytes) is { } a && Ipv4Address.Read(ip2.Bytes) is { } b
            ? Masked(a, b, (int)prefix) is var (x, y) ? x.CompareTo(y) : null
            : null;

    /// <summary>True when both are the same.</summary>
    [KqlFunction("ipv4_is_match")]
    public static bool? IsMatch(Utf8Text ip1, Utf8Text ip2, long prefix = 32) => Compare(ip1, ip2, prefix) is { } order ? order == 0 : null;

    /// <summary>True when the address is in the network.</summary>
    [KqlFunction("ipv4_is_in_range")]
    public static bool? IsInRange(Utf8Text ip, Utf8Text range) => IsMatch(ip, range);

    /// <summary>True when the address is in one of the networks; an element that is none is passed over.</summary>
    [KqlFunction("_ipv4_in_any_range")]
    public static bool? IsInAnyRange(Utf8Text ip, Ipv4Networks ranges) => Ipv4Address.Read(ip.Bytes) is { } address ? ranges.Contain(address) : null;

    /// <summary>True when the address is in one of the ranges of private networks (RFC 1918).</summary>
    [KqlFunction("ipv4_is_private")]
    public static bool? IsPrivate(Utf8Text ip)
        => Ipv4Address.Read(ip.Bytes) is { } address ? Array.Exists(Private, r => (address.Network & Ipv4Address.Mask(r.Prefix)) == r.Value) : null;

    private static (uint A, uint B) Masked(Ipv4Address a, Ipv4Address b, int prefix)
    {
        var mask = Ipv4Address.Mask(Math.Min(prefix, Math.Min(a.Prefix, b.Prefix)));
        return (a.Value & mask, b.Value & mask);
    }
}
