using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that add up. Whole numbers wrap around at 64 bits, as in Kusto.</summary>
internal static class Sums
{
    private const string Wrapped = "(((sum({0}){if} + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT)::BIGINT";

    /// <summary>Sum; 0 over nothing.</summary>
    [KqlAggregate("sum")]
    public static Scalar Sum(AggregateBinding call) => call.Count == 1 ? Of(call, null) : call.Wrong("one number or length of time");

    /// <summary>Sum of the rows for which a condition holds.</summary>
    [KqlAggregate("sumif")]
    public static Scalar SumIf(AggregateBinding call) => call.Count == 2 ? Of(call, call.Argument(1, KqlType.Bool)) : call.Wrong("a number or length of time, and a condition");

    /// <summary>Mean; NaN over nothing, null for lengths of time and times.</summary>
    [KqlAggregate("avg")]
    public static Scalar Average(AggregateBinding call) => call.Count == 1 ? Mean(call, null) : call.Wrong("one number or length of time");

    /// <summary>Mean of the rows for which a condition holds.</summary>
    [KqlAggregate("avgif")]
    public static Scalar AverageIf(AggregateBinding call) => call.Count == 2 ? Mean(call, call.Argument(1, KqlType.Bool)) : call.Wrong("a number or length of time, and a condition");

    private static Scalar Of(AggregateBinding call, Scalar? when)
    {
        var value = call.Number(0, times: true);
        return value.Type switch
        {
            KqlType.Long => call.Add(Wrapped, KqlType.Long, [value], Constant.Long(0), when),
            KqlType.TimeSpan => call.Add(Wrapped, KqlType.TimeSpan, [value], new(KqlType.TimeSpan, TimeSpan.Zero), when),
            KqlType.Decimal => Decimals.Fold(call, "_sum_decimals", value, when),
            KqlType.DateTime => call.Unfit(0, value, "a number or length of time"),
            _ => call.Add("sum({0}){if}", KqlType.Real, [value], new(KqlType.Real, 0.0), when),
        };
    }

    private static Scalar Mean(AggregateBinding call, Scalar? when)
    {
        var value = call.Number(0, times: true);
        return value.Type switch
        {
            KqlType.Long => call.Add($"({Wrapped})::DOUBLE / count({{0}}){{if}}", KqlType.Real, [value], new(KqlType.Real, double.NaN), when),
            KqlType.TimeSpan or KqlType.DateTime => call.Add("(sum({0}){if} // count({0}){if})::BIGINT", value.Type, [value], null, when),
            KqlType.Decimal => Decimals.Fold(call, "_average_decimals", value, when),
            _ => call.Add("avg({0}){if}", KqlType.Real, [value], new(KqlType.Real, double.NaN), when),
        };
    }
}
