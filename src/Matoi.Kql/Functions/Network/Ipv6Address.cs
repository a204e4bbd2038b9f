using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Matoi.Kql.Functions.Network;

/// <summary>An IPv6 address, or an IPv4 one mapped to it, with the number of leading bits that count.</summary>
internal readonly record struct Ipv6Address(UInt128 Value, int Prefix)
{
    private const int Bits = 128;
    private const int MappedBits = 96;

    /// <summary>The address of the network.</summary>
    public UInt128 Network => Value & Mask(Prefix);

    /// <summary>Reads an address with or without a prefix, which behind an IPv4 address counts as there; null for anything else.</summary>
    public static Ipv6Address? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        var dotted = address.Contains('.', StringComparison.Ordinal);
        var own = dotted ? Bits - MappedBits : Bits;
        var prefix = own;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > own))
        {
            return null;
        }

        return Number(address, dotted) is { } value ? new(value, prefix + (dotted ? MappedBits : 0)) : null;
    }

    /// <summary>The mask of a prefix.</summary>
    public static UInt128 Mask(int prefix) => prefix == 0 ? UInt128.Zero : UInt128.MaxValue << (Bits - prefix);

    /// <summary>Eight groups of four digits.</summary>
    public static string Text(UInt128 value)
    {
        var digits = value.ToString("x32", CultureInfo.InvariantCulture);
        return string.Join(':', Enumerable.Range(0, 8).Select(i => digits.Substring(4 * i, 4)));
    }

    private static UInt128? Number(string address, bool dotted)
    {
        var mapped = (UInt128)0xFFFF << 32;
        if (dotted && !address.Contains(':', StringComparison.Ordinal))
        {
            return Ipv4Address.Read(System.Text.Encoding.UTF8.GetBytes(address)) is { } ipv4 ? mapped | ipv4.Value : null;
        }

        if (address.Contains('%', StringComparison.Ordinal) || address.Contains('[', StringComparison.Ordinal) || !IPAddress.TryParse(address, out var ip) || ip.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var value = BinaryPrimitives.ReadUInt128BigEndian(ip.GetAddressBytes());

        // ::1.2.3.4 is read as the IPv4 address as well.
        return dotted && value <= uint.MaxValue ? value | mapped : value;
    }
}
