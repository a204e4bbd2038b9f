using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Matoi.Model.Sources;

/// <summary>Reads the spellings of an instant that clouds use, as UTC.</summary>
public static class EventTimes
{
    /// <summary>
    /// ISO 8601 with up to nine fractional digits and <c>Z</c>, <c>+00:00</c>, <c>+0000</c> or no zone (taken as UTC), or a number of seconds or
    /// milliseconds since the epoch. Null when it is none of these.
    /// </summary>
    public static DateTimeOffset? Read(JsonElement value) => value.ValueKind switch
    {
        // Serialisers may escape the '+' of a zone.
        JsonValueKind.String when JsonMarshal.GetRawUtf8Value(value).Contains((byte)'\\') => Read(value.Unescaped()),
        JsonValueKind.String => Read(JsonMarshal.GetRawUtf8Value(value)[1..^1]),
        JsonValueKind.Number when value.TryGetDouble(out var number) => FromEpoch(number),
        _ => null,
    };

    /// <summary>The same, from UTF-8 text.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> text)
    {
        // The usual spelling first: yyyy-MM-ddTHH:mm:ss[.fffffffff]Z
        if (text.Length >= 20 && text[10] == 'T' && text[^1] == 'Z' && (text.Length == 20 || text[19] == '.')
            && Digits(text, 0, 4) is { } year && Digits(text, 5, 2) is { } month && Digits(text, 8, 2) is { } day
            && Digits(text, 11, 2) is { } hour && Digits(text, 14, 2) is { } minute && Digits(text, 17, 2) is { } second
            && year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && hour < 24 && minute < 60 && second < 60
            && (text.Length == 20 || !text[20..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9')))
        {
            return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(Fraction(text[19..^1]));
        }

        return text.Length is > 0 and < 64 ? Read(Encoding.UTF8.GetString(text)) : null;
    }

    /// <summary>The same, from text.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FromEpoch(number);
        }

        // The library fills in today for a bare time of day and guesses at "1/2/3": without a whole year it is no instant.
        return HasYear(text) && DateTimeOffset.TryParse(TrimFraction(text), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static DateTimeOffset? FromEpoch(double number) => number switch
    {
        // Nanoseconds, microseconds, milliseconds, seconds: told apart by size, all after 2001 and before 2286.
        >= 1e18 and < 1e19 => DateTimeOffset.UnixEpoch.AddTicks((long)(number / 100)),
        >= 1e15 and < 1e16 => DateTimeOffset.UnixEpoch.AddTicks((long)(number * 10)),
        >= 1e12 and < 1e13 => DateTimeOffset.UnixEpoch.AddMilliseconds(number),
        >= 1e9 and < 1e10 => DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerSecond)),
        _ => null,
    };

    private static bool HasYear(string text)
    {
        var digits = 0;
        foreach (var letter in text)
        {
            digits = char.IsAsciiDigit(letter) ? digits + 1 : 0;
            if (digits == 4)
            {
                return true;
            }
        }

        return false;
    }

    private static int? Digits(ReadOnlySpan<byte> text, int start, int count)
    {
        var value = 0;
        for (var i = start; i < start + count; i++)
        {
            var digit = text[i] - '0';
            if (digit is < 0 or > 9)
            {
                return null;
            }

            value = value * 10 + digit;
        }

        return value;
    }

    private static long Fraction(ReadOnlySpan<byte> text)
    {
        long ticks = 0;
        var scale = TimeSpan.TicksPerSecond;
        foreach (var digit in text.Length > 0 ? text[1..] : text)
        {
            scale /= 10;
            ticks += (digit - '0') * scale;
        }

        return ticks;
    }

    // .NET reads seven fractional digits; Google writes nine.
    private static string TrimFraction(string text)
    {
        var dot = text.IndexOf('.');
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot > 8 ? string.Concat(text.AsSpan(0, dot + 8), text.AsSpan(end)) : text;
    }
}
