using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary><c>tdigest</c> and the aggregate that merges such digests.</summary>
internal static class Digests
{
    /// <summary>A digest of all numbers, each with a weight if wanted; see <see cref="Digest"/>. Null over nothing.</summary>
    [KqlAggregate("tdigest")]
    public static Scalar TDigest(AggregateBinding call)
    {
        if (call.Count is not (1 or 2))
        {
            return call.Wrong("a number and, if wanted, its weight");
        }

        var value = call.Number(0, times: true);
        value = value.Type == KqlType.Decimal ? Conversions.Explicit(value, KqlType.Real) : value;

        var (number, some) = Sized(value.Type);
        var pairs = call.Count == 1
            ? call.Add($"to_json(list({number}) FILTER (WHERE {some}))::VARCHAR", KqlType.Dynamic, [value])
            : call.Add(Weighted(value.Type), KqlType.Dynamic, [value, call.Argument(1, KqlType.Long)]);
        return pairs is Faulty ? pairs : Calls.Make(FunctionTable.Get("_digest"), pairs, Constant.Text(value.Type is KqlType.DateTime or KqlType.TimeSpan ? Conversions.Name(value.Type) : ""));
    }

    /// <summary>SQL of the values of a group with their weights, as JSON.</summary>
    public static string Weighted(KqlType type) => Sized(type) is var (number, some) ? $"to_json(list({{'v': {number}, 'w': {{1}}}}) FILTER (WHERE {some} AND {{1}} > 0))::VARCHAR" : "";

    // JSON has no NaN and no infinity: the one has no place among numbers by size, the other is refused.
    private static (string Number, string Some) Sized(KqlType type) => type == KqlType.Real
        ? ($"CASE WHEN isinf({{0}}) THEN error('{Refusal.Sign}percentiles with weights and digests are of finite numbers; filter with isfinite') ELSE {{0}} END", "{0} IS NOT NULL AND NOT isnan({0})")
        : ("{0}", "{0} IS NOT NULL");

    /// <summary>One digest of many.</summary>
    [KqlAggregate("tdigest_merge", Prefix = "merge_tdigests_")]
    [KqlAggregate("merge_tdigest", Prefix = "merge_tdigests_")]
    public static Scalar Merge(AggregateBinding call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one digest");
        }

        var list = call.Add("'[' || array_to_string(list({0}){some}, ',') || ']'", KqlType.Dynamic, [call.Argument(0, KqlType.Dynamic)]);
        return list is Faulty ? list : Calls.Make(FunctionTable.Get("_merge_digests"), list);
    }

    /// <summary>A digest of numbers, or of pairs <c>{v, w}</c>; the type is that of ticks, or empty.</summary>
    [KqlFunction("_digest")]
    public static JsonNode? Of(JsonNode values, string type)
        => Digest.Of(values.AsArray().Select(v => v is JsonObject pair ? (pair["v"]!.GetValue<double>(), pair["w"]!.GetValue<long>()) : (v!.GetValue<double>(), 1L)), type.Length == 0 ? null : type).Write();

    /// <summary>One digest of an array of digests.</summary>
    [KqlFunction("_merge_digests")]
    public static JsonNode? Merge(JsonNode digests) => Digest.Merge(digests.AsArray()).Write();
}
