using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that collect values into a dynamic array.</summary>
internal static class Sets
{
    /// <summary>Distinct values in the order they come; nulls are left out.</summary>
    [KqlAggregate("make_set", Prefix = "set_")]
    [KqlAggregate("makeset", Prefix = "set_")]
    public static Scalar MakeSet(AggregateBinding call)
        => call.Count is 1 or 2
            ? call.Add("CAST(to_json(list(DISTINCT CAST({0} AS JSON)) FILTER (WHERE {0} IS NOT NULL)) AS VARCHAR)", KqlType.Dynamic, [Conversions.Implicit(call.Argument(0), KqlType.Dynamic)!], new(KqlType.Dynamic, "[]"))
            : call.Wrong("a value and, if wanted, the greatest size");
}
