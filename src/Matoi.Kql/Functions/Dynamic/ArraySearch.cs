using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Functions that look into arrays element by element.</summary>
internal static class ArraySearch
{
    /// <summary>Position of a value from 0, -1 when it is not there; <paramref name="start"/> may count from the end, <paramref name="length"/> -1 looks to the end.</summary>
    [KqlFunction("array_index_of")]
    public static long? IndexOf(JsonNode array, JsonNode? value, long start = 0, long length = -1, long occurrence = 1)
    {
        if (array is not JsonArray items || occurrence < 0 || length < -1)
        {
            return null;
        }

        var key = Values.Key(value);
        var from = Math.Max(0, start < 0 ? start + items.Count : start);
        var to = length < 0 ? items.Count : Math.Min(items.Count, from + length);
        for (var i = from; i < to; i++)
        {
            if (Values.Key(items[(int)i]) == key && --occurrence <= 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Sum of the numbers; nulls are left out, and any other element makes the sum null.</summary>
    [KqlFunction("array_sum")]
    public static double? Sum(JsonNode array)
    {
        if (array is not JsonArray items)
        {
            return null;
        }

        var sum = 0.0;
        foreach (var item in items)
        {
            if (item is not null && Values.Real(item) is null)
            {
                return null;
            }

            sum += Values.Real(item) ?? 0;
        }

        return sum;
    }

    /// <summary>For every element of the condition the value of one of two arrays at the same place; a single value stands for an array of it.</summary>
    [KqlFunction("array_iff")]
    [KqlFunction("array_iif")]
    public static JsonNode? Choose(JsonNode condition, JsonNode? whenTrue, JsonNode? whenFalse)
        => condition is JsonArray conditions
            ? Values.Array(conditions.Select((c, i) => IsTrue(c) switch { true => At(whenTrue, i), false => At(whenFalse, i), _ => null }))
            : null;

    private static bool? IsTrue(JsonNode? condition) => condition?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Values.Real(condition) is not 0,
        _ => null,
    };

    private static JsonNode? At(JsonNode? values, int i) => values is JsonArray array ? i < array.Count ? array[i] : null : values;
}
