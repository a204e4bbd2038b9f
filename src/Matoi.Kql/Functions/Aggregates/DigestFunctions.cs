using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Functions that read digests made by <c>tdigest</c>.</summary>
internal static class DigestFunctions
{
    /// <summary><c>percentile_tdigest(digest, percentage [, typeof(type)])</c>: dynamic without a type.</summary>
    [SpecialForm("percentile_tdigest")]
    public static Scalar Percentile(FormCall call)
    {
        if (call.Count is not (2 or 3))
        {
            return call.Wrong("a digest, a percentage and, if wanted, typeof(type)");
        }

        var type = call.Count == 3 && call.Syntax.Arguments[2] is CallExpr { Name: "typeof", Arguments: [NameExpr name] } ? TypeNames.Find(name.Name) : null;
        if (call.Count == 3 && type is null)
        {
            return call.Wrong("a digest, a percentage and, if wanted, typeof(type)");
        }

        var value = call.Make(type is null or KqlType.Dynamic ? "_percentile_tdigest" : "_percentile_tdigest_number", call.Argument(0), call.Argument(1));
        return value is Faulty ? value : type switch
        {
            null => value,
            KqlType.DateTime => Calls.Make(FunctionTable.Get("_ticks_time"), Conversions.Explicit(value, KqlType.Long)),
            KqlType.TimeSpan => Calls.Make(FunctionTable.Get("_ticks_span"), Conversions.Explicit(value, KqlType.Long)),
            { } plain => Conversions.Explicit(value, plain),
        };
    }

    /// <summary>The value at a percentage.</summary>
    [KqlFunction("_percentile_tdigest")]
    public static JsonNode? Percentile(JsonNode digest, double percentage) => Digest.Read(digest)?.Element(percentage);

    /// <summary>The number at a percentage.</summary>
    [KqlFunction("_percentile_tdigest_number")]
    public static double? PercentileNumber(JsonNode digest, double percentage) => Digest.Read(digest)?.Percentile(percentage);

    /// <summary>The numbers at percentages, as an array.</summary>
    [KqlFunction("percentiles_array_tdigest")]
    public static JsonNode? Percentiles(JsonNode digest, params JsonNode?[] percentages)
        => Digest.Read(digest) is { } read
            ? new JsonArray([.. percentages.SelectMany(p => p is JsonArray array ? array : (IEnumerable<JsonNode?>)[p]).Select(p => read.Element(p?.GetValue<double>() ?? 0))])
            : null;

    /// <summary>How many values are at or below a number.</summary>
    [KqlFunction("rank_tdigest")]
    public static long? Rank(JsonNode digest, double number) => Digest.Read(digest)?.Rank(number);

    /// <summary>How many per cent of the values are at or below a number.</summary>
    [KqlFunction("percentrank_tdigest")]
    public static double? PercentRank(JsonNode digest, double number)
        => Digest.Read(digest) is { Centroids.Count: > 0 } read ? read.Rank(number) * 100.0 / Digest.Total(read.Centroids) : null;

    /// <summary>One digest of several.</summary>
    [KqlFunction("merge_tdigest")]
    public static JsonNode? Merge(params JsonNode?[] digests) => Digest.Merge(digests).Write();

    /// <summary>A time of so many ticks.</summary>
    [KqlFunction("_ticks_time", DuckDb = "{0}")]
    public static DateTime? Time(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>A length of time of so many ticks.</summary>
    [KqlFunction("_ticks_span", DuckDb = "{0}")]
    public static TimeSpan Span(long ticks) => new(ticks);
}
