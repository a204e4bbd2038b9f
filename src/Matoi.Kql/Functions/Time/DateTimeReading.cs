using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Functions.Time;

/// <summary>Times in text. What logs write most, <c>2020-01-31T10:20:30.1234567Z</c>, is read without looking for other formats.</summary>
internal static class DateTimeReading
{
    /// <summary>The time in UTC; null for text that is no time.</summary>
    public static DateTime? Read(string text) => text.Length == 0 ? null : Iso(text) ?? DateTimeText.Read(text);

    private static DateTime? Iso(ReadOnlySpan<char> text)
    {
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or ' ') || text[13] != ':' || text[16] != ':'
            || Number(text[..4]) is not (> 0 and var year) || Number(text[5..7]) is not (>= 1 and <= 12 and var month) || Number(text[8..10]) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month)
            || Number(text[11..13]) is not (>= 0 and < 24 and var hour) || Number(text[14..16]) is not (>= 0 and < 60 and var minute) || Number(text[17..19]) is not (>= 0 and < 60 and var second))
        {
            return null;
        }

        var rest = text[19..];
        var ticks = 0;
        if (rest.Length > 1 && rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length - 1;
            if (digits is 0 or > 7)
            {
                return null;
            }

            ticks = Number(rest.Slice(1, digits));
            for (var i = digits; i < 7; i++)
            {
                ticks *= 10;
            }

            rest = rest[(digits + 1)..];
        }

        return rest is "" or "Z" ? new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks) : null;
    }

    /// <summary>The number that digits mean; -1 for other characters.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            value = (value * 10) + c - '0';
        }

        return value;
    }
}
