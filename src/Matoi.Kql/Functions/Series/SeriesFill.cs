using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Dynamic;

namespace Matoi.Kql.Functions.Series;

/// <summary>Puts numbers in the place of missing ones: of nulls, or of the number that stands for missing.</summary>
internal static class SeriesFill
{
    /// <summary>Every missing element becomes a constant.</summary>
    [KqlFunction("series_fill_const")]
    public static JsonNode? Constant(JsonNode series, JsonNode? constant = null, JsonNode? missing = null)
        => series is JsonArray items ? Values.Array(items.Select(e => IsMissing(e, missing) ? constant ?? JsonValue.Create(0L) : e)) : null;

    /// <summary>Every missing element becomes the nearest one before it.</summary>
    [KqlFunction("series_fill_forward")]
    public static JsonNode? Forward(JsonNode series, JsonNode? missing = null) => series is JsonArray items ? Values.Array(Carried(items, missing)) : null;

    /// <summary>Every missing element becomes the nearest one behind it.</summary>
    [KqlFunction("series_fill_backward")]
    public static JsonNode? Backward(JsonNode series, JsonNode? missing = null) => series is JsonArray items ? Values.Array(Carried(items.Reverse(), missing).Reverse()) : null;

    /// <summary>
    /// Missing elements come to lie on the line between their neighbours, cut to whole numbers in a series of whole numbers. At the edges the nearest element is
    /// repeated, if wanted. A series with nothing but missing elements becomes the constant; a null constant leaves it.
    /// </summary>
    [KqlFunction("series_fill_linear")]
    public static JsonNode? Linear(JsonNode series, JsonNode? missing = null, bool edges = true)
        => Linear(series, missing, edges, JsonValue.Create(0.0));

    /// <summary>The same with a constant.</summary>
    [KqlFunction("series_fill_linear")]
    public static JsonNode? Linear(JsonNode series, JsonNode? missing, bool edges, JsonNode? constant)
    {
        if (series is not JsonArray items)
        {
            return null;
        }

        var known = Enumerable.Range(0, items.Count).Where(i => !IsMissing(items[i], missing) && SeriesNumbers.Number(items[i]) is not null).ToList();
        if (known.Count == 0)
        {
            return constant is null ? series : Values.Array(items.Select(_ => constant));
        }

        var whole = known.TrueForAll(i => Values.IsWhole(items[i]));
        return Values.Array(Enumerable.Range(0, items.Count).Select(i => At(items, i, known, missing, edges, whole)));
    }

    private static JsonNode? At(JsonArray items, int i, List<int> known, JsonNode? missing, bool edges, bool whole)
    {
        var place = known.BinarySearch(i);
        if (place >= 0 || !IsMissing(items[i], missing))
        {
            return items[i];
        }

        place = ~place;
        if (place == 0 || place == known.Count)
        {
            return edges ? items[known[Math.Min(place, known.Count - 1)]] : items[i];
        }

        var (left, right) = (known[place - 1], known[place]);
        var (from, to) = (SeriesNumbers.Number(items[left])!.Value, SeriesNumbers.Number(items[right])!.Value);
        var value = from + ((to - from) * (i - left) / (right - left));
        return whole ? JsonValue.Create((long)value) : SeriesNumbers.Element(value);
    }

    private static IEnumerable<JsonNode?> Carried(IEnumerable<JsonNode?> items, JsonNode? missing)
    {
        JsonNode? last = null;
        var any = false;
        foreach (var item in items)
        {
            if (!IsMissing(item, missing))
            {
                (last, any) = (item, true);
            }

            yield return any ? last : item;
        }
    }

    private static bool IsMissing(JsonNode? element, JsonNode? missing) => missing is null ? element is null : element is not null && Values.Same(element, missing);
}
