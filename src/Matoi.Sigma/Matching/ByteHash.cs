using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Matoi.Sigma.Matching;

/// <summary>A quick hash of short texts, of their first, middle and last bytes and their length. What it finds is compared whole afterwards.</summary>
internal static class ByteHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong LowerCase = 0x2020202020202020;

    /// <summary>The hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<byte> text) => Mix(text, 0);

    /// <summary>The same for texts that differ only in the case of ASCII letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OfAnyCase(ReadOnlySpan<byte> text) => Mix(text, LowerCase);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(ReadOnlySpan<byte> text, ulong fold)
    {
        var length = text.Length;
        ulong first, last;
        if (length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(text) | fold;
            last = BinaryPrimitives.ReadUInt64LittleEndian(text[(length - 8)..]) | fold;
            if (length > 16)
            {
                first ^= (BinaryPrimitives.ReadUInt64LittleEndian(text[((length - 8) / 2)..]) | fold) * Multiplier;
            }
        }
        else if (length >= 4)
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(text) | fold;
            last = BinaryPrimitives.ReadUInt32LittleEndian(text[(length - 4)..]) | fold;
        }
        else if (length > 0)
        {
            first = text[0] | fold;
            last = ((ulong)text[length / 2] << 8) | text[length - 1] | fold;
        }
        else
        {
            return 0;
        }

        var hash = (first ^ ((ulong)length << 56)) * Multiplier;
        hash = (hash ^ (hash >> 29) ^ last) * Multiplier;
        return (uint)(hash >> 32);
    }
}
