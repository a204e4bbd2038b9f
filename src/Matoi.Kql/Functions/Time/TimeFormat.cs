using System.Globalization;
using System.Runtime.CompilerServices;

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
    {
        if (date is not { } time)
        {
            return "";
        }

        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[128]);
        for (var i = 0; i < format.Length;)
        {
            var run = Run(format, i);
            i += format[i] switch
            {
                'd' => Number(ref text, time.Day, run, 2),
                'M' => Number(ref text, time.Month, run, 2),
                'y' when run >= 4 => Number(ref text, time.Year, 4, 4),
                'y' => Number(ref text, time.Year % 100, run, 2),
                'H' => Number(ref text, time.Hour, run, 2),
                'h' => Number(ref text, ((time.Hour + 11) % 12) + 1, run, 2),
                'm' => Number(ref text, time.Minute, run, 2),
                's' => Number(ref text, time.Second, run, 2),
                't' => Word(ref text, time.Hour < 12 ? "AM" : "PM", Math.Min(run, 2)),
                'f' or 'F' => Fraction(ref text, time.Ticks, format[i], run),
                _ => Word(ref text, format.AsSpan(i, 1), 1),
            };
        }

        return text.ToStringAndClear();
    }

    /// <summary>A length of time as text; a negative one has its sign in front.</summary>
    [KqlFunction("_format_timespan")]
    public static string Span(TimeSpan? span, string format)
    {
        if (span is not { } length)
        {
            return "";
        }

        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[128]);
        text.AppendLiteral(length < TimeSpan.Zero ? "-" : "");
        for (var i = 0; i < format.Length;)
        {
            var run = Run(format, i);
            i += format[i] switch
            {
                'd' => Number(ref text, Math.Abs(length.Days), run, 8),
                'h' or 'H' => Number(ref text, Math.Abs(length.Hours), run, 2),
                'm' => Number(ref text, Math.Abs(length.Minutes), run, 2),
                's' => Number(ref text, Math.Abs(length.Seconds), run, 2),
                'f' or 'F' => Fraction(ref text, Math.Abs(length.Ticks % TimeSpan.TicksPerSecond), format[i], run),
                _ => Word(ref text, format.AsSpan(i, 1), 1),
            };
        }

        return text.ToStringAndClear();
    }

    private static int Run(string format, int start)
    {
        var end = start;
        while (end < format.Length && format[end] == format[start])
        {
            end++;
        }

        return end - start;
    }

    /// <summary>Writes a number of at least so many digits, and gives how much of the format is used up.</summary>
    private static int Number(ref DefaultInterpolatedStringHandler text, int value, int run, int most)
    {
        var used = Math.Min(run, most);
        Span<char> digits = stackalloc char[11];
        value.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        text.AppendFormatted("00000000".AsSpan(0, Math.Max(0, used - count)));
        text.AppendFormatted(digits[..count]);
        return used;
    }

    private static int Word(ref DefaultInterpolatedStringHandler text, ReadOnlySpan<char> word, int used)
    {
        text.AppendFormatted(word);
        return used;
    }

    private static int Fraction(ref DefaultInterpolatedStringHandler text, long ticks, char letter, int run)
    {
        var used = Math.Min(run, 7);
        Span<char> digits = stackalloc char[7];
        Types.TimeText.Digits(digits, (int)(ticks % TimeSpan.TicksPerSecond));
        text.AppendFormatted(letter == 'F' ? digits[..used].TrimEnd('0') : digits[..used]);
        return used;
    }
}
