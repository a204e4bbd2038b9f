using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Percentiles of values that each stand for so many: by nearest rank among the weights.</summary>
internal static class WeightedPercentiles
{
    /// <summary>One percentile.</summary>
    [KqlAggregate("percentilew", Prefix = "percentile_")]
    public static IReadOnlyList<(string Name, Scalar Value)> Percentile(AggregateBinding call)
        => call.Count == 3 ? Columns(call) : [("", call.Wrong("a value, its weight and a percentage"))];

    /// <summary>A column for every percentage.</summary>
    [KqlAggregate("percentilesw", Prefix = "percentile_")]
    public static IReadOnlyList<(string Name, Scalar Value)> Several(AggregateBinding call)
        => call.Count >= 3 ? Columns(call) : [("", call.Wrong("a value, its weight and percentages"))];

    /// <summary>All percentages as one array.</summary>
    [KqlAggregate("percentilesw_array", Prefix = "percentiles_")]
    public static Scalar Array(AggregateBinding call)
    {
        var columns = call.Count >= 3 ? Columns(call) : [("", call.Wrong("a value, its weight and percentages"))];
        return columns.Any(c => c.Value is Faulty) ? new Faulty() : PackForms.Array(columns.Select(c => c.Value));
    }

    /// <summary>The percentile of whole numbers.</summary>
    [KqlFunction("_weighted_percentile")]
    public static long? Of(JsonNode pairs, long percentile, long unit) => Pick(pairs, percentile, unit)?.GetValue<long>();

    /// <summary>The percentile of reals.</summary>
    [KqlFunction("_weighted_percentile_real")]
    public static double? OfReals(JsonNode pairs, long percentile, long unit) => Pick(pairs, percentile, unit)?.GetValue<double>();

    /// <summary>The percentile of times.</summary>
    [KqlFunction("_weighted_percentile_time")]
    public static DateTime? OfTimes(JsonNode pairs, long percentile, long unit) => Of(pairs, percentile, unit) is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>The percentile of lengths of time.</summary>
    [KqlFunction("_weighted_percentile_span")]
    public static TimeSpan? OfSpans(JsonNode pairs, long percentile, long unit) => Of(pairs, percentile, unit) is { } ticks ? new TimeSpan(ticks) : null;

    private static List<(string Name, Scalar Value)> Columns(AggregateBinding call)
    {
        var value = call.Number(0, times: true);
        var weight = call.Argument(1, KqlType.Long);
        if (Percentiles.Percentages(call, 2) is not { } shares || value is Faulty || weight is Faulty)
        {
            return [("", new Faulty())];
        }

        var number = value.Type == KqlType.Decimal ? Conversions.Explicit(value, KqlType.Real) : value;
        var pairs = call.Add(Digests.Weighted(number.Type), KqlType.Dynamic, [number, weight]);
        var function = FunctionTable.Get("_weighted_percentile" + number.Type switch { KqlType.Real => "_real", KqlType.DateTime => "_time", KqlType.TimeSpan => "_span", _ => "" });

        // Percentages reach the function as whole numbers, so that a rank that is met exactly stays exact.
        return [.. shares.Select(s => ($"percentile_{call.ArgumentName(0)}_{Percentiles.Name(s)}", Calls.Make(function, pairs, Constant.Long((long)((decimal)s * 1_000_000)), Constant.Long(100_000_000))))];
    }

    private static JsonNode? Pick(JsonNode pairs, long percentile, long unit)
    {
        var sorted = pairs.AsArray().OrderBy(p => p!["v"]!.GetValue<double>()).ThenBy(p => Dynamic.Values.Whole(p!["v"])).ToList();
        var rest = sorted.Sum(p => (decimal)p!["w"]!.GetValue<long>()) * percentile / unit;
        foreach (var pair in sorted)
        {
            rest -= pair!["w"]!.GetValue<long>();
            if (rest <= 0)
            {
                return pair["v"];
            }
        }

        return sorted.LastOrDefault()?["v"];
    }
}
