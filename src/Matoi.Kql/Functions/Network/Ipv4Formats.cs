using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Network;

/// <summary>IPv4 addresses as numbers and as text.</summary>
internal static class Ipv4Formats
{
    /// <summary>The network of an address as a number; null for what is no address.</summary>
    [KqlFunction("parse_ipv4")]
    public static long? Parse(Utf8Text ip) => Ipv4Address.Read(ip.Bytes)?.Network;

    /// <summary>The same with a prefix, 0 to 32; a shorter one in the text counts.</summary>
    [KqlFunction("parse_ipv4_mask")]
    public static long? Parse(Utf8Text ip, long prefix) => prefix is >= 0 and <= 32 && Ipv4Address.Read(ip.Bytes) is { } address ? (address with { Prefix = Math.Min(address.Prefix, (int)prefix) }).Network : null;

    /// <summary>The length of the prefix, 32 when none is written; null for what is no address.</summary>
    [KqlFunction("ipv4_netmask_suffix")]
    public static long? Suffix(Utf8Text ip) => Ipv4Address.Read(ip.Bytes)?.Prefix;

    /// <summary>The network of an address and a prefix as text; empty for what is no address or prefix.</summary>
    [KqlFunction("format_ipv4")]
    public static string Format(Utf8Text ip, long? prefix = 32) => Cut(Ipv4Address.Read(ip.Bytes), prefix) is { } address ? Ipv4Address.Text(address.Network) : "";

    /// <summary>The same of an address given as a number.</summary>
    [KqlFunction("format_ipv4")]
    public static string Format(long? ip, long? prefix = 32) => Cut(Number(ip), prefix) is { } address ? Ipv4Address.Text(address.Network) : "";

    /// <summary>The network of an address and a prefix as text with the prefix; empty for what is no address or prefix.</summary>
    [KqlFunction("format_ipv4_mask")]
    public static string FormatMask(Utf8Text ip, long? prefix = 32) => Cut(Ipv4Address.Read(ip.Bytes), prefix) is { } address ? $"{Ipv4Address.Text(address.Network)}/{address.Prefix}" : "";

    /// <summary>The same of an address given as a number.</summary>
    [KqlFunction("format_ipv4_mask")]
    public static string FormatMask(long? ip, long? prefix = 32) => Cut(Number(ip), prefix) is { } address ? $"{Ipv4Address.Text(address.Network)}/{address.Prefix}" : "";

    /// <summary>The fewest networks that together are a range of addresses, both ends in it; null for what is no range.</summary>
    [KqlFunction("ipv4_range_to_cidr_list")]
    public static JsonNode? Networks(Utf8Text start, Utf8Text end)
    {
        if (Ipv4Address.Read(start.Bytes) is not { } first || Ipv4Address.Read(end.Bytes) is not { } last || first.Value > last.Value)
        {
            return null;
        }

        var networks = new JsonArray();
        for (ulong from = first.Value; from <= last.Value;)
        {
            // As large as the address is aligned and as still fits.
            var bits = from == 0 ? 32 : Math.Min(32, System.Numerics.BitOperations.TrailingZeroCount(from));
            while (from + (1UL << bits) - 1 > last.Value)
            {
                bits--;
            }

            networks.Add($"{Ipv4Address.Text((uint)from)}/{32 - bits}");
            from += 1UL << bits;
        }

        return networks;
    }

    private static Ipv4Address? Number(long? ip) => ip is >= 0 and <= uint.MaxValue ? new((uint)ip, 32) : null;

    private static Ipv4Address? Cut(Ipv4Address? address, long? prefix) => address is { } given && prefix is >= 0 and <= 32 ? given with { Prefix = Math.Min(given.Prefix, (int)prefix) } : null;
}
