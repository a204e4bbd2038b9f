using System.Globalization;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>The axis of make-series: bins counted from an origin, and what it takes to lay values out along them.</summary>
internal static class SeriesAxis
{
    private const long Most = 1 << 20;
    private const double Rounding = 1e-9;

    /// <summary>A time with seven digits.</summary>
    public static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>A length of time as KQL writes it.</summary>
    public static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The number of the bin that a value lies in.</summary>
    [KqlFunction("_bin_index", DuckDb = Index, MayOverflow = true)]
    public static long? BinIndex(long value, long origin, long step) => step <= 0 ? null : (long)FloorDivide((Int128)value - origin, step);

    /// <summary>The same for times.</summary>
    [KqlFunction("_bin_index", DuckDb = Index, MayOverflow = true)]
    public static long? BinIndex(DateTime value, DateTime origin, TimeSpan step) => BinIndex(value.Ticks, origin.Ticks, step.Ticks);

    /// <summary>The same for lengths of time.</summary>
    [KqlFunction("_bin_index", DuckDb = Index, MayOverflow = true)]
    public static long? BinIndex(TimeSpan value, TimeSpan origin, TimeSpan step) => BinIndex(value.Ticks, origin.Ticks, step.Ticks);

    /// <summary>The same for reals.</summary>
    [KqlFunction("_bin_index", DuckDb = "CASE WHEN {2} > 0 THEN TRY_CAST(floor(({0} - {1}) / {2} + 1e-9) AS BIGINT) END")]
    public static long? BinIndex(double value, double origin, double step)
        => step > 0 && Math.Floor(((value - origin) / step) + Rounding) is >= long.MinValue and < long.MaxValue and var bin ? (long)bin : null;

    /// <summary>The number of bins that begin before an end.</summary>
    [KqlFunction("_bin_count")]
    public static long? BinCount(long end, long origin, long step) => step <= 0 ? null : (long)-FloorDivide((Int128)origin - end, step);

    /// <summary>The same for times.</summary>
    [KqlFunction("_bin_count")]
    public static long? BinCount(DateTime end, DateTime origin, TimeSpan step) => BinCount(end.Ticks, origin.Ticks, step.Ticks);

    /// <summary>The same for lengths of time.</summary>
    [KqlFunction("_bin_count")]
    public static long? BinCount(TimeSpan end, TimeSpan origin, TimeSpan step) => BinCount(end.Ticks, origin.Ticks, step.Ticks);

    /// <summary>The same for reals.</summary>
    [KqlFunction("_bin_count")]
    public static long? BinCount(double end, double origin, double step) => step > 0 && Math.Ceiling(((end - origin) / step) - Rounding) is >= long.MinValue and < long.MaxValue and var count ? (long)count : null;

    /// <summary>The beginnings of bins from a first to a last one.</summary>
    [KqlFunction("_series_axis")]
    public static JsonNode? Axis(long origin, long step, long first, long last) => Array(first, last, i => JsonValue.Create(origin + (i * step)));

    /// <summary>The same for times.</summary>
    [KqlFunction("_series_axis")]
    public static JsonNode? Axis(DateTime origin, TimeSpan step, long first, long last) => Array(first, last, i => JsonValue.Create(Text(origin + (i * step))));

    /// <summary>The same for lengths of time.</summary>
    [KqlFunction("_series_axis")]
    public static JsonNode? Axis(TimeSpan origin, TimeSpan step, long first, long last) => Array(first, last, i => JsonValue.Create(Text(origin + (i * step))));

    /// <summary>The same for reals.</summary>
    [KqlFunction("_series_axis")]
    public static JsonNode? Axis(double origin, double step, long first, long last) => Array(first, last, i => JsonValue.Create(origin + (i * step)));

    /// <summary>The number of a bin and the value in it, as a part of the text that <see cref="Fill"/> takes.</summary>
    [KqlFunction("_series_point", DuckDb = "(CAST({0} AS VARCHAR) || ',' || coalesce({1}, 'null'))")]
    public static string Point(long bin, JsonNode? value) => $"{bin.ToString(CultureInfo.InvariantCulture)},{JsonWriter.Of(value)}";

    /// <summary>Values in the order of their bins from a first to a last one; a bin without a value gets a default.</summary>
    [KqlFunction("_series_fill")]
    public static JsonNode? Fill(string points, long first, long last, JsonNode? @default)
    {
        var values = Array(first, last, _ => @default?.DeepClone());
        var given = (JsonArray)Json.Read($"[{points}]")!;
        for (var i = 0; i + 1 < given.Count; i += 2)
        {
            var at = (long)given[i]! - first;
            if (at >= 0 && at < values.Count)
            {
                values[(int)at] = given[i + 1]?.DeepClone();
            }
        }

        return values;
    }

    private const string Index = "CASE WHEN {2} > 0 THEN (({0} - {1}) // {2}) - CASE WHEN ({0} - {1}) % {2} < 0 THEN 1 ELSE 0 END END";

    private static JsonArray Array(long first, long last, Func<long, JsonNode?> value)
    {
        var count = Math.Max(0, last - first + 1);
        if (count > Most)
        {
            throw new ArgumentRefusedException($"make-series would give arrays of {count} elements, more than {Most}: take a larger step or a shorter range");
        }

        var array = new JsonArray();
        for (var i = first; i <= last; i++)
        {
            array.Add(value(i));
        }

        return array;
    }

    private static Int128 FloorDivide(Int128 value, Int128 by)
    {
        var (quotient, rest) = Int128.DivRem(value, by);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
