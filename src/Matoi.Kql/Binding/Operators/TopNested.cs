using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>
/// Binds <c>top-nested</c>: each level chooses the best values within those of the level above. With <c>others</c> the rest of a level becomes one row, whose lower
/// levels are null, or named as those levels' own others.
/// </summary>
internal sealed class TopNested
{
    private readonly List<Level> _levels = [];
    private readonly Columns _names = new();
    private readonly Rel _rows;

    private TopNested(TopNestedOperator op, Rel input, RowContext context)
    {
        foreach (var syntax in op.Levels)
        {
            var (name, key) = OutputNames.Bind(syntax.Of, context)[0];
            var aggregates = new List<(Column, AggregateCall)>();
            var (byName, by) = Summarize.Columns(syntax.By, context with { Aggregates = aggregates, Keys = [] })[0];
            var count = syntax.Count is null ? null : context.Binder.BindCount(syntax.Count, context.Scope, "the number of values");
            var column = _names.Add(name ?? "Column1", key);
            var value = _names.Add(syntax.By is NamedExpr ? byName! : $"aggregated_{column.Name}", by.Type);
            var label = syntax.Others is null ? null : Label(syntax.Others, key, context);
            _levels.Add(new(column, key, value, by, aggregates, count, syntax.Ascending ?? false, label));
        }

        var columns = new Columns().Keep(input.Columns);
        _rows = new SharedRel(new ProjectRel(input, [.. Binder.Same(input.Columns), .. _levels.Select(l => (l.Hidden = columns.Hidden(l.Column.Name, l.Key.Type), l.Key))]), "nested", materialize: false);
    }

    /// <summary>Two columns per level: the value and what it was chosen by.</summary>
    public static Rel Bind(TopNestedOperator op, Rel input, RowContext context)
    {
        var nested = new TopNested(op, input, context);
        return nested._levels.Any(l => l.Key is Faulty || l.By is Faulty) ? Binder.Empty() : nested.All();
    }

    private static Scalar? Label(Expr others, Scalar key, RowContext context) => context.Binder.BindConstant(others, context.Scope, key.Type, "the name of others");

    private Rel All()
    {
        var chosen = new List<Rel>();
        var rest = new List<Rel>();
        for (var depth = 0; depth < _levels.Count; depth++)
        {
            chosen.Add(new SharedRel(Best(depth, chosen.LastOrDefault()), $"level{depth + 1}", materialize: false));
            if (_levels[depth].Others is not null)
            {
                rest.Add(Others(depth, chosen));
            }
        }

        var best = chosen[^1];
        return rest.Count == 0
            ? new SortRel(best, [.. _levels.SelectMany((l, i) => new SortKey[] { new(best.Columns[2 * i + 1], l.Ascending, NullsFirst: false), new(best.Columns[2 * i], true, NullsFirst: false) })])
            : new UnionRel([.. _levels.SelectMany(l => new[] { l.Column, l.Value })], [best, .. rest]);
    }

    /// <summary>The best values of a level within those of the levels above, which come before them as columns.</summary>
    private Rel Best(int depth, Rel? above)
    {
        var level = _levels[depth];
        var fresh = new Columns().Keep(above?.Columns ?? []);
        var groups = Groups(_rows, depth, depth + 1, [level]);
        var (key, value) = (fresh.Add(level.Column.Name, level.Key.Type), fresh.Add(level.Value.Name, level.By.Type));
        Rel rows = above is null
            ? new ProjectRel(groups, [(key, new ColumnValue(groups.Columns[0])), (value, new ColumnValue(groups.Columns[1]))])
            : new JoinRel(above, groups, JoinKind.Inner, Parents(above, groups, depth), [.. Same(above), (key, true, groups.Columns[depth]), (value, true, groups.Columns[depth + 1])]);
        return level.Count is null ? rows : new LimitRel(new SortRel(rows, [new(value, level.Ascending, NullsFirst: false)]), level.Count) { Per = [.. Enumerable.Range(0, depth).Select(i => rows.Columns[2 * i])] };
    }

    /// <summary>One row for all that a level did not choose, for each choice of the levels above.</summary>
    private Rel Others(int depth, List<Rel> chosen)
    {
        var rows = depth == 0 ? _rows : Joined(_rows, chosen[depth - 1], JoinKind.LeftSemi, depth);
        rows = Joined(rows, chosen[depth], JoinKind.LeftAnti, depth + 1);
        var named = _levels.Skip(depth).Where(l => l.Others is not null).ToList();
        var groups = Groups(rows, depth, depth, named);
        var above = depth == 0 ? null : chosen[depth - 1];
        var joined = above is null ? groups : new JoinRel(above, groups, JoinKind.Inner, Parents(above, groups, depth), [.. Same(above), .. groups.Columns.Skip(depth).Select(c => (c, true, c))]);
        var values = joined.Columns.Take(2 * depth).Select(c => (Scalar)new ColumnValue(c)).ToList();
        foreach (var level in _levels.Skip(depth))
        {
            var at = named.IndexOf(level);
            values.Add(at < 0 ? Constant.Null(level.Key.Type) : level.Others!);
            values.Add(at < 0 ? Constant.Null(level.By.Type) : new ColumnValue(joined.Columns[(above is null ? 0 : 2 * depth) + at + (above is null && depth == 0 ? 1 : 0)]));
        }

        var fresh = new Columns();
        return new ProjectRel(joined, [.. values.Select((v, i) => (fresh.Add($"c{i}", v.Type), v))]);
    }

    /// <summary>Rows grouped by the keys of the first levels (of none: by a constant, so that no rows give no group), with what levels are chosen by.</summary>
    private Rel Groups(Rel rows, int depth, int keys, IReadOnlyList<Level> levels)
    {
        var fresh = new Columns();
        var by = _levels.Take(keys).Select(l => (Column: fresh.Add(l.Column.Name, l.Key.Type), Value: (Scalar)new ColumnValue(l.Hidden!))).ToList();
        if (by.Count == 0)
        {
            by.Add((fresh.Add("all", KqlType.Long), Constant.Long(depth)));
        }

        var groups = new AggregateRel(rows, by, [.. levels.SelectMany(l => l.Aggregates)]);
        return new ProjectRel(groups, [.. Binder.Same(by.Select(b => b.Column)), .. levels.Select((l, i) => (fresh.Add($"by{i}", l.By.Type), l.By))]);
    }

    private Rel Joined(Rel rows, Rel chosen, JoinKind kind, int depth)
        => new JoinRel(rows, chosen, kind, [.. Enumerable.Range(0, depth).Select(i => ((Scalar)new ColumnValue(_levels[i].Hidden!), (Scalar)new ColumnValue(chosen.Columns[2 * i])))], [.. Same(rows)]);

    private static List<(Scalar, Scalar)> Parents(Rel above, Rel groups, int depth)
        => [.. Enumerable.Range(0, depth).Select(i => ((Scalar)new ColumnValue(above.Columns[2 * i]), (Scalar)new ColumnValue(groups.Columns[i])))];

    private static IEnumerable<(Column, bool, Column)> Same(Rel rows) => rows.Columns.Select(c => (c, false, c));

    private sealed record Level(Column Column, Scalar Key, Column Value, Scalar By, List<(Column, AggregateCall)> Aggregates, Constant? Count, bool Ascending, Scalar? Others)
    {
        /// <summary>The key as a column of the rows.</summary>
        public Column? Hidden { get; set; }
    }
}
