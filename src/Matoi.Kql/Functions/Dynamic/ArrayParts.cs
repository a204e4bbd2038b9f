using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Functions that take arrays apart and put them together. What is not an array gives null.</summary>
internal static class ArrayParts
{
    /// <summary>Number of elements.</summary>
    [KqlFunction("array_length", DuckDb = "CASE WHEN starts_with({0}, '[') THEN CAST(json_array_length({0}) AS BIGINT) END")]
    [KqlFunction("arraylength", DuckDb = "CASE WHEN starts_with({0}, '[') THEN CAST(json_array_length({0}) AS BIGINT) END", Deprecated = true)]
    public static long? Length(JsonNode array) => (array as JsonArray)?.Count;

    /// <summary>All elements one array after the other; what is not an array counts as empty.</summary>
    [KqlFunction("array_concat")]
    public static JsonNode? Concat(params JsonNode?[] arrays)
        => arrays.Any(a => a is JsonArray) ? Values.Array(arrays.OfType<JsonArray>().SelectMany(a => a)) : null;

    /// <summary>Elements from one position to another, both included; negative ones count from the end.</summary>
    [KqlFunction("array_slice")]
    public static JsonNode? Slice(JsonNode array, long start, long end)
    {
        if (array is not JsonArray items)
        {
            return null;
        }

        var from = (int)Math.Clamp(start < 0 ? start + items.Count : start, 0, items.Count);
        var to = (int)Math.Clamp(end < 0 ? end + items.Count : end, -1, items.Count - 1);
        return Values.Array(items.Skip(from).Take(to - from + 1));
    }

    /// <summary>The array cut in two at a position; a negative one counts from the end.</summary>
    [KqlFunction("array_split")]
    public static JsonNode? Split(JsonNode array, long index) => array is JsonArray items ? Cut(items, [index]) : null;

    /// <summary>The array cut at several positions.</summary>
    [KqlFunction("array_split")]
    public static JsonNode? Split(JsonNode array, JsonNode indices)
        => array is not JsonArray items ? null
        : indices is JsonArray several ? Cut(items, several.Select(Values.Whole).OfType<long>())
        : Values.Whole(indices) is { } one ? Cut(items, [one]) : null;

    /// <summary>The elements in the opposite order.</summary>
    [KqlFunction("array_reverse")]
    public static JsonNode? Reverse(JsonNode array) => array is JsonArray items ? Values.Array(items.Reverse()) : null;

    /// <summary>The elements moved towards the front; those that leave come back at the end.</summary>
    [KqlFunction("array_rotate_left")]
    public static JsonNode? RotateLeft(JsonNode array, long count)
    {
        if (array is not JsonArray { Count: > 0 } items)
        {
            return array is JsonArray ? new JsonArray() : null;
        }

        var by = (int)(((count % items.Count) + items.Count) % items.Count);
        return Values.Array(items.Skip(by).Concat(items.Take(by)));
    }

    /// <summary>The elements moved towards the end; those that leave come back at the front.</summary>
    [KqlFunction("array_rotate_right")]
    public static JsonNode? RotateRight(JsonNode array, long count) => RotateLeft(array, count == long.MinValue ? 0 : -count);

    /// <summary>The elements moved towards the front; free places get a default.</summary>
    [KqlFunction("array_shift_left")]
    public static JsonNode? ShiftLeft(JsonNode array, long count, JsonNode? @default = null)
    {
        if (array is not JsonArray items)
        {
            return null;
        }

        var by = Math.Clamp(count, -items.Count, items.Count);
        return Values.Array(Enumerable.Range(0, items.Count).Select(i => i + by >= 0 && i + by < items.Count ? items[(int)(i + by)] : @default));
    }

    /// <summary>The elements moved towards the end; free places get a default.</summary>
    [KqlFunction("array_shift_right")]
    public static JsonNode? ShiftRight(JsonNode array, long count, JsonNode? @default = null) => ShiftLeft(array, count == long.MinValue ? long.MaxValue : -count, @default);

    /// <summary>The n-th elements of all arrays as arrays; what a shorter array lacks is null.</summary>
    [KqlFunction("zip")]
    public static JsonNode? Zip(params JsonNode?[] arrays)
    {
        if (!arrays.Any(a => a is JsonArray))
        {
            return null;
        }

        var rows = arrays.Max(a => (a as JsonArray)?.Count ?? 0);
        return new JsonArray([.. Enumerable.Range(0, rows).Select(i => (JsonNode?)Values.Array(arrays.Select(a => a is JsonArray items && i < items.Count ? items[i] : null)))]);
    }

    private static JsonArray Cut(JsonArray items, IEnumerable<long> positions)
    {
        var parts = new JsonArray();
        var from = 0;
        foreach (var position in positions)
        {
            var to = (int)Math.Clamp(position < 0 ? position + items.Count : position, from, items.Count);
            parts.Add((JsonNode)Values.Array(items.Skip(from).Take(to - from)));
            from = to;
        }

        parts.Add((JsonNode)Values.Array(items.Skip(from)));
        return parts;
    }
}
