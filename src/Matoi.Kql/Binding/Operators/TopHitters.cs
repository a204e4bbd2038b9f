using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>top-hitters</c>: the values that occur most often, or weigh most. Counted exactly, where Kusto estimates.</summary>
internal static class TopHitters
{
    /// <summary>A row for each of the values, the most frequent first.</summary>
    public static Rel Bind(TopHittersOperator op, Rel input, RowContext context)
    {
        var (ofName, of) = OutputNames.Bind(op.Of, context)[0];
        var columns = new OutputColumns(context.Binder);
        var value = columns.Add(op.Of, ofName, of);
        var name = op.By is null ? $"approximate_count_{value.Name}" : $"approximate_sum_{(op.By is NamedExpr { Names: [var given] } ? given : OutputNames.Automatic(op.By))}";
        var aggregates = new List<(Column, AggregateCall)>();
        var call = new CallExpr(op.By is null ? "count" : "sum", op.Span, op.By is null ? [] : [op.By], op.Span);
        var weight = ScalarBinder.Bind(call, context with { Aggregates = aggregates, Keys = [] });
        if (weight is Faulty || context.Binder.BindCount(op.Count, context.Scope, "the number of values") is not { } count)
        {
            return Binder.Empty();
        }

        var hits = columns.Add(op.Of, name, weight);
        var groups = Binder.Project(new AggregateRel(input, [(value, of)], aggregates), [(value, new ColumnValue(value)), (hits, weight)]);
        // Which of values that weigh the same come first Kusto leaves open: here the greater, so that the answer stays the same.
        return new LimitRel(new SortRel(groups, [new(hits, Ascending: false, NullsFirst: false), new(value, Ascending: false, NullsFirst: false)]), count);
    }
}
