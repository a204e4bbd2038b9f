using System.Globalization;
using System.Text.RegularExpressions;

namespace Matoi.Kql.Syntax.Lexing;

/// <summary>
/// Points in time as text: ISO 8601 with blank or T, with or without time and zone, year or year and month alone, other signs between them, month/day/year,
/// and those of RFC 822 and RFC 850 (<c>Sat, 8 Nov 14 15:05:02 GMT</c>). Without a zone it is UTC.
/// </summary>
internal static partial class DateTimeText
{
    /// <summary>The instant in UTC; null when the text is none.</summary>
    internal static DateTime? Read(string text)
    {
        var found = Pattern().Match(text.Trim());
        if (!found.Success || Month(found.Groups["mo"]) is not { } month)
        {
            return null;
        }

        var (year, day) = (Year(found.Groups["y"].ValueSpan), Number(found.Groups["d"], 1));
        var (hour, minute, second) = (Number(found.Groups["h"], 0), Number(found.Groups["mi"], 0), Number(found.Groups["s"], 0));
        if (found.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.ValueSpan[0] is 'P' or 'p' ? 12 : 0);
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        var fraction = long.Parse(found.Groups["f"].Value.PadRight(7, '0'), CultureInfo.InvariantCulture);
        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + fraction - Offset(found.Groups["z"].ValueSpan);
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTime(ticks, DateTimeKind.Utc);
    }

    private static int Number(Group group, int absent) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : absent;

    // Two digits are years from 1950 to 2049.
    private static int Year(ReadOnlySpan<char> digits)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
    }

    private static int? Month(Group group)
    {
        if (!group.Success || char.IsAsciiDigit(group.ValueSpan[0]))
        {
            return Number(group, 1);
        }

        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        for (var i = 0; i < 12; i++)
        {
            if (group.ValueSpan.Equals(names.MonthNames[i], StringComparison.OrdinalIgnoreCase)
                || group.ValueSpan.Equals(names.AbbreviatedMonthNames[i], StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return null;
    }

    private static long Offset(ReadOnlySpan<char> zone)
    {
        if (zone.IsEmpty || zone[0] is not ('+' or '-'))
        {
            return 0;
        }

        var digits = zone[1..].ToString().Replace(":", "", StringComparison.Ordinal);
        var hours = int.Parse(digits.Length > 2 ? digits[..^2] : digits, CultureInfo.InvariantCulture);
        var minutes = digits.Length > 2 ? int.Parse(digits[^2..], CultureInfo.InvariantCulture) : 0;
        return (zone[0] == '-' ? -1 : 1) * ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute));
    }

    [GeneratedRegex(
        """
        ^(?:
          (?<y>[0-9]{4})(?:\s*(?<dash>[-/,])\s*(?<mo>[0-9]{1,2})(?:\s*\k<dash>\s*(?<d>[0-9]{1,2}))?)?
          |(?<y>[0-9]{4})(?<mo>[0-9]{2})(?<d>[0-9]{2})
          |(?<mo>[0-9]{1,2})(?<dash>[-/])(?<d>[0-9]{1,2})\k<dash>(?<y>[0-9]{4})
          |(?:[A-Za-z]{3,9},?\s+)?(?<d>[0-9]{1,2})(?<dash>[\x20-])(?<mo>[A-Za-z]{3,9})\k<dash>(?<y>[0-9]{4}|[0-9]{2})
        )
        (?:(?:T|\s+)(?<h>[0-9]{1,2}):(?<mi>[0-9]{2})(?::(?<s>[0-9]{2})(?:\.(?<f>[0-9]{1,7}))?)?(?:\s*(?<half>[AP]M))?(?:\s*(?<z>Z|GMT|UTC|[+-][0-9]{1,2}:[0-9]{2}|[+-][0-9]{4}|[+-][0-9]{2}))?|Z)?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
