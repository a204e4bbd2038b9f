using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>
/// <c>ipv4_lookup</c> and <c>ipv6_lookup</c>: rows joined with those of a table of networks that hold their address. Every address becomes one key per length of
/// prefix that the networks have, so that the join is one of equal keys.
/// </summary>
internal static class IpLookup
{
    /// <summary>By IPv4 address.</summary>
    [Plugin("ipv4_lookup")]
    public static Rel V4(PluginCall call) => Bind(call, 32, "_ipv4");

    /// <summary>By IPv6 address; an IPv4 address counts as the IPv6 address that maps it.</summary>
    [Plugin("ipv6_lookup")]
    public static Rel V6(PluginCall call) => Bind(call, 128, "_ipv6");

    /// <summary>The key of a network: its first bits and their number; empty when it is none.</summary>
    [KqlFunction("_ipv4_network")]
    public static string Network4(string network) => Key(network, 4);

    /// <summary>The key of a network: its first bits and their number; empty when it is none.</summary>
    [KqlFunction("_ipv6_network")]
    public static string Network6(string network) => Key(network, 16);

    /// <summary>The keys of all networks of given lengths that hold an address.</summary>
    [KqlFunction("_ipv4_keys")]
    public static JsonNode? Keys4(string address, JsonNode lengths) => Keys(address, lengths, 4);

    /// <summary>The keys of all networks of given lengths that hold an address.</summary>
    [KqlFunction("_ipv6_keys")]
    public static JsonNode? Keys6(string address, JsonNode lengths) => Keys(address, lengths, 16);

    /// <summary>The length of the prefix in a network's key; empty when it is none.</summary>
    [KqlFunction("_key_length")]
    public static string Length(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>True for the key of a network.</summary>
    [KqlFunction("_is_key", DuckDb = "({0} <> '')")]
    public static bool IsKey(string key) => key.Length > 0;

    private static Rel Bind(PluginCall call, int bits, string family)
    {
        var named = call.Arguments.OfType<NamedExpr>().ToList();
        var plain = call.Arguments.Where(a => a is not NamedExpr).ToList();
        if (plain is not [var table, var address, NameExpr network, .. var rest])
        {
            return call.Fail($"{call.Operator.Call.Name} takes the table of networks, the address, the network column, further key columns and return_unmatched");
        }

        var flag = named.FirstOrDefault(n => n.Names is ["return_unmatched"])?.Value ?? rest.FirstOrDefault(r => r is LiteralExpr { Type: KqlType.Bool });
        var unmatched = flag is not null && call.Fixed(flag, KqlType.Bool, "return_unmatched") is { Value: true };
        var networks = call.Binder.BindTable(table, call.Context.Scope);
        var value = call.Value(address);
        var keys = rest.OfType<NameExpr>().Select(n => (Left: call.Input.Find(n.Name), Right: networks.Find(n.Name), Syntax: n)).ToList();
        if (value is Faulty)
        {
            return call.Input;
        }

        if (networks.Find(network.Name) is not { } column)
        {
            return networks.Open ? call.Input : call.Fail($"the table of networks has no column '{network.Name}'", network.Span);
        }

        if (keys.Find(k => k.Left is null || k.Right is null || k.Left.Type != k.Right.Type) is { Syntax: { } wrong })
        {
            return call.Fail($"'{wrong.Name}' must be a column of both tables, of the same type", wrong.Span);
        }

        var join = new NetworkJoin(call, Conversions.Explicit(value, KqlType.String), networks, column, [.. keys.Select(k => (k.Left!, k.Right!))], bits, family);
        return join.Rows(unmatched);
    }

    private static string Key(string network, int bytes)
    {
        var slash = network.IndexOf('/', StringComparison.Ordinal);
        var most = bytes * 8;
        var text = slash < 0 ? network : network[..slash];
        if (Address(text.Trim(), bytes) is not { } address)
        {
            return "";
        }

        // An IPv4 network among IPv6 ones counts its bits behind the 96 of the mapping prefix.
        var mapped = bytes == 16 && !text.Contains(':', StringComparison.Ordinal) ? 96 : 0;
        var length = most;
        return slash >= 0 && (!int.TryParse(network.AsSpan(slash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out length) || (length += mapped) > most) ? "" : Masked(address, length);
    }

    private static JsonArray? Keys(string address, JsonNode lengths, int bytes)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        return Address((slash < 0 ? address : address[..slash]).Trim(), bytes) is { } read ? new JsonArray([.. lengths.AsArray().Select(l => (JsonNode)Masked(read, l!.GetValue<int>()))]) : null;
    }

    private static byte[]? Address(string text, int bytes)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily == AddressFamily.InterNetwork && text.Count(c => c == '.') != 3)
        {
            return null;
        }

        return bytes == 16 ? address.MapToIPv6().GetAddressBytes() : address.AddressFamily == AddressFamily.InterNetwork ? address.GetAddressBytes() : null;
    }

    private static string Masked(byte[] address, int length)
    {
        Span<byte> bytes = stackalloc byte[address.Length];
        address.CopyTo(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            var left = Math.Clamp(length - i * 8, 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - left));
        }

        return $"{Convert.ToHexString(bytes)}/{length}";
    }
}
