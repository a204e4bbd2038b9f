using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>summarize</c>. Hints change nothing.</summary>
internal static class Summarize
{
    /// <summary>One row per combination of keys.</summary>
    public static Rel Bind(SummarizeOperator op, Rel input, RowContext context)
    {
        var columns = new OutputColumns(context.Binder);
        var keys = op.By.SelectMany(item => OutputNames.Bind(item, context).Select(k => (Column: columns.Add(item, k.Name, k.Value), k.Value))).ToList();
        var aggregates = new List<(Column Column, AggregateCall Value)>();
        var inner = context with { Aggregates = aggregates, Keys = [.. keys.Select(k => k.Value).OfType<ColumnValue>().Select(k => k.Column)] };
        var values = new List<(Column, Scalar)>();
        foreach (var item in op.Aggregates)
        {
            var names = item is NamedExpr named ? named.Names.Count : 0;
            foreach (var (name, value) in Columns(item, inner))
            {
                Check(value, item, aggregates, context);
                values.Add((columns.Add(item, name, value, names-- > 0), value));
            }
        }

        return Binder.Project(RowFunctions.Grouped(input, keys, aggregates), [.. Binder.Same(keys.Select(k => k.Column)), .. values]);
    }

    /// <summary>Names and values of an item that holds aggregates; one such as <c>arg_max</c> gives several.</summary>
    public static IReadOnlyList<(string? Name, Scalar Value)> Columns(Expr item, RowContext context)
    {
        var names = item is NamedExpr named ? named.Names : [];
        var value = item is NamedExpr { Value: var inner } ? inner : item;
        if (value is not CallExpr call || AggregateTable.Find(call.Name) is not { Columns: { } columns } || context.Scope.Find(call.Name) is not null)
        {
            return OutputNames.Bind(item, context);
        }

        var made = columns(new(call, context, context.Aggregates!));
        if (names.Count > made.Count)
        {
            context.Binder.Error("KQL315", $"{call.Name} gives {made.Count} columns here, not {names.Count}", item.Span);
        }

        return [.. made.Select((column, i) => (i < names.Count ? names[i] : (string?)column.Name, column.Value))];
    }

    /// <summary>Outside aggregates there is no row: columns of the input may only be named behind <c>by</c>.</summary>
    public static void Check(Scalar value, Expr item, List<(Column Column, AggregateCall Value)> aggregates, RowContext context)
    {
        switch (value)
        {
            case ColumnValue column when aggregates.All(a => a.Column != column.Column):
                context.Binder.Error("KQL325", $"column '{column.Column.Name}' stands outside an aggregate: put it behind 'by', or into take_any()", item.Span);
                break;
            default:
                foreach (var operand in value.Operands)
                {
                    Check(operand, item, aggregates, context);
                }

                break;
        }
    }
}
