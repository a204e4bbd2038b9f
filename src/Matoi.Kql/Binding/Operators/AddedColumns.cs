using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Adds columns as <c>extend</c> does: one of a taken name replaces the old column in its place.</summary>
internal static class AddedColumns
{
    /// <summary>The columns of <paramref name="input"/> and the new ones, computed over <paramref name="rows"/>, which are the input with more hidden columns.</summary>
    public static ProjectRel Add(Rel rows, Rel input, IReadOnlyList<(string Name, Scalar Value)> added)
    {
        var columns = new Columns().Keep(rows.AllColumns);
        var kept = Binder.Same(input.Columns).ToList();
        foreach (var (name, value) in added)
        {
            var at = kept.FindIndex(k => k.Column.Name == name);
            columns.Free(name);
            var item = (columns.Add(name, value), value);
            if (at >= 0)
            {
                kept[at] = item;
            }
            else
            {
                kept.Add(item);
            }
        }

        // Hidden columns of the input carry its order; those made for this step end here.
        var hidden = Binder.Same(input.Hidden).ToList();
        return Order(rows, kept, hidden, input);
    }

    /// <summary>The rows with more hidden columns.</summary>
    public static ProjectRel Hide(Rel rows, IReadOnlyList<(Column Column, Scalar Value)> added)
        => new(rows, Binder.Same(rows.Columns)) { HiddenItems = [.. Binder.Same(rows.Hidden), .. added], Hidden = [.. rows.Hidden, .. added.Select(a => a.Column)], Order = rows.Order, Open = rows.Open };

    private static ProjectRel Order(Rel rows, List<(Column Column, Scalar Value)> items, List<(Column Column, Scalar Value)> hidden, Rel input)
    {
        // A key whose column is replaced goes on unseen.
        var names = new Columns().Keep(items.Select(i => i.Column)).Keep(hidden.Select(h => h.Column)).Keep(rows.AllColumns);
        var order = input.Order;
        foreach (var key in input.Order.Where(k => items.All(i => i.Column != k.Column) && hidden.All(h => h.Column != k.Column)))
        {
            var column = names.Hidden(key.Column.Name, key.Column.Type, key.Column.Form);
            hidden.Add((column, new ColumnValue(key.Column)));
            order = order.Replace(key, key with { Column = column });
        }

        return new(rows, items) { HiddenItems = hidden, Hidden = [.. hidden.Select(h => h.Column)], Order = order, Open = input.Open };
    }
}
