using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>summarize</c>.</summary>
internal static class Summarize
{
    /// <summary>One row per combination of keys.</summary>
    public static Rel Bind(SummarizeOperator op, Rel input, RowContext context)
    {
        var columns = new Columns();
        var auto = 1;
        var keys = op.By.SelectMany(b => OutputNames.Bind(b, context)).Select(k => (Column: columns.Add(k.Name ?? $"Column{auto++}", k.Value), k.Value)).ToList();
        var aggregates = new List<(Column Column, AggregateCall Value)>();
        var inner = context with { Aggregates = aggregates };
        var values = op.Aggregates.SelectMany(a => OutputNames.Bind(a, inner)).ToList();
        var rows = new AggregateRel(input, keys, aggregates);
        auto = 1;
        return Binder.Project(rows, [.. Binder.Same(keys.Select(k => k.Column)), .. values.Select(v => (columns.Add(v.Name ?? $"Column{auto++}", v.Value), v.Value))]);
    }
}
