using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>
/// Binds <c>mv-apply</c>: a query of its own over the elements of every row. The query sees the row's columns and the elements; its result's columns take the place of
/// the row's columns of their names, or come last. A query that summarizes without keys gives a row for an empty array too.
/// </summary>
internal static class MvApply
{
    /// <summary>The rows with what the query gives for each.</summary>
    public static Rel Bind(MvApplyOperator op, Rel input, RowContext context)
    {
        if (Expansion.Bind(op.Parameters, op.Items, op.Limit, input, context) is not { } expansion)
        {
            return input;
        }

        var dropped = expansion.Items.Select(i => i.Source).OfType<Column>().ToHashSet();
        return op.Body is PipeExpr { Source: EmptySourceExpr, Operators: var steps } && steps.All(s => s is WhereOperator or ExtendOperator or ProjectOperator)
            ? PerElement(op, input, context, expansion, dropped) ?? PerRow(op, input, context, expansion, dropped)
            : PerRow(op, input, context, expansion, dropped);
    }

    /// <summary>A query that looks at one element at a time runs over all elements of all rows together; null when it turns out to look at more.</summary>
    private static Rel? PerElement(MvApplyOperator op, Rel input, RowContext context, Expansion expansion, HashSet<Column> dropped)
    {
        // The row's columns go along out of sight, so that the query may do what it likes with those in sight.
        var columns = new Columns().Keep(input.AllColumns);
        var kept = input.Columns.Where(c => !dropped.Contains(c)).ToList();
        var hidden = kept.Select((c, i) => columns.Hidden(HiddenName(op, i), c.Type, c.Form)).ToList();
        var copied = new ProjectRel(input, Binder.Same(input.Columns))
        {
            HiddenItems = [.. Binder.Same(input.Hidden), .. hidden.Zip(kept, (h, c) => (h, (Scalar)new ColumnValue(c)))],
            Hidden = [.. input.Hidden, .. hidden],
            Order = input.Order,
            Open = input.Open,
        };
        var start = Start(expansion, copied, kept, dropped, ordered: !input.Order.IsEmpty);
        var result = context.Binder.BindTable(op.Body, new Scope(context.Scope), start, context.Outer);
        if (!IsRowWise(result, start))
        {
            return null;
        }

        var names = new Columns();
        var items = new List<(Column, Scalar)>();
        for (var i = 0; i < kept.Count; i++)
        {
            var source = result.Find(kept[i].Name) ?? result.Hidden.First(h => h.Name == HiddenName(op, i));
            items.Add((names.Add(kept[i].Name, new ColumnValue(source)), new ColumnValue(source)));
        }

        var rest = result.Columns.Where(c => kept.TrueForAll(k => k.Name != c.Name));
        return Binder.Project(result, [.. items, .. rest.Select(c => (names.Add(c.Name, new ColumnValue(c)), (Scalar)new ColumnValue(c)))], input.Open || result.Open);
    }

    private static Rel PerRow(MvApplyOperator op, Rel input, RowContext context, Expansion expansion, HashSet<Column> dropped)
    {
        // The arrays are computed with the row, so that the query over the elements depends on them alone.
        var columns = new Columns().Keep(input.AllColumns);
        var arrays = expansion.Items.Select(i => (Column: columns.Hidden(i.Name, KqlType.Dynamic), i.Array)).ToList();
        var left = new ProjectRel(input, Binder.Same(input.Columns))
        {
            HiddenItems = [.. Binder.Same(input.Hidden), .. arrays.Select(a => (a.Column, a.Array))],
            Hidden = [.. input.Hidden, .. arrays.Select(a => a.Column)],
            Order = input.Order,
            Open = input.Open,
        };

        var copies = new Columns();
        var kept = input.Columns.Where(c => !dropped.Contains(c)).Select(c => (Source: c, Copy: copies.Add(c.Name, c.Type))).ToList();
        var copiedArrays = arrays.Select(a => (a.Column, Copy: copies.Hidden(a.Column.Name, KqlType.Dynamic))).ToList();
        var row = new ProjectRel(new ValuesRel([], [[]]), [.. kept.Select(k => (k.Copy, (Scalar)new OuterValue(k.Source)))])
        {
            HiddenItems = [.. copiedArrays.Select(a => (a.Copy, (Scalar)new OuterValue(a.Column)))],
            Hidden = [.. copiedArrays.Select(a => a.Copy)],
            Open = input.Open,
        };
        var start = Start(expansion.Over([.. copiedArrays.Select(a => a.Copy)]), row, [.. kept.Select(k => k.Copy)], new HashSet<Column>(), ordered: true);
        var result = context.Binder.BindTable(op.Body, new Scope(context.Scope), start, context.Outer);

        var names = new Columns();
        var outputs = new List<(Column Column, bool FromRight, Column Source)>();
        foreach (var (source, copy) in kept)
        {
            // A column that the query only passes on is taken from the row itself: the query need not carry it.
            var own = result.Find(source.Name) is { } given && Origin(result, given) != copy ? given : null;
            outputs.Add((names.Add(source.Name, (own ?? source).Type, (own ?? source).Form), own is not null, own ?? source));
        }

        outputs.AddRange(result.Columns.Where(c => kept.TrueForAll(k => k.Source.Name != c.Name)).Select(c => (names.Add(c.Name, c.Type, c.Form), true, c)));
        var visible = outputs.Count;
        var order = new List<SortKey>();
        foreach (var key in input.Order)
        {
            var column = names.Hidden(key.Column.Name, key.Column.Type, key.Column.Form);
            outputs.Add((column, false, key.Column));
            order.Add(key with { Column = column });
        }

        return new LateralRel(left, result, [.. outputs.Take(visible).Select(o => o.Column)], outputs)
        {
            Hidden = [.. outputs.Skip(visible).Select(o => o.Column)],
            Order = [.. order],
            Open = input.Open || result.Open,
        };
    }

    /// <summary>What the query starts from: the row's columns, then the elements; an element takes the place of a column of its name.</summary>
    private static Rel Start(Expansion expansion, Rel rows, IReadOnlyList<Column> kept, IReadOnlySet<Column> dropped, bool ordered)
    {
        var (expanded, elements, index) = expansion.Rows(rows, dropped, ordered);
        return Binder.Project(expanded, expansion.Outputs(kept, elements, index), rows.Open);
    }

    private static bool IsRowWise(Rel rows, Rel start)
    {
        while (rows != start)
        {
            if (rows is not (ProjectRel or FilterRel))
            {
                return false;
            }

            rows = rows is ProjectRel project ? project.Input : ((FilterRel)rows).Input;
        }

        return true;
    }

    /// <summary>The column that a column is only passed on from, as far down as can be told.</summary>
    private static Column Origin(Rel rows, Column column)
    {
        while (true)
        {
            switch (rows)
            {
                case ProjectRel project when project.Items.Concat(project.HiddenItems).FirstOrDefault(i => i.Column == column).Value is ColumnValue source:
                    (rows, column) = (project.Input, source.Column);
                    break;
                case FilterRel or SortRel or LimitRel or SharedRel or ExpandRel:
                case WindowRel window when window.Items.All(i => i.Column != column):
                    rows = RelationParts.Inputs(rows).First();
                    break;
                default:
                    return column;
            }
        }
    }

    private static string HiddenName(MvApplyOperator op, int column) => FormattableString.Invariant($"~{op.Span.Start}.{column}");
}
