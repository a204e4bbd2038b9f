using System.Buffers;
using System.Globalization;

namespace Matoi.Kql.Syntax.Lexing;

/// <summary>Timespans as text: <c>1.5h</c>, <c>15 seconds</c>, <c>[-][d.]hh:mm[:ss[.fffffff]]</c>, and a whole number of days.</summary>
internal static class TimeSpanText
{
    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.");

    /// <summary>Ticks in one unit; null when no such unit exists. A nanosecond is a hundredth of a tick.</summary>
    internal static decimal? TicksPer(string unit) => unit switch
    {
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "m" or "min" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "s" or "sec" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "ms" or "milli" or "millis" or "millisec" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "micro" or "micros" or "microsec" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "nano" or "nanos" or "nanosec" or "nanosecond" or "nanoseconds" => 0.01m,
        "tick" or "ticks" => 1m,
        _ => null,
    };

    /// <summary>A number of units; null when it does not fit.</summary>
    internal static TimeSpan? Scale(ReadOnlySpan<char> number, decimal ticksPerUnit)
    {
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count <= long.MaxValue / ticksPerUnit
            ? new TimeSpan((long)(count * ticksPerUnit))
            : null;
    }

    /// <summary>The content of <c>timespan(…)</c>; null when it is none.</summary>
    internal static TimeSpan? Read(string content)
    {
        var text = content.AsSpan().Trim();
        var negative = text.StartsWith("-");
        var rest = negative || text.StartsWith("+") ? text[1..].TrimStart() : text;
        var value = rest.Contains(':') ? Clock(rest) : Units(rest);
        return negative ? -value : value;
    }

    private static TimeSpan? Units(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(NumberSigns);
        if (end < 0)
        {
            return text.Contains('.') ? null : Scale(text, TimeSpan.TicksPerDay);
        }

        return end > 0 && TicksPer(text[end..].Trim().ToString()) is { } ticks ? Scale(text[..end], ticks) : null;
    }

    private static TimeSpan? Clock(ReadOnlySpan<char> text)
    {
        var first = text[..text.IndexOf(':')];
        var dot = first.IndexOf('.');
        Span<Range> parts = stackalloc Range[4];
        var clock = text[(dot + 1)..];
        var count = clock.Split(parts, ':');
        if (count is < 2 or > 3 || !Whole(dot < 0 ? "0" : first[..dot], 10675199, out var days)
            || !Whole(clock[parts[0]], 23, out var hours) || !Whole(clock[parts[1]], 59, out var minutes))
        {
            return null;
        }

        var seconds = count == 3 ? clock[parts[2]] : "0";
        var point = seconds.IndexOf('.');
        var fraction = point < 0 ? "" : seconds[(point + 1)..];
        if (!Whole(point < 0 ? seconds : seconds[..point], 59, out var whole) || fraction.Length > 7 || !Whole(fraction.ToString().PadRight(7, '0'), 9999999, out var ticks))
        {
            return null;
        }

        var total = (decimal)days * TimeSpan.TicksPerDay + (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute) + (whole * TimeSpan.TicksPerSecond) + ticks;
        return total > long.MaxValue ? null : new TimeSpan((long)total);
    }

    private static bool Whole(ReadOnlySpan<char> text, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;
}
