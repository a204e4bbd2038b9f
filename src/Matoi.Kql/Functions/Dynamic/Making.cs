using System.Text;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Series;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Functions that make arrays of nothing but a rule.</summary>
internal static class Making
{
    private const int Most = 1 << 20;
    private const int LongestText = 1 << 24;

    /// <summary>A value so many times, at most 1,048,576; null for a negative number.</summary>
    [KqlFunction("repeat")]
    public static JsonText? Repeat(JsonText? value, long count)
    {
        if (count < 0)
        {
            return null;
        }

        var (one, times) = (value?.Text ?? "null", (int)Math.Min(count, Most));
        return (one.Length + 1L) * times > LongestText
            ? throw new ArgumentRefusedException($"the array would have more than {LongestText} characters; repeat the value fewer times")
            : new($"[{new StringBuilder().Insert(0, one + ",", times).ToString().TrimEnd(',')}]");
    }

    /// <summary>Whole numbers from, to (included), by a step; at most 1,048,576 of them.</summary>
    [KqlFunction("range")]
    public static JsonNode? Range(long start, long stop, long step = 1)
        => step == 0 ? null : Array(step > 0 ? (Int128)stop - start : (Int128)start - stop, Int128.Abs((Int128)step), i => JsonValue.Create((long)(start + ((Int128)i * step))));

    /// <summary>Reals from, to (included), by a step.</summary>
    [KqlFunction("range")]
    public static JsonNode? Range(double start, double stop, double step = 1)
        => step == 0 || !double.IsFinite(start) || !double.IsFinite(stop) || !double.IsFinite(step) ? null
        : new JsonArray([.. Enumerable.Range(0, (int)Math.Clamp(Math.Floor(((stop - start) / step) + 1e-9) + 1, 0, Most)).Select(i => (JsonNode?)JsonValue.Create(start + (i * step)))]);

    /// <summary>Lengths of time.</summary>
    [KqlFunction("range")]
    public static JsonNode? Range(TimeSpan start, TimeSpan stop, TimeSpan? step = null)
        => Ticks(start.Ticks, stop.Ticks, step, t => JsonValue.Create(SeriesAxis.Text(new TimeSpan(t))));

    /// <summary>Times.</summary>
    [KqlFunction("range")]
    public static JsonNode? Range(DateTime start, DateTime stop, TimeSpan? step = null)
        => Ticks(start.Ticks, stop.Ticks, step, t => JsonValue.Create(SeriesAxis.Text(new DateTime(t, DateTimeKind.Utc))));

    private static JsonArray? Ticks(long start, long stop, TimeSpan? step, Func<long, JsonNode?> make)
    {
        var by = step ?? TimeSpan.FromHours(1);
        return by == TimeSpan.Zero ? null
            : Array(by > TimeSpan.Zero ? (Int128)stop - start : (Int128)start - stop, Int128.Abs((Int128)by.Ticks), i => make((long)(start + ((Int128)i * by.Ticks))));
    }

    private static JsonArray Array(Int128 length, Int128 step, Func<int, JsonNode?> make)
        => new([.. Enumerable.Range(0, length < 0 ? 0 : (int)Int128.Min((length / step) + 1, Most)).Select(make)]);
}
