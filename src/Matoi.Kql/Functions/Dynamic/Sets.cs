using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Arrays as sets: every value once, in the order of its first appearance. What is not an array counts as an empty set; with no array at all the result is null.</summary>
internal static class Sets
{
    /// <summary>Values of any array.</summary>
    [KqlFunction("set_union")]
    public static JsonNode? Union(params JsonNode?[] sets) => None(sets) ? null : Values.Array(sets.SelectMany(Items).DistinctBy(Values.Key));

    /// <summary>Values that all arrays have.</summary>
    [KqlFunction("set_intersect")]
    public static JsonNode? Intersect(params JsonNode?[] sets)
    {
        var others = sets.Skip(1).Select(Keys).ToList();
        return None(sets) ? null : Values.Array(Items(sets[0]).DistinctBy(Values.Key).Where(i => Values.Key(i) is var key && others.TrueForAll(o => o.Contains(key))));
    }

    /// <summary>Values of the first array that no other one has.</summary>
    [KqlFunction("set_difference")]
    public static JsonNode? Difference(params JsonNode?[] sets)
    {
        var others = sets.Skip(1).SelectMany(Items).Select(Values.Key).ToHashSet(StringComparer.Ordinal);
        return None(sets) ? null : Values.Array(Items(sets[0]).DistinctBy(Values.Key).Where(i => !others.Contains(Values.Key(i))));
    }

    /// <summary>True when both arrays have the same values.</summary>
    [KqlFunction("set_equals")]
    public static bool? Equal(JsonNode a, JsonNode b) => a is JsonArray && b is JsonArray ? Keys(a).SetEquals(Keys(b)) : null;

    /// <summary>True when an array has a value.</summary>
    [KqlFunction("set_has_element")]
    public static bool? HasElement(JsonNode set, JsonNode? value) => set is JsonArray items ? Values.Key(value) is var key && items.Any(i => Values.Key(i) == key) : null;

    /// <summary>Size of the intersection divided by the size of the union; NaN for two empty sets.</summary>
    [KqlFunction("jaccard_index")]
    public static JsonNode? Jaccard(JsonNode a, JsonNode b)
    {
        if (a is not JsonArray || b is not JsonArray)
        {
            return null;
        }

        var (x, y) = (Keys(a), Keys(b));
        var shared = x.Count(y.Contains);
        return JsonValue.Create((double)shared / (x.Count + y.Count - shared));
    }

    private static bool None(JsonNode?[] sets) => !sets.Any(s => s is JsonArray);

    private static IEnumerable<JsonNode?> Items(JsonNode? set) => set as JsonArray ?? [];

    private static HashSet<string> Keys(JsonNode? set) => Items(set).Select(Values.Key).ToHashSet(StringComparer.Ordinal);
}
