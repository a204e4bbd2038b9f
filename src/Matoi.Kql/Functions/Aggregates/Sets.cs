using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that collect distinct values into a dynamic array, first seen first; nulls are left out, and the elements of arrays are taken one by one.</summary>
internal static class Sets
{
    /// <summary>Distinct values.</summary>
    [KqlAggregate("make_set", Prefix = "set_")]
    [KqlAggregate("makeset", Prefix = "set_")]
    public static Scalar MakeSet(AggregateBinding call)
        => call.Count is 1 or 2 ? Of(call, call.Argument(0), null, Lists.Limit(call, 1)) : call.Wrong("a value and, if wanted, the greatest size");

    /// <summary>Distinct values of the rows for which a condition holds.</summary>
    [KqlAggregate("make_set_if", Prefix = "set_")]
    public static Scalar MakeSetIf(AggregateBinding call)
        => call.Count is 2 or 3 ? Of(call, call.Argument(0), call.Argument(1, KqlType.Bool), Lists.Limit(call, 2)) : call.Wrong("a value, a condition and, if wanted, the greatest size");

    /// <summary>The distinct elements of an array.</summary>
    [KqlFunction("_distinct_elements")]
    public static JsonNode? Distinct(JsonNode? array)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new JsonArray();
        foreach (var element in array as JsonArray ?? [])
        {
            if (element is not null && seen.Add(Json.Write(element)!))
            {
                result.Add(element.DeepClone());
            }
        }

        return result;
    }

    private static Scalar Of(AggregateBinding call, Scalar value, Scalar? when, long? size)
    {
        // The engine's own distinct list cannot follow an order, and does not look into arrays.
        var ordered = call.Context.Input is { } rows && (!rows.Order.IsEmpty || !RelationParts.HasTable(rows));
        var array = value.Type switch
        {
            _ when value is Faulty => value,
            KqlType.String or KqlType.Int or KqlType.Long or KqlType.Bool when !ordered => call.Add("to_json(list(DISTINCT {0}){some})::VARCHAR", KqlType.Dynamic, [value], new(KqlType.Dynamic, "[]"), when),
            _ when !ordered && value.Type != KqlType.Dynamic => Unordered(call, "{0}", Conversions.Explicit(value, KqlType.Dynamic), when),
            _ when !ordered => Calls.Make(FunctionTable.Get("_distinct_elements"), Unordered(call, Lists.Splice, value, when)),
            _ => Calls.Make(FunctionTable.Get("_distinct_elements"), Lists.Collect(call, value, when)),
        };
        return Lists.Cut(call, array, size);
    }

    private static Scalar Unordered(AggregateBinding call, string element, Scalar value, Scalar? when)
        => call.Add($"'[' || coalesce(array_to_string(list(DISTINCT {element}){{some}}, ','), '') || ']'", KqlType.Dynamic, [value], new(KqlType.Dynamic, "[]"), when);
}
