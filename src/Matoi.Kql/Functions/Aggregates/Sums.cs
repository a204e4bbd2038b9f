using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that add up.</summary>
internal static class Sums
{
    /// <summary>Sum; 0 over nothing.</summary>
    [KqlAggregate("sum")]
    public static Scalar Sum(AggregateBinding call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one number or length of time");
        }

        var value = call.Argument(0);
        return value.Type switch
        {
            KqlType.Int or KqlType.Long => call.Add("sum({0})::BIGINT", KqlType.Long, [value], Constant.Long(0)),
            KqlType.TimeSpan => call.Add("sum({0})::BIGINT", KqlType.TimeSpan, [value], new(KqlType.TimeSpan, TimeSpan.Zero)),
            _ => call.Add("sum({0})", KqlType.Real, [Conversions.Implicit(value, KqlType.Real) ?? call.Wrong("a number or length of time")], new(KqlType.Real, 0.0)),
        };
    }
}
