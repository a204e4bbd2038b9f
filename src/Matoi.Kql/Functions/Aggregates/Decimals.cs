using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates of decimals: the engine keeps these as text, so their values are collected and added up here, exactly.</summary>
internal static class Decimals
{
    /// <summary>Applies a function to all values of a group.</summary>
    public static Scalar Fold(AggregateBinding call, string function, Scalar value, Scalar? when)
        => Lists.Collect(call, value, when) is var list && list is Faulty ? list : Calls.Make(FunctionTable.Get(function), list);

    /// <summary>Sum; 0 over nothing.</summary>
    [KqlFunction("_sum_decimals")]
    public static decimal? Sum(JsonNode? values) => Total(Values(values));

    /// <summary>Mean; null over nothing.</summary>
    [KqlFunction("_average_decimals")]
    public static decimal? Average(JsonNode? values) => Values(values) is { Count: > 0 } list ? Total(list) / list.Count : null;

    /// <summary>The smallest; null over nothing.</summary>
    [KqlFunction("_min_decimals")]
    public static decimal? Min(JsonNode? values) => Values(values) is { Count: > 0 } list ? list.Min() : null;

    /// <summary>The greatest; null over nothing.</summary>
    [KqlFunction("_max_decimals")]
    public static decimal? Max(JsonNode? values) => Values(values) is { Count: > 0 } list ? list.Max() : null;

    private static decimal Total(List<decimal> values)
    {
        try
        {
            return values.Sum();
        }
        catch (OverflowException)
        {
            throw new ArgumentRefusedException("the sum is larger than a decimal can be; convert the values with todouble");
        }
    }

    private static List<decimal> Values(JsonNode? values)
        => [.. (values as JsonArray ?? []).Select(v => decimal.TryParse(v?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}
