using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that count rows.</summary>
internal static class Counts
{
    /// <summary>Rows.</summary>
    [KqlAggregate("count")]
    public static Scalar Count(AggregateBinding call) => call.Count == 0 ? call.Add("count(*)", KqlType.Long, [], Constant.Long(0)) : call.Wrong("no argument");

    /// <summary>Rows for which a condition holds.</summary>
    [KqlAggregate("countif")]
    public static Scalar CountIf(AggregateBinding call)
        => call.Count == 1 ? call.Add("count(*) FILTER (WHERE {0})", KqlType.Long, [call.Argument(0, KqlType.Bool)], Constant.Long(0)) : call.Wrong("a condition");
}
