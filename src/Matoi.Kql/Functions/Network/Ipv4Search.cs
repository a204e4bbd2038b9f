using System.Text;
using Matoi.Kql.Functions.Strings;

namespace Matoi.Kql.Functions.Network;

/// <summary>Finds IPv4 addresses in text. An address counts where no letter, digit or further number of a dotted row stands beside it.</summary>
internal static class Ipv4Search
{
    /// <summary>True when one of the addresses is in the text.</summary>
    [KqlFunction("_has_any_ipv4")]
    public static bool HasAny(Utf8Text source, Ipv4Needles addresses) => addresses.AnyIn(source.Bytes);

    /// <summary>True when an address that starts with one of the prefixes is in the text.</summary>
    [KqlFunction("_has_any_ipv4_prefix")]
    public static bool HasAnyPrefix(Utf8Text source, Ipv4PrefixNeedles prefixes) => prefixes.AnyIn(source.Bytes);

    /// <summary>The next address at or after a place, and the place behind it; null when there is none.</summary>
    public static uint? Next(ReadOnlySpan<byte> text, ref int place)
    {
        while (place < text.Length)
        {
            if (!char.IsAsciiDigit((char)text[place]))
            {
                place++;
                continue;
            }

            var start = place;
            var value = Ipv4Address.Dotted(text[start..], out var length);
            if (value is not null && Ends(text, start + length) && Begins(text, start))
            {
                place = start + length;
                return value;
            }

            while (place < text.Length && char.IsAsciiDigit((char)text[place]))
            {
                place++;
            }
        }

        return null;
    }

    private static bool Begins(ReadOnlySpan<byte> text, int place)
        => Terms.StartsAt(text, place) && !(place >= 2 && text[place - 1] == '.' && char.IsAsciiDigit((char)text[place - 2]));

    private static bool Ends(ReadOnlySpan<byte> text, int place)
        => Terms.EndsAt(text, place) && !(place + 1 < text.Length && text[place] == '.' && char.IsAsciiDigit((char)text[place + 1]));
}

/// <summary>Whole addresses to search: a dynamic array; elements that are none are left out.</summary>
internal sealed class Ipv4Needles(string json)
{
    private readonly HashSet<uint> _addresses = [.. TextList.Read(json).Select(t => Ipv4Address.Read(Encoding.UTF8.GetBytes(t))).Where(a => a is { Prefix: 32 }).Select(a => a!.Value.Value)];

    /// <summary>True when one of them is in the text.</summary>
    public bool AnyIn(ReadOnlySpan<byte> text)
    {
        for (var place = 0; _addresses.Count > 0 && Ipv4Search.Next(text, ref place) is { } address;)
        {
            if (_addresses.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Whole addresses, or their beginnings up to a dot, to search: a dynamic array; elements that are neither are left out.</summary>
internal sealed class Ipv4PrefixNeedles(string json)
{
    private readonly List<Ipv4Address> _prefixes = [.. TextList.Read(json).Select(Read).OfType<Ipv4Address>()];

    /// <summary>True when an address with one of them is in the text.</summary>
    public bool AnyIn(ReadOnlySpan<byte> text)
    {
        for (var place = 0; _prefixes.Count > 0 && Ipv4Search.Next(text, ref place) is { } address;)
        {
            foreach (var prefix in _prefixes)
            {
                if ((address & Ipv4Address.Mask(prefix.Prefix)) == prefix.Value)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Ipv4Address? Read(string text)
    {
        var dots = text.Count(c => c == '.');
        if (!text.EndsWith('.'))
        {
            return Ipv4Address.Read(Encoding.UTF8.GetBytes(text)) is { Prefix: 32 } whole ? whole : null;
        }

        return dots <= 3 && Ipv4Address.Read(Encoding.UTF8.GetBytes(text + string.Join('.', Enumerable.Repeat("0", 4 - dots)))) is { } start ? start with { Prefix = 8 * dots } : null;
    }
}
