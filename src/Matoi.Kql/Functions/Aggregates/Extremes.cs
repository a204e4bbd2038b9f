using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>The smallest and the greatest value; null over nothing, empty for text.</summary>
internal static class Extremes
{
    /// <summary>Smallest value but null.</summary>
    [KqlAggregate("min")]
    public static Scalar Min(AggregateBinding call) => call.Count == 1 ? Of(call, "min", null) : call.Wrong("one value");

    /// <summary>Greatest value but null.</summary>
    [KqlAggregate("max")]
    public static Scalar Max(AggregateBinding call) => call.Count == 1 ? Of(call, "max", null) : call.Wrong("one value");

    /// <summary>Smallest value of the rows for which a condition holds.</summary>
    [KqlAggregate("minif")]
    public static Scalar MinIf(AggregateBinding call) => call.Count == 2 ? Of(call, "min", call.Argument(1, KqlType.Bool)) : call.Wrong("a value and a condition");

    /// <summary>Greatest value of the rows for which a condition holds.</summary>
    [KqlAggregate("maxif")]
    public static Scalar MaxIf(AggregateBinding call) => call.Count == 2 ? Of(call, "max", call.Argument(1, KqlType.Bool)) : call.Wrong("a value and a condition");

    private static Scalar Of(AggregateBinding call, string function, Scalar? when)
    {
        var value = call.Orderable(0);
        return value.Type == KqlType.Decimal ? Decimals.Fold(call, $"_{function}_decimals", value, when) : call.Add($"{function}({{0}}){{if}}", value.Type, [value], null, when);
    }
}
