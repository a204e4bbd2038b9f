using System.Globalization;

namespace Matoi.Server.Portal.Investigate.Hunting;

/// <summary>The time range of a hunt: back from now, between two moments, or all time. In addresses: <c>24h</c>, <c>7d</c>, <c>all</c>, <c>from..to</c>.</summary>
internal sealed record TimeRange(TimeSpan? Back, DateTime? From, DateTime? To)
{
    /// <summary>The last day.</summary>
    public static TimeRange Default { get; } = new(TimeSpan.FromDays(1), null, null);

    /// <summary>Ranges that are offered by name.</summary>
    public static IReadOnlyList<string> Offered { get; } = ["1h", "24h", "7d", "30d", "all"];

    /// <summary>Reads the form of an address; the default for anything else.</summary>
    public static TimeRange Parse(string? text)
    {
        if (text == "all")
        {
            return new(null, null, null);
        }

        if (text?.Split("..") is [var from, var to] && Moment(from) is { } start && Moment(to) is { } end)
        {
            return new(null, start, end);
        }

        return text is [.. var digits, 'h' or 'd'] && int.TryParse(digits, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 10_000
            ? new(text[^1] == 'h' ? TimeSpan.FromHours(n) : TimeSpan.FromDays(n), null, null)
            : Default;
    }

    /// <summary>First and last moment at a time.</summary>
    public (DateTime? From, DateTime? To) At(DateTime now) => Back is { } back ? (now - back, null) : (From, To);

    /// <inheritdoc/>
    public override string ToString()
        => Back is { } back ? back.TotalHours is var hours && hours % 24 == 0 && hours > 24 ? $"{hours / 24:0}d" : $"{hours:0}h"
        : From is { } from && To is { } to ? $"{from:yyyy-MM-ddTHH:mm}..{to:yyyy-MM-ddTHH:mm}"
        : "all";

    private static DateTime? Moment(string text)
        => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
