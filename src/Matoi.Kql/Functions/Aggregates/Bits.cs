using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates over the bits of whole numbers; null over nothing.</summary>
internal static class Bits
{
    /// <summary>Bits that are set in all values.</summary>
    [KqlAggregate("binary_all_and", Prefix = "")]
    public static Scalar And(AggregateBinding call) => Of(call, "bit_and({0})");

    /// <summary>Bits that are set in any value.</summary>
    [KqlAggregate("binary_all_or", Prefix = "")]
    public static Scalar Or(AggregateBinding call) => Of(call, "bit_or({0})");

    /// <summary>Bits that are set in an odd number of values.</summary>
    [KqlAggregate("binary_all_xor", Prefix = "")]
    public static Scalar Xor(AggregateBinding call) => Of(call, "bit_xor({0})");

    private static Scalar Of(AggregateBinding call, string template)
        => call.Count == 1 ? call.Add(template, KqlType.Long, [call.Argument(0, KqlType.Long)]) : call.Wrong("one whole number");
}
