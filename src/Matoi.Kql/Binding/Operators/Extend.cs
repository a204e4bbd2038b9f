using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>extend</c>: a column of a taken name replaces the old one in its place.</summary>
internal static class Extend
{
    /// <summary>The input with new columns.</summary>
    public static Rel Bind(IReadOnlyList<Expr> items, Rel input, RowContext context)
    {
        var (rows, bound) = RowFunctions.Bind(items, input, context, (e, c) => (Syntax: e, Values: MultiColumnFunctions.OnlyNamed(e, OutputNames.Bind(e, c))));
        var columns = new Columns().Keep(input.Columns);
        var kept = Binder.Same(input.Columns).ToList();
        var written = new HashSet<string>(StringComparer.Ordinal);
        var unnamed = 1;
        foreach (var (item, values) in bound)
        {
            foreach (var (name, value) in values)
            {
                if (name is not null && item is NamedExpr && !written.Add(name))
                {
                    context.Binder.Error("KQL317", $"extend makes column '{name}' twice; use a second extend", item.Span);
                }

                var target = name ?? OutputColumns.Unnamed(columns, ref unnamed);
                var at = name is null ? -1 : kept.FindIndex(k => k.Column.Name == target);
                if (at < 0)
                {
                    kept.Add((columns.Add(target, value), value));
                    continue;
                }

                columns.Free(target);
                kept[at] = (columns.Add(target, value), value);
            }
        }

        return Binder.Project(rows, kept, input.Open);
    }
}
