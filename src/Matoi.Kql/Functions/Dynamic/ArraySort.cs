using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>
/// Sorts arrays by the first one. The result is an array of the sorted arrays; whoever calls takes it apart. An array whose
/// length differs from the first one's becomes null.
/// </summary>
internal static class ArraySort
{
    /// <summary>Smallest first.</summary>
    [KqlFunction("_array_sort_asc")]
    public static JsonNode? Ascending(bool nullsLast, params JsonNode?[] arrays) => Sort(arrays, 1, nullsLast);

    /// <summary>Greatest first.</summary>
    [KqlFunction("_array_sort_desc")]
    public static JsonNode? Descending(bool nullsLast, params JsonNode?[] arrays) => Sort(arrays, -1, nullsLast);

    private static JsonArray? Sort(JsonNode?[] arrays, int sign, bool nullsLast)
    {
        if (arrays[0] is not JsonArray first)
        {
            return null;
        }

        var filled = Enumerable.Range(0, first.Count).Where(i => first[i] is not null).OrderBy(i => first[i]!, Comparer<JsonNode>.Create((a, b) => sign * Values.Compare(a, b)));
        var empty = Enumerable.Range(0, first.Count).Where(i => first[i] is null);
        var order = (nullsLast ? filled.Concat(empty) : empty.Concat(filled)).ToList();
        return new([.. arrays.Select(a => a is JsonArray items && items.Count == order.Count ? (JsonNode?)Values.Array(order.Select(i => items[i])) : null)]);
    }
}
