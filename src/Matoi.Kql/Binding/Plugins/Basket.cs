using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>basket([threshold, weight, most dimensions, wildcards…])</c>.</summary>
internal static class Basket
{
    private const double UsualThreshold = 0.05;
    private const int UsualDimensions = 5;
    private const int MostPatterns = 50_000;

    /// <summary>All combinations of values that at least a share of the rows have, each with all values that those rows have in common, the most frequent first.</summary>
    [Plugin("basket")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Number(0, "the threshold", UsualThreshold) is not (> 0 and <= 1 and var threshold) || call.Whole(2, "the number of dimensions", UsualDimensions) is not (> 0 and var dimensions))
        {
            return call.Fail("basket takes a threshold above 0 up to 1, a column of weights, the most dimensions of a pattern, and wildcards; all optional");
        }

        if (PatternInput.Read(call, 1, 3) is not { } input)
        {
            return Binder.Empty();
        }

        return call.Compute([("SegmentId", KqlType.Long), ("Count", KqlType.Long), ("Percent", KqlType.Real), .. input.Columns.Select(c => (c.Name, c.Type))], input.Needed(Constant.Long(0)), read =>
        {
            var (rows, _, weights) = PatternInput.Split(read);
            var total = weights.Sum();
            var patterns = Patterns.Find(rows, weights, total * threshold, (int)dimensions, MostPatterns)
                ?? throw new KqlException(call.Binder.Text, [new("KQL404", $"basket finds more than {MostPatterns} patterns; raise the threshold or project fewer columns", call.Operator.Span)]);
            return patterns.OrderByDescending(p => p.Weight).Select((p, i) => (object?[])[(long)i, (long)p.Weight, p.Weight * 100 / total, .. input.Values(p)]);
        });
    }
}
