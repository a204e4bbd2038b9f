using System.Globalization;
using System.Text.RegularExpressions;
using Matoi.Model;

namespace Matoi.Investigate.Hunting;

/// <summary>Times of a hunt's range as people write them: an instant in ISO 8601, or a length of time back from now (<c>7d</c>, <c>90m</c>).</summary>
public static partial class HuntTime
{
    /// <summary>Reads a range; a problem when a text is no time or the range is empty.</summary>
    public static (DateTime? From, DateTime? To, Problem? Problem) Read(string? from, string? to, DateTimeOffset now)
    {
        var (start, end) = (Read(from, now), Read(to, now));
        var problem = !string.IsNullOrWhiteSpace(from) && start is null ? Wrong("from", from)
            : !string.IsNullOrWhiteSpace(to) && end is null ? Wrong("to", to)
            : start >= end ? new Problem("time-range-empty", $"the range ends at {end:O}, before it begins at {start:O}", "to") : null;
        return (start, end, problem);
    }

    private static DateTime? Read(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var match = Back().Match(text.Trim());
        if (match.Success)
        {
            var number = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            var days = match.Groups[2].Value switch { "m" => number / 1440, "h" => number / 24, "w" => number * 7, _ => number };
            return days < 40_000 ? now.UtcDateTime.AddDays(-days) : null;
        }

        return text.Trim() is "now" ? now.UtcDateTime
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time.UtcDateTime : null;
    }

    private static Problem Wrong(string name, string text)
        => new("time-unreadable", $"'{text}' is no time; write 2026-11-01T08:00:00Z, or a length of time back from now such as 7d, 12h or 90m", name);

    [GeneratedRegex(@"^-?(\d{1,9}(?:\.\d{1,3})?)([mhdw])$")]
    private static partial Regex Back();
}
