using Matoi.Kql.Functions;

namespace Matoi.Kql.Relations;

/// <summary>
/// Finds which columns of every relation in a tree are needed for its result. Relations that are shared or stand inside values are asked by all who use them
/// before the answer holds.
/// </summary>
internal sealed class Needs
{
    private readonly Dictionary<Rel, HashSet<Column>> _needed = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(Rel Rows, List<Column> Columns)> _open = [];
    private readonly HashSet<Scalar> _values = new(ReferenceEqualityComparer.Instance);

    private Needs()
    {
    }

    /// <summary>The needs when all visible columns of the result are wanted.</summary>
    /// <exception cref="InvalidOperationException">A value names a column that the rows under it do not have.</exception>
    public static Needs Of(Rel result)
    {
        var needs = new Needs();
        needs.Ask(result, result.Columns);
        needs.Answer();
        return needs;
    }

    /// <summary>The needed ones among columns of a relation, in their order; all for one that is not in the tree.</summary>
    public IEnumerable<Column> Among(Rel rows, IEnumerable<Column> columns) => _needed.TryGetValue(rows, out var needed) ? columns.Where(needed.Contains) : columns;

    /// <summary>True when a column of a relation is needed.</summary>
    public bool Has(Rel rows, Column column) => !_needed.TryGetValue(rows, out var needed) || needed.Contains(column);

    /// <summary>The aggregates that are computed: those needed, and one when there is no key, so that there is a row over nothing.</summary>
    public IReadOnlyList<(Column Column, AggregateCall Value)> Kept(AggregateRel aggregate)
    {
        var kept = aggregate.Aggregates.Where(a => Has(aggregate, a.Column)).ToList();
        return kept.Count == 0 && aggregate.Keys.Count == 0 ? [.. aggregate.Aggregates.Take(1)] : kept;
    }

    private void Ask(Rel rows, IEnumerable<Column> columns) => _open.Push((rows, columns as List<Column> ?? [.. columns]));

    private void Answer()
    {
        while (_open.TryPop(out var asked))
        {
            // The order of rows may matter to whoever reads them.
            var (rows, columns) = asked;
            var first = !_needed.TryGetValue(rows, out var needed);
            needed ??= _needed[rows] = [];
            var before = needed.Count;
            needed.UnionWith(columns);
            foreach (var key in rows.Order)
            {
                needed.Add(key.Column);
            }

            if (first || needed.Count > before)
            {
                Check(rows, needed);
                AskInputs(rows, needed);
            }
        }
    }

    private static void Check(Rel rows, HashSet<Column> needed)
    {
        // These have their input's columns, where they are checked.
        if (rows is FilterRel or SortRel or LimitRel)
        {
            return;
        }

        var own = rows.AllColumns.ToHashSet();
        if (needed.FirstOrDefault(c => !own.Contains(c)) is { } strange)
        {
            throw new StatementRefusedException($"the column '{strange.Name}' is used where its row is not at hand: a query inside an expression cannot depend on the row around it");
        }
    }

    private void AskInputs(Rel rows, HashSet<Column> needed)
    {
        switch (rows)
        {
            case ProjectRel project:
                Ask(project.Input, Used(project.Items.Concat(project.HiddenItems).Where(i => needed.Contains(i.Column)).Select(i => i.Value)));
                break;
            case WindowRel window:
                var items = window.Items.Select(i => i.Column).ToHashSet();
                Ask(window.Input, needed.Where(c => !items.Contains(c)).Concat(Used(window.Items.Where(i => needed.Contains(i.Column)).Select(i => i.Value))));
                break;
            case AggregateRel aggregate:
                Ask(aggregate.Input, Used(aggregate.Keys.Select(k => k.Value).Concat(Kept(aggregate).SelectMany(a => a.Value.Arguments))));
                break;
            case JoinRel join:
                Ask(join.Left, Sources(join.Outputs, needed, right: false).Concat(Used(join.On.Select(k => k.Left))));
                Ask(join.Right, Sources(join.Outputs, needed, right: true).Concat(Used(join.On.Select(k => k.Right))));
                break;
            case UnionRel union:
                foreach (var input in union.Inputs)
                {
                    Ask(input, input.Columns.Where((_, i) => needed.Contains(union.Columns[i])));
                }

                break;
            case ExpandRel expand:
                var made = expand.Items.Select(i => i.Column).ToHashSet();
                Ask(expand.Input, needed.Where(c => !made.Contains(c) && c != expand.Index).Concat(Used(RelationParts.Values(expand))));
                break;
            case LateralRel lateral:
                Ask(lateral.Right, Sources(lateral.Outputs, needed, right: true));
                Ask(lateral.Left, Sources(lateral.Outputs, needed, right: false).Concat(Outer(lateral)));
                break;
            default:
                var used = Used(RelationParts.Values(rows));
                used.AddRange(needed);
                used.AddRange(rows is LimitRel limit ? limit.Per : []);
                foreach (var input in RelationParts.Inputs(rows))
                {
                    Ask(input, used);
                }

                break;
        }
    }

    private static IEnumerable<Column> Sources(IReadOnlyList<(Column Column, bool FromRight, Column Source)> outputs, HashSet<Column> needed, bool right)
        => outputs.Where(o => o.FromRight == right && needed.Contains(o.Column)).Select(o => o.Source);

    /// <summary>The columns that values name; the relations inside them are asked for what the values take.</summary>
    private List<Column> Used(IEnumerable<Scalar> values)
    {
        var used = new List<Column>();
        foreach (var value in values.SelectMany(RelationParts.All))
        {
            if (value is ColumnValue column)
            {
                used.Add(column.Column);
            }
            else if (RelationParts.Rows(value) is { } rows && _values.Add(value))
            {
                Ask(rows, rows.Columns.Take(1));
            }
        }

        return used;
    }

    /// <summary>The columns of the left side that the right one names.</summary>
    private IEnumerable<Column> Outer(LateralRel lateral)
    {
        var left = lateral.Left.AllColumns.ToHashSet();
        var seen = new HashSet<Rel>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Rel>([lateral.Right]);
        while (open.TryPop(out var rows))
        {
            if (!seen.Add(rows))
            {
                continue;
            }

            foreach (var value in Computed(rows).SelectMany(RelationParts.All))
            {
                if (value is OuterValue outer && left.Contains(outer.Column))
                {
                    yield return outer.Column;
                }
                else if (RelationParts.Rows(value) is { } inner)
                {
                    open.Push(inner);
                }
            }

            foreach (var input in RelationParts.Inputs(rows))
            {
                open.Push(input);
            }
        }
    }

    private IEnumerable<Scalar> Computed(Rel rows)
        => rows is ProjectRel project ? project.Items.Concat(project.HiddenItems).Where(i => Has(project, i.Column)).Select(i => i.Value) : RelationParts.Values(rows);
}
