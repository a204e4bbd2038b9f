using System.Globalization;

namespace Matoi.Kql.Functions.Types;

/// <summary>Numbers in text, as the conversion functions read them: blanks around them do not matter.</summary>
internal static class NumberReading
{
    /// <summary>A whole number, or a hexadecimal one of up to 64 bits without sign; null for all else.</summary>
    public static long? Whole(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return Hexadecimal(trimmed, 16) is { } bits ? unchecked((long)bits)
            : long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A whole number, or a hexadecimal one of up to 32 bits without sign; null for all else.</summary>
    public static int? Whole32(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return Hexadecimal(trimmed, 8) is { } bits ? unchecked((int)bits)
            : int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A number with or without fraction and exponent, an infinity, or NaN; null for all else. One too large is infinite.</summary>
    public static double? Real(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var unsigned = trimmed.TrimStart("+-");
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            return trimmed.Length - unsigned.Length > 1 ? null : trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN
            : !unsigned.IsEmpty && unsigned[0] is '.' or (>= '0' and <= '9') && double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A decimal number; null for all else, and for one that does not fit.</summary>
    public static decimal? Decimal(string text)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static ulong? Hexadecimal(ReadOnlySpan<char> text, int digits)
        => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Length <= digits + 2
            && ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
