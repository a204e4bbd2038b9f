namespace Matoi.Kql.Relations;

/// <summary>What a relation is made of, one step down: for walks over the tree.</summary>
internal static class RelationParts
{
    /// <summary>The relations a node reads from.</summary>
    public static IEnumerable<Rel> Inputs(Rel rows) => rows switch
    {
        ProjectRel project => [project.Input],
        FilterRel filter => [filter.Input],
        SortRel sort => [sort.Input],
        LimitRel limit => [limit.Input],
        SampleRel sample => [sample.Input],
        WindowRel window => [window.Input],
        AggregateRel aggregate => [aggregate.Input],
        ExpandRel expand => [expand.Input],
        SharedRel shared => [shared.Inner],
        JoinRel join => [join.Left, join.Right],
        LateralRel lateral => [lateral.Left, lateral.Right],
        UnionRel union => union.Inputs,
        _ => [],
    };

    /// <summary>The values a node computes.</summary>
    public static IEnumerable<Scalar> Values(Rel rows) => rows switch
    {
        ProjectRel project => project.Items.Concat(project.HiddenItems).Select(i => i.Value),
        FilterRel filter => [filter.Predicate],
        LimitRel limit => [limit.Count],
        SampleRel sample => [sample.Count],
        WindowRel window => window.Items.Select(i => i.Value),
        AggregateRel aggregate => aggregate.Keys.Select(k => k.Value).Concat(aggregate.Aggregates.SelectMany(a => a.Value.Arguments)),
        ExpandRel expand => expand.Items.Select(i => i.Array).Concat(expand.RowLimit is { } limit ? [limit] : []),
        JoinRel join => join.On.SelectMany(k => new[] { k.Left, k.Right }),
        RangeRel range => [range.From, range.To, range.Step],
        ValuesRel values => values.Rows.SelectMany(r => r),
        _ => [],
    };

    /// <summary>The relations inside a value.</summary>
    public static Rel? Rows(Scalar value) => value switch
    {
        InRows rows => rows.Rows,
        ScalarRows rows => rows.Rows,
        _ => null,
    };

    /// <summary>A value and all values inside it, each object once.</summary>
    public static IEnumerable<Scalar> All(Scalar value)
    {
        if (value is ColumnValue or Constant)
        {
            yield return value;
            yield break;
        }

        var seen = new HashSet<Scalar>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Scalar>([value]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                yield return next;
                foreach (var operand in next.Operands)
                {
                    open.Push(operand);
                }
            }
        }
    }

    /// <summary>True when a relation reads a stored table.</summary>
    public static bool HasTable(Rel rows)
    {
        var seen = new HashSet<Rel>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Rel>([rows]);
        while (open.TryPop(out var next))
        {
            if (next is ScanRel { Source: not null })
            {
                return true;
            }

            foreach (var inner in seen.Add(next) ? Inputs(next).Concat(Values(next).SelectMany(All).Select(Rows).OfType<Rel>()) : [])
            {
                open.Push(inner);
            }
        }

        return false;
    }

    /// <summary>True when a relation names the row of a <see cref="LateralRel"/> around it.</summary>
    public static bool UsesOuter(Rel rows)
    {
        var seen = new HashSet<Rel>(ReferenceEqualityComparer.Instance);
        var own = new HashSet<Column>();
        var used = new HashSet<Column>();
        var open = new Stack<Rel>([rows]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (next is LateralRel lateral)
            {
                own.UnionWith(lateral.Left.AllColumns);
            }

            foreach (var value in Values(next).SelectMany(All))
            {
                if (value is OuterValue outer)
                {
                    used.Add(outer.Column);
                }
                else if (Rows(value) is { } inner)
                {
                    open.Push(inner);
                }
            }

            foreach (var input in Inputs(next))
            {
                open.Push(input);
            }
        }

        return used.Any(c => !own.Contains(c));
    }
}
