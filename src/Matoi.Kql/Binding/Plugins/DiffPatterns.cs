using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>diffpatterns(split column, value A, value B [, weight, threshold, most dimensions, wildcards…])</c>.</summary>
internal static class DiffPatterns
{
    private const double UsualThreshold = 0.05;
    private const int UsualDimensions = 5;
    private const int MostPatterns = 50_000;

    /// <summary>
    /// Patterns whose share of the rows of A differs from that of B by at least the threshold, the greatest difference first; one that says more than another without
    /// a greater difference is left out. Kusto's choice among patterns may differ.
    /// </summary>
    [Plugin("diffpatterns")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count < 3 || call.Number(4, "the threshold", UsualThreshold) is not (> 0 and <= 1 and var threshold) || call.Whole(5, "the number of dimensions", UsualDimensions) is not (> 0 and var dimensions))
        {
            return call.Fail("diffpatterns takes a column that splits the rows, its two values, a column of weights, a threshold above 0 up to 1, the most dimensions, and wildcards; the last four are optional");
        }

        var split = call.Value(call.Arguments[0]);
        var (a, b) = (call.Fixed(1, KqlType.String, "the value of A"), call.Fixed(2, KqlType.String, "the value of B"));
        var column = call.Arguments[0] is NameExpr name ? call.Input.Find(name.Name) : null;
        if (split is Faulty || a is null || b is null || PatternInput.Read(call, 3, 6, column) is not { } input)
        {
            return Binder.Empty();
        }

        call.Binder.Diagnostics.Warn("diffpatterns: patterns are chosen by a rule of our own; Kusto's may differ");
        IReadOnlyList<(string, KqlType)> outputs =
        [
            ("SegmentId", KqlType.Long), ("CountA", KqlType.Long), ("CountB", KqlType.Long), ("PercentA", KqlType.Real), ("PercentB", KqlType.Real), ("PercentDiffAB", KqlType.Real),
            .. input.Columns.Select(c => (c.Name, c.Type)),
        ];
        return call.Compute(outputs, input.Needed(Conversions.Explicit(split, KqlType.String)), read =>
        {
            var sides = new[] { Side(read, (string)a.Value!), Side(read, (string)b.Value!) };
            var found = sides.SelectMany(s => Patterns.Find(s.Rows, s.Weights, s.Weights.Sum() * threshold, (int)dimensions, MostPatterns)
                ?? throw new KqlException(call.Binder.Text, [new("KQL404", $"diffpatterns looks at more than {MostPatterns} patterns; raise the threshold or project fewer columns", call.Operator.Span)]));
            return Chosen(found, sides, threshold).Select((d, i) => (object?[])[(long)i, (long)d.A, (long)d.B, d.PercentA, d.PercentB, Math.Abs(d.PercentA - d.PercentB), .. input.Values(d.Pattern)]);
        });
    }

    private static List<Difference> Chosen(IEnumerable<Patterns.Pattern> patterns, (List<object?[]> Rows, List<double> Weights)[] sides, double threshold)
    {
        var chosen = new List<Difference>();
        var differences = patterns.DistinctBy(p => string.Join('\u001f', p.Values)).Select(p => Measure(p, sides)).Where(d => d.Size >= threshold * 100).OrderByDescending(d => d.Size).ThenByDescending(d => d.Pattern.Values.Count);
        foreach (var difference in differences)
        {
            var values = difference.Pattern.Values;
            if (!chosen.Any(c => c.Pattern.Values.All(values.Contains) || values.All(c.Pattern.Values.Contains)))
            {
                chosen.Add(difference);
            }
        }

        return chosen;
    }

    private static Difference Measure(Patterns.Pattern pattern, (List<object?[]> Rows, List<double> Weights)[] sides)
    {
        var counts = sides.Select(s => s.Rows.Zip(s.Weights).Where(r => pattern.Holds(r.First)).Sum(r => r.Second)).ToList();
        var totals = sides.Select(s => s.Weights.Sum()).ToList();
        return new(pattern, counts[0], counts[1], totals[0] == 0 ? 0 : counts[0] * 100 / totals[0], totals[1] == 0 ? 0 : counts[1] * 100 / totals[1]);
    }

    private static (List<object?[]> Rows, List<double> Weights) Side(IReadOnlyList<object?[]> read, string value)
    {
        var (rows, _, weights) = PatternInput.Split([.. read.Where(r => (string)r[^2]! == value)]);
        return (rows, weights);
    }

    private sealed record Difference(Patterns.Pattern Pattern, double A, double B, double PercentA, double PercentB)
    {
        public double Size => Math.Abs(PercentA - PercentB);
    }
}
