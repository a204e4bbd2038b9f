using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Matoi.Server.Demo;

/// <summary>The day on which the sample stories play, and how its times are moved to another one. Pure.</summary>
internal static partial class StoryDay
{
    /// <summary>When the day ends; nothing in the samples is later.</summary>
    public static DateTimeOffset End { get; } = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Start = End.AddDays(-1);

    /// <summary>The same text with every ISO 8601 time and every epoch time (seconds or milliseconds) of the day moved; the length stays.</summary>
    public static byte[] Move(byte[] text, TimeSpan shift)
    {
        var moved = Iso().Replace(Encoding.UTF8.GetString(text), match => Moved(match.Value, shift));
        return Encoding.UTF8.GetBytes(Epoch().Replace(moved, match => Epoch(match.Value, shift)));
    }

    private static string Moved(string time, TimeSpan shift)
        => DateTime.ParseExact(time, "s", CultureInfo.InvariantCulture).Add(shift).ToString("s", CultureInfo.InvariantCulture);

    private static string Epoch(string number, TimeSpan shift)
    {
        var perSecond = number.Length == 10 ? 1 : 1000;
        var value = long.Parse(number, CultureInfo.InvariantCulture);
        return value / perSecond >= Start.ToUnixTimeSeconds() && value / perSecond <= End.ToUnixTimeSeconds()
            ? (value + (long)shift.TotalSeconds * perSecond).ToString(CultureInfo.InvariantCulture)
            : number;
    }

    // Fractions and the zone follow and stay as they are.
    [GeneratedRegex(@"2026-11-0[12]T\d\d:\d\d:\d\d")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![\w.-])1793[4-6]\d{5}(?:\d{3})?(?![\w-])")]
    private static partial Regex Epoch();
}
