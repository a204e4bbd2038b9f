namespace Matoi.Kql.Functions.Types;

/// <summary>How times are written: <c>2020-01-31T10:20:30.1234567Z</c>.</summary>
internal static class TimeText
{
    /// <summary>The text, always of 28 characters.</summary>
    public static string Of(DateTime time) => string.Create(28, time, static (text, time) =>
    {
        "0000-00-00T00:00:00.0000000Z".CopyTo(text);
        Digits(text[..4], time.Year);
        Digits(text[5..7], time.Month);
        Digits(text[8..10], time.Day);
        Digits(text[11..13], time.Hour);
        Digits(text[14..16], time.Minute);
        Digits(text[17..19], time.Second);
        Digits(text[20..27], (int)(time.Ticks % TimeSpan.TicksPerSecond));
    });

    /// <summary>Fills a place with the last digits of a number.</summary>
    internal static void Digits(Span<char> place, int value)
    {
        for (var i = place.Length - 1; i >= 0; i--)
        {
            place[i] = (char)('0' + (value % 10));
            value /= 10;
        }
    }
}
