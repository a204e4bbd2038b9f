using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matoi.Kql.Functions.Strings;

/// <summary>
/// Finds an ASCII text in bytes without regard to case. A byte <c>t</c> fits the needle's byte <c>i</c> when <c>(t | masks[i]) == folded[i]</c>: the mask is 0x20 for
/// letters, which lowers them, and 0 for all else.
/// </summary>
internal static class AsciiSearch
{
    /// <summary>The first place at or after <paramref name="from"/>, or -1. The needle is not empty.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> folded, ReadOnlySpan<byte> masks, int from)
    {
        var last = text.Length - folded.Length;
        ref var start = ref MemoryMarshal.GetReference(text);
        if (Vector128.IsHardwareAccelerated && last - from >= Vector128<byte>.Count - 1)
        {
            return Wide(ref start, from, last, folded, masks);
        }

        var (first, mask) = (folded[0], masks[0]);
        for (; from <= last; from++)
        {
            if ((Unsafe.Add(ref start, from) | mask) == first && Fits(ref Unsafe.Add(ref start, from), folded, masks))
            {
                return from;
            }
        }

        return -1;
    }

    /// <summary>True when the bytes at the beginning of a text fit the needle, which is not longer.</summary>
    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> folded, ReadOnlySpan<byte> masks) => Fits(ref MemoryMarshal.GetReference(text), folded, masks);

    // Looks at the needle's first and last byte in 16 places at once; where both fit, at what is between.
    private static int Wide(ref byte start, int from, int last, ReadOnlySpan<byte> folded, ReadOnlySpan<byte> masks)
    {
        var end = folded.Length - 1;
        var (first, firstMask, tail, tailMask) = (Vector128.Create(folded[0]), Vector128.Create(masks[0]), Vector128.Create(folded[end]), Vector128.Create(masks[end]));
        while (true)
        {
            var head = Vector128.Equals(Vector128.LoadUnsafe(ref start, (nuint)from) | firstMask, first);
            var fits = (head & Vector128.Equals(Vector128.LoadUnsafe(ref start, (nuint)(from + end)) | tailMask, tail)).ExtractMostSignificantBits();
            for (; fits != 0; fits &= fits - 1)
            {
                var at = from + BitOperations.TrailingZeroCount(fits);
                if (Fits(ref Unsafe.Add(ref start, at), folded, masks))
                {
                    return at;
                }
            }

            if (from + Vector128<byte>.Count > last)
            {
                return -1;
            }

            // The last step overlaps the one before rather than read behind the text.
            from = Math.Min(from + Vector128<byte>.Count, last - Vector128<byte>.Count + 1);
        }
    }

    private static bool Fits(ref byte text, ReadOnlySpan<byte> folded, ReadOnlySpan<byte> masks)
    {
        for (var i = 0; i < folded.Length; i++)
        {
            if ((Unsafe.Add(ref text, i) | masks[i]) != folded[i])
            {
                return false;
            }
        }

        return true;
    }
}
