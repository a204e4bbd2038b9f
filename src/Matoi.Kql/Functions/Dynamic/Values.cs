using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>What the functions over dynamic values have in common: equality, order, numbers.</summary>
internal static class Values
{
    private const double LargestWhole = 1L << 53;

    /// <summary>The number in a node; null when it is none.</summary>
    public static double? Real(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? value.TryGetValue<double>(out var real) ? real : value.TryGetValue<long>(out var whole) ? whole : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;

    /// <summary>The whole number in a node; null when it is none.</summary>
    public static long? Whole(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? value.TryGetValue<long>(out var whole) ? whole : Real(node) is { } real && Math.Abs(real) < 9.2e18 && real == Math.Floor(real) ? (long)real : null
            : null;

    /// <summary>True for a number written without point or exponent.</summary>
    public static bool IsWhole(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && value.GetValue<object>() is var content && (content is JsonElement element ? element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 : content is not double);

    /// <summary>The string in a node; null when it is none.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A text that is the same for equal values: numbers are equal by value, all else by type and content.</summary>
    public static string Key(JsonNode? node)
        => Real(node) is { } real && real == Math.Floor(real) && Math.Abs(real) < LargestWhole ? ((long)real).ToString(CultureInfo.InvariantCulture) : JsonWriter.Of(node);

    /// <summary>True for equal values.</summary>
    public static bool Same(JsonNode? a, JsonNode? b) => Key(a) == Key(b);

    /// <summary>Order of two values that are not null: numbers, then strings, then all else; strings by code point.</summary>
    public static int Compare(JsonNode a, JsonNode b)
    {
        var byRank = Rank(a).CompareTo(Rank(b));
        return byRank != 0 ? byRank
            : Real(a) is { } x && Real(b) is { } y ? x.CompareTo(y)
            : string.CompareOrdinal(Text(a) ?? JsonWriter.Of(a), Text(b) ?? JsonWriter.Of(b));
    }

    /// <summary>A new array of copies: a node belongs to one array only, and arguments must stay as they are.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> items)
    {
        var array = new JsonArray();
        foreach (var item in items)
        {
            array.Add(item?.DeepClone());
        }

        return array;
    }

    private static int Rank(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number => 0,
        JsonValueKind.String => 1,
        _ => 2,
    };
}
