using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary><c>hll</c>, its merge, and the estimate of how many distinct values it has seen; see <see cref="HyperLogLog"/>.</summary>
internal static class Cardinality
{
    private const long UsualAccuracy = 1;
    private const string Hashes = "to_json(list(DISTINCT CAST(hash({0}) >> 1 AS BIGINT)){some})::VARCHAR";

    /// <summary>A sketch of the distinct values.</summary>
    [KqlAggregate("hll")]
    public static Scalar Hll(AggregateBinding call) => call.Count is 1 or 2 ? Of(call, null, 1) : call.Wrong("a value and, if wanted, an accuracy from 0 to 4");

    /// <summary>A sketch of the distinct values of the rows for which a condition holds.</summary>
    [KqlAggregate("hll_if")]
    public static Scalar HllIf(AggregateBinding call)
        => call.Count is 2 or 3 ? Of(call, call.Argument(1, KqlType.Bool), 2) : call.Wrong("a value, a condition and, if wanted, an accuracy from 0 to 4");

    /// <summary>One sketch of many.</summary>
    [KqlAggregate("hll_merge")]
    public static Scalar Merge(AggregateBinding call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one sketch made by hll");
        }

        var list = call.Add("'[' || array_to_string(list({0}){some}, ',') || ']'", KqlType.Dynamic, [call.Argument(0, KqlType.Dynamic)]);
        return list is Faulty ? list : Calls.Make(FunctionTable.Get("_hll_merge"), list);
    }

    /// <summary>How many distinct values sketches have seen together.</summary>
    [KqlFunction("dcount_hll")]
    public static long? Count(JsonNode sketch) => HyperLogLog.Read(sketch)?.Count();

    /// <summary>One sketch of several.</summary>
    [KqlFunction("hll_merge")]
    public static JsonNode? Merge(params JsonNode?[] sketches) => HyperLogLog.Merge(sketches)?.Write();

    /// <summary>One sketch of an array of sketches.</summary>
    [KqlFunction("_hll_merge")]
    public static JsonNode? MergeAll(JsonNode sketches) => HyperLogLog.Merge(sketches.AsArray())?.Write();

    /// <summary>A sketch of hashes of 63 bits.</summary>
    [KqlFunction("_hll")]
    public static JsonNode? Sketch(JsonNode hashes, long accuracy) => HyperLogLog.Of(hashes.AsArray().Select(h => h!.GetValue<long>()), accuracy).Write();

    private static Scalar Of(AggregateBinding call, Scalar? when, int accuracy)
    {
        var given = call.Count > accuracy ? call.Fixed(accuracy, KqlType.Long, "the accuracy") : Constant.Long(UsualAccuracy);
        if (given is not { Value: { } value } || Convert.ToInt64(value, CultureInfo.InvariantCulture) is < 0 or > 4)
        {
            return given is null ? new Faulty() : call.Wrong("an accuracy from 0 to 4");
        }

        var hashes = call.Add(Hashes, KqlType.Dynamic, [call.Argument(0)], new(KqlType.Dynamic, "[]"), when);
        return hashes is Faulty ? hashes : Calls.Make(FunctionTable.Get("_hll"), hashes, given);
    }
}
