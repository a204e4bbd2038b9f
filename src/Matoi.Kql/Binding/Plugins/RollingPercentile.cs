using System.Globalization;
using Matoi.Kql.Functions.Aggregates;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>rolling_percentile(value, percentile, index, bin, bins per window [, dimensions])</c>.</summary>
internal static class RollingPercentile
{
    /// <summary>Per bin with values: the percentile, by nearest rank, of the values of the bins up to it.</summary>
    [Plugin("rolling_percentile")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count < 5 || call.Number(1, "the percentile", 0) is not (>= 0 and <= 100 and var percentile) || call.Whole(4, "the number of bins", 1) is not (> 0 and var width))
        {
            return call.Fail("rolling_percentile takes a value, a percentage, an index, the size of a bin, the bins per window and dimensions");
        }

        var value = call.Value(call.Arguments[0]);
        value = value.Type == KqlType.Int ? Conversions.Implicit(value, KqlType.Long)! : value;
        var index = call.Value(call.Arguments[2]);
        var size = call.Fixed(3, index.Type == KqlType.DateTime ? KqlType.TimeSpan : KqlType.Long, "the size of a bin");
        var dimensions = call.Arguments.Skip(5).Select((a, i) => (Name: PluginCall.NameOf(a, $"Column{i + 1}"), Value: call.Value(a))).ToList();
        if (size is null || value.Type is not (KqlType.Long or KqlType.Real or KqlType.DateTime or KqlType.TimeSpan) || index.Type is not (KqlType.DateTime or KqlType.Long) || dimensions.Any(d => d.Value is Faulty))
        {
            return call.Fail("rolling_percentile needs a number, time or length of time as value, and a time or whole number as index");
        }

        var bins = new Period(0, size.Value is TimeSpan span ? span.Ticks : (long)size.Value!, null);
        if (bins.Length <= 0)
        {
            return call.Fail("the size of a bin of rolling_percentile must be more than nothing");
        }

        var name = $"rolling_{width}_percentile_{PluginCall.NameOf(call.Arguments[0], "")}_{Percentiles.Name(percentile)}";
        var needed = call.Select([("value", value), ("index", index), .. dimensions]);
        return call.Compute([(PluginCall.NameOf(call.Arguments[2], "Index"), index.Type), .. dimensions.Select(d => (d.Name, d.Value.Type)), (name, value.Type)], needed, rows =>
            from row in rows
            where row[0] is not null && row[1] is not null
            group row by string.Join('\u001f', row.Skip(2)) into slice
            orderby slice.Key
            from result in Rows([.. slice], bins, width, percentile)
            select result);
    }

    private static IEnumerable<object?[]> Rows(List<object?[]> rows, Period bins, long width, double percentile)
    {
        var grouped = rows.GroupBy(r => bins.Bin(Ticks(r[1]!))).OrderBy(g => g.Key).ToList();
        foreach (var bin in grouped)
        {
            var first = bin.Key - (((Int128)width - 1) * bins.Length);
            var values = grouped.Where(g => g.Key >= first && g.Key <= bin.Key).SelectMany(g => g).Select(r => r[0]).Order().ToList();
            var rank = (int)Math.Ceiling((decimal)percentile * values.Count / 100);
            object at = bin.First()[1] is DateTime ? new DateTime(bin.Key, DateTimeKind.Utc) : bin.Key;
            yield return [at, .. bin.First().Skip(2), values[Math.Max(rank, 1) - 1]];
        }
    }

    private static long Ticks(object value) => value is DateTime time ? time.Ticks : Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
