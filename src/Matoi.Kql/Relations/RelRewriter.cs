using System.Collections.Immutable;
using Matoi.Kql.Functions;

namespace Matoi.Kql.Relations;

/// <summary>Builds a tree of relations anew with some nodes or values changed. A relation that is used twice is built once.</summary>
internal abstract class RelRewriter
{
    private readonly Dictionary<Rel, Rel> _done = new(ReferenceEqualityComparer.Instance);

    /// <summary>The new relation; its columns are the same objects, so that who names them still finds them.</summary>
    public Rel Rewrite(Rel rows)
    {
        if (!_done.TryGetValue(rows, out var made))
        {
            made = _done[rows] = Build(rows);
        }

        return made;
    }

    /// <summary>Hidden columns that a node must give besides its own.</summary>
    protected abstract IEnumerable<(Column Column, Scalar Value)> Extra(Rel rows);

    /// <summary>What stands in place of a value of a node; null to keep it and look at its parts.</summary>
    protected abstract Scalar? Replacement(Scalar value, Rel rows);

    /// <summary>A stored table with hidden columns added.</summary>
    protected abstract ScanRel Scan(ScanRel scan);

    private Rel Build(Rel rows)
    {
        switch (rows)
        {
            case ScanRel scan:
                return Scan(scan);
            case ProjectRel project:
                var extra = Extra(project).ToList();
                return new ProjectRel(Rewrite(project.Input), Items(project.Items, project))
                {
                    HiddenItems = [.. Items(project.HiddenItems, project), .. extra], Hidden = [.. project.Hidden, .. extra.Select(e => e.Column)], Order = project.Order, Open = project.Open,
                };
            case FilterRel filter:
                return new FilterRel(Rewrite(filter.Input), Visit(filter.Predicate, filter));
            case SortRel sort:
                return new SortRel(Rewrite(sort.Input), sort.Order);
            case LimitRel limit:
                return new LimitRel(Rewrite(limit.Input), Visit(limit.Count, limit)) { Per = limit.Per };
            case SampleRel sample:
                return new SampleRel(Rewrite(sample.Input), Visit(sample.Count, sample));
            case SharedRel shared:
                return new SharedRel(Rewrite(shared.Inner), shared.Name, shared.Materialize);
            case WindowRel window:
                return new WindowRel(Rewrite(window.Input), [.. window.Items.Select(i => (i.Column, (WindowValue)Visit(i.Value, window)))], hide: window.Columns.Length == window.Input.Columns.Length) { Order = window.Order };
            case AggregateRel aggregate:
                return new AggregateRel(Rewrite(aggregate.Input), Items(aggregate.Keys, aggregate), [.. aggregate.Aggregates.Select(a => (a.Column, Visit(a.Value, aggregate)))]);
            case JoinRel join:
                return new JoinRel(Rewrite(join.Left), Rewrite(join.Right), join.Kind, [.. join.On.Select(k => (Visit(k.Left, join), Visit(k.Right, join)))], join.Outputs);
            case UnionRel union:
                return new UnionRel(union.Columns, [.. union.Inputs.Select(Rewrite)]) { Order = union.Order, Open = union.Open, Hidden = union.Hidden };
            case ExpandRel expand:
                return new ExpandRel(Rewrite(expand.Input), expand.Columns, [.. expand.Items.Select(i => (i.Column, Visit(i.Array, expand)))], expand.Index, expand.RowLimit is null ? null : Visit(expand.RowLimit, expand)) { Hidden = expand.Hidden, Order = expand.Order, Open = expand.Open };
            case LateralRel lateral:
                return new LateralRel(Rewrite(lateral.Left), Rewrite(lateral.Right), lateral.Columns, lateral.Outputs) { Hidden = lateral.Hidden, Order = lateral.Order, Open = lateral.Open };
            default:
                return rows;
        }
    }

    private ImmutableArray<(Column Column, Scalar Value)> Items(IEnumerable<(Column Column, Scalar Value)> items, Rel rows) => [.. items.Select(i => (i.Column, Visit(i.Value, rows)))];

    private AggregateCall Visit(AggregateCall call, Rel rows) => call with { Arguments = [.. call.Arguments.Select(a => Visit(a, rows))] };

    private Scalar Visit(Scalar value, Rel rows) => Replacement(value, rows) ?? value switch
    {
        Call call => call with { Arguments = [.. call.Arguments.Select(a => Visit(a, rows))] },
        Conditional conditional => conditional with { Branches = [.. conditional.Branches.Select(b => (Visit(b.When, rows), Visit(b.Then, rows)))], Else = Visit(conditional.Else, rows) },
        DynamicPath path => path with { Target = Visit(path.Target, rows) },
        InRows inside => inside with { Value = Visit(inside.Value, rows), Rows = Rewrite(inside.Rows) },
        ScalarRows first => first with { Rows = Rewrite(first.Rows) },
        WindowValue window => window with { Arguments = [.. window.Arguments.Select(a => Visit(a, rows))], Partition = [.. window.Partition.Select(p => Visit(p, rows))] },
        _ => value,
    };
}
