using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Reads lengths of time as rules write them: <c>1h</c>, <c>14d</c>, <c>PT1H</c>, <c>1.00:00:00</c>.</summary>
public static partial class RuleDuration
{
    /// <summary>The length; null when the text is none, or none above zero.</summary>
    public static TimeSpan? Read(string? text)
    {
        var plain = text?.Trim() ?? "";
        var read = Short().Match(plain) is { Success: true } match ? Of(match)
            : plain.StartsWith('P') || plain.StartsWith('p') ? Iso(plain.ToUpperInvariant())
            : plain.Contains(':') && TimeSpan.TryParse(plain, CultureInfo.InvariantCulture, out var clock) ? clock : (TimeSpan?)null;
        return read > TimeSpan.Zero ? read : null;
    }

    /// <summary>The short form, such as <c>1h</c> or <c>90m</c>.</summary>
    public static string Write(TimeSpan span)
        => span.Ticks % TimeSpan.TicksPerDay == 0 ? $"{span.Days}d"
            : span.Ticks % TimeSpan.TicksPerHour == 0 ? $"{(long)span.TotalHours}h"
            : span.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{(long)span.TotalMinutes}m" : $"{(long)span.TotalSeconds}s";

    private static TimeSpan? Of(Match match)
    {
        if (!int.TryParse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out var n) || n > 100_000)
        {
            return null;
        }

        return match.Groups["unit"].Value.ToLowerInvariant()[0] switch
        {
            's' => TimeSpan.FromSeconds(n),
            'm' => TimeSpan.FromMinutes(n),
            'h' => TimeSpan.FromHours(n),
            'd' => TimeSpan.FromDays(n),
            _ => TimeSpan.FromDays(7 * n),
        };
    }

    private static TimeSpan? Iso(string text)
    {
        try
        {
            // Weeks are ISO 8601 but not XML.
            return Weeks().Match(text) is { Success: true } weeks ? TimeSpan.FromDays(7 * int.Parse(weeks.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) : XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<n>\d{1,6})\s*(?<unit>s(ec(onds?)?)?|m(in(utes?)?)?|h(ours?|r)?|d(ays?)?|w(eeks?)?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Short();

    [GeneratedRegex(@"^P(\d{1,4})W$")]
    private static partial Regex Weeks();
}
