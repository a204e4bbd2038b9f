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
        var auto = 1;
        foreach (var (name, value) in bound.SelectMany(b => b.Values))
        {
            var target = name ?? $"Column{auto++}";
            var at = name is null ? -1 : kept.FindIndex(k => k.Column.Name == target);
            if (at >= 0)
            {
                columns.Free(target);
            }

            var item = (columns.Add(target, value), value);
            if (at >= 0)
            {
                kept[at] = item;
            }
            else
            {
                kept.Add(item);
            }
        }

        return Binder.Project(rows, kept, input.Open);
    }
}
