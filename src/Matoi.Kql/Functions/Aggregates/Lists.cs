using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that collect values into a dynamic array, in the order of the rows where they have one. The elements of arrays are taken one by one, as in Kusto.</summary>
internal static class Lists
{
    /// <summary>SQL of the elements of an array without its brackets, and of other values as they are.</summary>
    public const string Splice = "CASE WHEN starts_with({0}, '[') THEN nullif(substr({0}, 2, length({0}) - 2), '') ELSE {0} END";

    private const long LongestDeprecated = 128;

    /// <summary>All values but null.</summary>
    [KqlAggregate("make_list", Prefix = "list_")]
    [KqlAggregate("makelist", Prefix = "list_")]
    public static Scalar MakeList(AggregateBinding call)
        => call.Count is 1 or 2 ? Cut(call, Collect(call, call.Argument(0), null), Limit(call, 1)) : call.Wrong("a value and, if wanted, the greatest size");

    /// <summary>All values but null of the rows for which a condition holds.</summary>
    [KqlAggregate("make_list_if", Prefix = "list_")]
    public static Scalar MakeListIf(AggregateBinding call)
        => call.Count is 2 or 3 ? Cut(call, Collect(call, call.Argument(0), call.Argument(1, KqlType.Bool)), Limit(call, 2)) : call.Wrong("a value, a condition and, if wanted, the greatest size");

    /// <summary>All values, null as well.</summary>
    [KqlAggregate("make_list_with_nulls", Prefix = "list_")]
    public static Scalar MakeListWithNulls(AggregateBinding call)
        => call.Count == 1
            ? call.Add("'[' || coalesce(array_to_string(list(coalesce({0}, 'null'){order}), ','), '') || ']'", KqlType.Dynamic, [Conversions.Explicit(call.Argument(0), KqlType.Dynamic)], new(KqlType.Dynamic, "[]"))
            : call.Wrong("one value");

    /// <summary>The first elements of an array.</summary>
    [KqlFunction("_first_elements")]
    public static JsonNode? First(JsonNode? array, long count) => array is JsonArray all && all.Count > count ? new JsonArray([.. all.Take((int)count).Select(e => e?.DeepClone())]) : array;

    /// <summary>The array of all values but null.</summary>
    public static Scalar Collect(AggregateBinding call, Scalar value, Scalar? when)
    {
        var empty = new Constant(KqlType.Dynamic, "[]");
        return value.Type switch
        {
            _ when value is Faulty => value,
            KqlType.String => call.Add("to_json(list({0}{order}){if})::VARCHAR", KqlType.Dynamic, [value], empty, when),
            KqlType.Int or KqlType.Long or KqlType.Bool => call.Add("to_json(list({0}{order}){some})::VARCHAR", KqlType.Dynamic, [value], empty, when),
            KqlType.Dynamic => call.Add($"'[' || coalesce(array_to_string(list({Splice}{{order}}){{some}}, ','), '') || ']'", KqlType.Dynamic, [value], empty, when),
            _ => call.Add("'[' || coalesce(array_to_string(list({0}{order}){some}, ','), '') || ']'", KqlType.Dynamic, [Conversions.Explicit(value, KqlType.Dynamic)], empty, when),
        };
    }

    /// <summary>The greatest size that is written or, for deprecated aggregates, meant; null for none.</summary>
    public static long? Limit(AggregateBinding call, int position)
        => call.Count > position ? call.Fixed(position, KqlType.Long, "the greatest size") is { Value: { } size } ? Convert.ToInt64(size, CultureInfo.InvariantCulture) : null
        : call.Syntax.Name is "makelist" or "makeset" ? LongestDeprecated : null;

    /// <summary>The array without what is more than a size.</summary>
    public static Scalar Cut(AggregateBinding call, Scalar array, long? size)
        => array is Faulty || size is null ? array : Calls.Make(call.Context, "_first_elements", [array, Constant.Long(size.Value)], call.Syntax.Span);
}
