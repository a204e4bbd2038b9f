using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>Statistics of a series; variance is that of a sample. An element that is no finite number makes all null, unless such elements are to be left out.</summary>
internal static class SeriesStats
{
    private static readonly string[] Names = ["min", "min_idx", "max", "max_idx", "avg", "stdev", "variance", "sum", "len"];

    /// <summary>The columns of <c>series_stats</c>.</summary>
    [KqlFunction("_series_stats")]
    public static JsonNode? Columns(JsonNode series, bool ignoreNonfinite = false) => new JsonArray(Of(series, ignoreNonfinite)[..7]);

    /// <summary>The statistics as a bag, with sum and number of elements.</summary>
    [KqlFunction("series_stats_dynamic")]
    public static JsonNode? Bag(JsonNode series, bool ignoreNonfinite = false)
        => new JsonObject(Names.Zip(Of(series, ignoreNonfinite), KeyValuePair.Create));

    private static JsonNode?[] Of(JsonNode series, bool ignoreNonfinite)
    {
        var all = SeriesNumbers.Of(series) ?? [];
        var used = Enumerable.Range(0, all.Length).Where(i => all[i] is { } v && double.IsFinite(v)).ToList();
        if (used.Count == 0 || used.Count < all.Length && !ignoreNonfinite)
        {
            return new JsonNode?[Names.Length];
        }

        var values = used.ConvertAll(i => all[i]!.Value);
        var (min, max, avg) = (values.Min(), values.Max(), values.Average());
        var variance = values.Count > 1 ? values.Sum(v => (v - avg) * (v - avg)) / (values.Count - 1) : 0;
        return
        [
            JsonValue.Create(min), JsonValue.Create((long)used[values.IndexOf(min)]), JsonValue.Create(max), JsonValue.Create((long)used[values.IndexOf(max)]),
            JsonValue.Create(avg), JsonValue.Create(Math.Sqrt(variance)), JsonValue.Create(variance), JsonValue.Create(values.Sum()), JsonValue.Create((long)all.Length),
        ];
    }
}
