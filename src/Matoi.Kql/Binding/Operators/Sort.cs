using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>sort</c>, and the keys of <c>top</c>.</summary>
internal static class Sort
{
    /// <summary>The input in a new order.</summary>
    public static Rel Bind(IReadOnlyList<SortItem> items, Rel input, RowContext context)
    {
        var keys = new List<(SortItem Item, Scalar Value)>();
        foreach (var item in items)
        {
            var value = ScalarBinder.Bind(item.Value, context);
            if (value is Faulty)
            {
                return input;
            }

            keys.Add((item, value));
        }

        // Keys that are not columns become hidden ones.
        var columns = new Columns().Keep(input.AllColumns);
        var hidden = new List<(Column Column, Scalar Value)>();
        var order = new List<SortKey>();
        foreach (var (item, value) in keys)
        {
            var column = value is ColumnValue plain && input.AllColumns.Contains(plain.Column) ? plain.Column : columns.Hidden("sort", value.Type);
            if (value is not ColumnValue)
            {
                hidden.Add((column, value));
            }

            order.Add(new(column, item.Ascending, item.NullsFirst ?? item.Ascending));
        }

        if (hidden.Count == 0)
        {
            return new SortRel(input, [.. order]);
        }

        var rows = new ProjectRel(input, Binder.Same(input.Columns)) { HiddenItems = [.. Binder.Same(input.Hidden), .. hidden], Hidden = [.. input.Hidden, .. hidden.Select(h => h.Column)], Open = input.Open };
        return new SortRel(rows, [.. order]);
    }
}
