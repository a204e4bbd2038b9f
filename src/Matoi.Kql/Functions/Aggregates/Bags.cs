using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that put property bags together; of two values under one key the first stays, and what is no bag is left out.</summary>
internal static class Bags
{
    private const long LongestDeprecated = 128;

    /// <summary>All properties of all bags.</summary>
    [KqlAggregate("make_bag", Prefix = "bag_")]
    [KqlAggregate("make_dictionary", Prefix = "dictionary_")]
    public static Scalar MakeBag(AggregateBinding call)
        => call.Count is 1 or 2 ? Of(call, null, Limit(call, 1)) : call.Wrong("a bag and, if wanted, the greatest number of properties");

    /// <summary>All properties of the bags of the rows for which a condition holds.</summary>
    [KqlAggregate("make_bag_if", Prefix = "bag_")]
    public static Scalar MakeBagIf(AggregateBinding call)
        => call.Count is 2 or 3 ? Of(call, call.Argument(1, KqlType.Bool), Limit(call, 2)) : call.Wrong("a bag, a condition and, if wanted, the greatest number of properties");

    /// <summary>One bag of many.</summary>
    [KqlFunction("_merge_bags")]
    public static JsonNode? Merge(JsonNode? bags, long size)
    {
        var result = new JsonObject();
        foreach (var (key, value) in (bags as JsonArray ?? []).OfType<JsonObject>().SelectMany(b => b))
        {
            if (result.Count < size && !result.ContainsKey(key))
            {
                result[key] = value?.DeepClone();
            }
        }

        return result;
    }

    private static Scalar Of(AggregateBinding call, Scalar? when, long size)
    {
        var bag = call.Argument(0, KqlType.Dynamic);
        var list = call.Add("'[' || coalesce(array_to_string(list({0}{order}){some}, ','), '') || ']'", KqlType.Dynamic, [bag], new(KqlType.Dynamic, "[]"), when);
        return list is Faulty ? list : Calls.Make(call.Context, "_merge_bags", [list, Constant.Long(size)], call.Syntax.Span);
    }

    private static long Limit(AggregateBinding call, int position)
        => Lists.Limit(call, position) ?? (call.Syntax.Name == "make_dictionary" ? LongestDeprecated : int.MaxValue);
}
