using System.Buffers.Text;
using System.Globalization;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>A part of a time compares.</summary>
internal sealed class TimePartTest(int field, TimePartMatch match) : DeferredTest(field)
{
    private const int Longest = 64;
    private const double FirstMilliseconds = 1e11;

    public override bool Holds(ReadOnlySpan<byte> value, EventScanner scanner) => Read(value, scanner) is { } time && match.Comparison.Holds(Part(time), match.Number);

    private double Part(DateTimeOffset time) => match.Part switch
    {
        TimePart.Minute => time.Minute,
        TimePart.Hour => time.Hour,
        TimePart.Day => time.Day,
        TimePart.Week => ISOWeek.GetWeekOfYear(time.DateTime),
        TimePart.Month => time.Month,
        _ => time.Year,
    };

    private static DateTimeOffset? Read(ReadOnlySpan<byte> value, EventScanner scanner)
    {
        if (value.Length is 0 or > Longest)
        {
            return null;
        }

        if (Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length)
        {
            var milliseconds = Math.Abs(number) < FirstMilliseconds ? number * 1000 : number;
            return Math.Abs(milliseconds) < 2.5e14 && milliseconds > -6e13 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
        }

        return DateTimeOffset.TryParse(scanner.Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
