using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>autocluster([size weight, weight, seeds, wildcards…])</c>.</summary>
internal static class AutoCluster
{
    private const double UsualSizeWeight = 0.5;
    private const double SmallestShare = 0.02;
    private const int Dimensions = 5;
    private const int MostPatterns = 50_000;
    private const int MostClusters = 12;

    /// <summary>
    /// A few patterns that between them describe most rows: by turns the one with the greatest mean, weighted as wanted, of its share of the rows and its share of the
    /// columns, unless half of its rows are in patterns before it. Kusto expands random seeds, so that its patterns may differ.
    /// </summary>
    [Plugin("autocluster")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Number(0, "the weight of size", UsualSizeWeight) is not (>= 0 and <= 1 and var size))
        {
            return call.Fail("autocluster takes the weight of size from 0 to 1, a column of weights, the number of seeds, and wildcards; all optional");
        }

        if (PatternInput.Read(call, 1, 3) is not { } input)
        {
            return Binder.Empty();
        }

        call.Binder.Diagnostics.Warn("autocluster: patterns are chosen by a rule of our own; Kusto's may differ");
        return call.Compute([("SegmentId", KqlType.Long), ("Count", KqlType.Long), ("Percent", KqlType.Real), .. input.Columns.Select(c => (c.Name, c.Type))], input.Needed(Constant.Long(0)), read =>
        {
            var (rows, _, weights) = PatternInput.Split(read);
            var total = weights.Sum();
            var patterns = Patterns.Find(rows, weights, total * SmallestShare, Dimensions, MostPatterns)
                ?? throw new KqlException(call.Binder.Text, [new("KQL404", $"autocluster looks at more than {MostPatterns} patterns; project fewer columns", call.Operator.Span)]);
            var ranked = patterns.OrderByDescending(p => Math.Pow(p.Weight / total, size) * Math.Pow((double)p.Values.Count / input.Columns.Count, 1 - size));
            return Chosen(ranked, rows, weights).Select((p, i) => (object?[])[(long)i, (long)p.Weight, p.Weight * 100 / total, .. input.Values(p)]);
        });
    }

    private static List<Patterns.Pattern> Chosen(IEnumerable<Patterns.Pattern> ranked, List<object?[]> rows, List<double> weights)
    {
        var covered = new bool[rows.Count];
        var chosen = new List<Patterns.Pattern>();
        foreach (var pattern in ranked)
        {
            var own = Enumerable.Range(0, rows.Count).Where(r => pattern.Holds(rows[r])).ToList();
            if (own.Where(r => covered[r]).Sum(r => weights[r]) * 2 > pattern.Weight)
            {
                continue;
            }

            chosen.Add(pattern);
            own.ForEach(r => covered[r] = true);
            if (chosen.Count == MostClusters)
            {
                break;
            }
        }

        return chosen;
    }
}
