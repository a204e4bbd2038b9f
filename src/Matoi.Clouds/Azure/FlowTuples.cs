using System.Globalization;
using System.Net;

namespace Matoi.Clouds.Azure;

/// <summary>Reads the fields of Azure flow tuples.</summary>
internal static class FlowTuples
{
    /// <summary>A count or port; null when the field is empty.</summary>
    public static double? Number(string field) => double.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A count or port; null when the field is empty.</summary>
    public static long? Whole(string field) => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True for an address outside the private, link-local, loopback, shared (RFC 6598) and unique local ranges.</summary>
    public static bool IsPublic(string address)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            return false;
        }

        var bytes = (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).GetAddressBytes();
        return bytes.Length == 4
            ? (bytes[0], bytes[1]) is not ((10, _) or (127, _) or (0, _) or (192, 168) or (169, 254) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127) or ( >= 224, _))
            : !ip.IsIPv6LinkLocal && !ip.IsIPv6UniqueLocal && !ip.IsIPv6Multicast && !IPAddress.IsLoopback(ip);
    }
}
