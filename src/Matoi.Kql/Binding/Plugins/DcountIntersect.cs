using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Aggregates;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>dcount_intersect</c>: how many distinct values sketches made by <c>hll</c> have in common.</summary>
internal static class DcountIntersect
{
    private const int MostSets = 16;

    /// <summary>The input with <c>s0</c> for the first set, <c>s1</c> for the first two together, and so on.</summary>
    [Plugin("dcount_intersect")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count is < 2 or > MostSets)
        {
            return call.Fail($"dcount_intersect takes 2 to {MostSets} sketches made by hll");
        }

        var sketches = Enumerable.Range(0, call.Count).Select(i => call.Value(i, KqlType.Dynamic, "a sketch")).ToList();
        if (sketches.Any(s => s is Faulty))
        {
            return call.Input;
        }

        var columns = new Columns().Keep(call.Input.Columns);
        var counts = sketches.Select((_, i) => (columns.Add($"s{i}", KqlType.Long), Calls.Make(FunctionTable.Get("_dcount_intersect"), [.. sketches.Take(i + 1)])));
        return Binder.Project(call.Input, [.. Binder.Same(call.Input.Columns), .. counts], call.Input.Open);
    }

    /// <summary>How many values all sketches have seen; exact while the sets are small, else by the sizes of all their unions.</summary>
    [KqlFunction("_dcount_intersect")]
    public static long? Count(params JsonNode?[] sketches)
    {
        if (sketches.Any(s => HyperLogLog.Read(s) is null))
        {
            return null;
        }

        // |A ∩ B ∩ …| is the sum over all combinations of the size of their union, added for odd and subtracted for even ones.
        var total = 0L;
        for (var chosen = 1; chosen < 1 << sketches.Length; chosen++)
        {
            var union = HyperLogLog.Merge(sketches.Where((_, i) => (chosen & 1 << i) != 0))!.Count();
            total += int.IsOddInteger(int.PopCount(chosen)) ? union : -union;
        }

        return Math.Max(0, total);
    }
}
