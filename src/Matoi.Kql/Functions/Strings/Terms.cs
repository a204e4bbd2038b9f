using System.Buffers;
using System.Text;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Where terms begin and end: a term is a run of letters and digits of any script; all other characters, <c>_ - . /</c> too, stand between terms.</summary>
internal static class Terms
{
    private static readonly bool[] Ascii = [.. Enumerable.Range(0, 128).Select(i => char.IsAsciiLetterOrDigit((char)i))];

    /// <summary>True when the character before a place is no part of a term, or there is none.</summary>
    public static bool StartsAt(ReadOnlySpan<byte> text, int place)
        => place == 0 || (text[place - 1] < 0x80 ? !Ascii[text[place - 1]] : Rune.DecodeLastFromUtf8(text[..place], out var rune, out _) != OperationStatus.Done || !Rune.IsLetterOrDigit(rune));

    /// <summary>True when the character at a place is no part of a term, or there is none.</summary>
    public static bool EndsAt(ReadOnlySpan<byte> text, int place)
        => place == text.Length || (text[place] < 0x80 ? !Ascii[text[place]] : Rune.DecodeFromUtf8(text[place..], out var rune, out _) != OperationStatus.Done || !Rune.IsLetterOrDigit(rune));

    /// <summary>True when the character before a place is no part of a term, or there is none.</summary>
    public static bool StartsAt(ReadOnlySpan<char> text, int place)
        => place == 0 || Rune.DecodeLastFromUtf16(text[..place], out var rune, out _) != OperationStatus.Done || !Rune.IsLetterOrDigit(rune);

    /// <summary>True when the character at a place is no part of a term, or there is none.</summary>
    public static bool EndsAt(ReadOnlySpan<char> text, int place)
        => place == text.Length || Rune.DecodeFromUtf16(text[place..], out var rune, out _) != OperationStatus.Done || !Rune.IsLetterOrDigit(rune);

    /// <summary>The next term at or after a place; false when there is none.</summary>
    public static bool Next(ReadOnlySpan<byte> text, ref int place, out int start)
    {
        while (place < text.Length && !IsPart(text, place, out var length))
        {
            place += length;
        }

        start = place;
        while (place < text.Length && IsPart(text, place, out var length))
        {
            place += length;
        }

        return place > start;
    }

    private static bool IsPart(ReadOnlySpan<byte> text, int place, out int length)
    {
        if (text[place] < 0x80)
        {
            length = 1;
            return Ascii[text[place]];
        }

        return Rune.DecodeFromUtf8(text[place..], out var rune, out length) == OperationStatus.Done && Rune.IsLetterOrDigit(rune);
    }
}
