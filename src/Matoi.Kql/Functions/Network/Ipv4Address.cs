using System.Globalization;

namespace Matoi.Kql.Functions.Network;

/// <summary>An IPv4 address with the number of leading bits that count, 32 when none is written.</summary>
internal readonly record struct Ipv4Address(uint Value, int Prefix)
{
    /// <summary>The address of the network.</summary>
    public uint Network => Value & Mask(Prefix);

    /// <summary>Reads <c>a.b.c.d</c> or <c>a.b.c.d/prefix</c>; null for anything else.</summary>
    public static Ipv4Address? Read(ReadOnlySpan<byte> text)
    {
        if (Dotted(text, out var length) is not { } value)
        {
            return null;
        }

        if (length == text.Length)
        {
            return new(value, 32);
        }

        return text[length] == '/' && text.Length - length is 2 or 3 && int.TryParse(text[(length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= 32
            ? new(value, prefix)
            : null;
    }

    /// <summary>The four numbers at the beginning of a text; null when they are not there.</summary>
    public static uint? Dotted(ReadOnlySpan<byte> text, out int length)
    {
        uint value = 0;
        length = 0;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && (length >= text.Length || text[length++] != '.'))
            {
                return null;
            }

            if (Octet(text, ref length) is not { } octet)
            {
                return null;
            }

            value = value << 8 | octet;
        }

        return value;
    }

    /// <summary>A number up to 255 at a place, and the place behind it; null when there is none.</summary>
    public static uint? Octet(ReadOnlySpan<byte> text, ref int place)
    {
        uint octet = 0;
        var start = place;
        for (; place < text.Length && place < start + 3 && char.IsAsciiDigit((char)text[place]); place++)
        {
            octet = octet * 10 + text[place] - '0';
        }

        return place > start && octet <= 255 ? octet : null;
    }

    /// <summary>The mask of a prefix.</summary>
    public static uint Mask(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);

    /// <summary>The four numbers of an address.</summary>
    public static string Text(uint value) => $"{value >> 24}.{value >> 16 & 255}.{value >> 8 & 255}.{value & 255}";
}
