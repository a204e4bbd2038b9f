using System.Globalization;
using System.Text;

namespace Matoi.Kql.Functions.Time;

/// <summary><c>format_datetime</c> and <c>format_timespan</c>. A run of a letter is cut into the longest specifiers there are: <c>dddd</c> is <c>dd</c> twice.</summary>
internal static class TimeFormat
{
    private const string Delimiters = " /-:,._[]";

    /// <summary>What in a format is neither a specifier nor a delimiter; null when nothing is.</summary>
    public static char? Unknown(string format, bool ofTimeSpan)
    {
        foreach (var c in format)
        {
            if (!Delimiters.Contains(c, StringComparison.Ordinal) && !(ofTimeSpan ? "dfFhHms" : "dfFhHmMsyt").Contains(c, StringComparison.Ordinal))
            {
                return c;
            }
        }

        return null;
    }

    /// <summary>A time as text.</summary>
    [KqlFunction("_format_datetime")]
    public static string Time(DateTime? date, string format)
        => date is not { } time ? "" : Write(format, (letter, left) => letter switch
        {
            'd' => Padded(time.Day, left, 2),
            'M' => Padded(time.Month, left, 2),
            'y' => left >= 4 ? (time.Year.ToString("0000", CultureInfo.InvariantCulture), 4) : Padded(time.Year % 100, left, 2),
            'H' => Padded(time.Hour, left, 2),
            'h' => Padded(((time.Hour + 11) % 12) + 1, left, 2),
            'm' => Padded(time.Minute, left, 2),
            's' => Padded(time.Second, left, 2),
            't' => (time.Hour < 12 ? "AM" : "PM", Math.Min(left, 2)),
            _ => Fraction(time.Ticks, letter, left),
        });

    /// <summary>A length of time as text; a negative one has its sign in front.</summary>
    [KqlFunction("_format_timespan")]
    public static string Span(TimeSpan? span, string format)
        => span is not { } length ? "" : (length < TimeSpan.Zero ? "-" : "") + Write(format, (letter, left) => letter switch
        {
            'd' => Padded(Math.Abs(length.Days), left, 8),
            'h' or 'H' => Padded(Math.Abs(length.Hours), left, 2),
            'm' => Padded(Math.Abs(length.Minutes), left, 2),
            's' => Padded(Math.Abs(length.Seconds), left, 2),
            _ => Fraction(Math.Abs(length.Ticks % TimeSpan.TicksPerSecond), letter, left),
        });

    private static string Write(string format, Func<char, int, (string Text, int Used)> specifier)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            var letter = format[i];
            var end = i;
            while (end < format.Length && format[end] == letter)
            {
                end++;
            }

            if (!char.IsAsciiLetter(letter))
            {
                text.Append(letter, end - i);
                i = end;
                continue;
            }

            var (part, used) = specifier(letter, end - i);
            text.Append(part);
            i += used;
        }

        return text.ToString();
    }

    private static (string Text, int Used) Padded(int value, int left, int most)
        => Math.Min(left, most) is var used ? (value.ToString(CultureInfo.InvariantCulture).PadLeft(used, '0'), used) : default;

    private static (string Text, int Used) Fraction(long ticks, char letter, int left)
    {
        var used = Math.Min(left, 7);
        var digits = (ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture)[..used];
        return (letter == 'F' ? digits.TrimEnd('0') : digits, used);
    }
}
