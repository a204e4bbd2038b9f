using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>A column of a union: for each leg the column it comes from, null where the leg has none; <paramref name="From"/> is null for the source's name.</summary>
internal sealed record UnionColumn(Column Column, IReadOnlyList<Column?>? From);

/// <summary>Lays out the columns of a union.</summary>
internal static class UnionColumns
{
    /// <summary>The columns in the order they first occur, the source's name before all.</summary>
    public static List<UnionColumn> Of(IReadOnlyList<UnionLeg> legs, bool inner, string? source)
    {
        var names = legs.SelectMany(l => l.Rows.Columns).GroupBy(c => c.Name, StringComparer.Ordinal).Select(g => (Name: g.Key, Types: g.Select(c => c.Type).Distinct().ToList())).ToList();
        if (inner)
        {
            names = [.. names.Where(n => n.Types.Count == 1 && legs.All(l => l.Rows.Find(n.Name) is not null))];
        }

        var columns = new Columns();
        var made = new Dictionary<(string, KqlType), UnionColumn>();
        var plan = new List<UnionColumn>();
        if (source is not null)
        {
            plan.Add(new(columns.Add(source, KqlType.String), null));
        }

        // Plain names are given first: x_long, made because x has several types, moves aside for a column that really has this name.
        foreach (var (name, types) in names.OrderBy(n => n.Types.Count > 1))
        {
            foreach (var type in types)
            {
                var from = legs.Select(l => l.Rows.Find(name) is { } column && column.Type == type ? column : null).ToList();
                made[(name, type)] = new(columns.Add(types.Count == 1 ? name : $"{name}_{Conversions.Name(type)}", type, Form(from)), from);
            }
        }

        plan.AddRange(names.SelectMany(n => n.Types.Select(t => made[(n.Name, t)])));
        return plan;
    }

    /// <summary>The form that all legs can be given without work; stored times stay as they are only when no leg computes them.</summary>
    private static ColumnForm Form(List<Column?> from)
    {
        var forms = from.OfType<Column>().Select(c => c.Form).Distinct().ToList();
        return forms is [var only] ? only : forms.Contains(ColumnForm.NullableText) ? ColumnForm.NullableText : ColumnForm.Canonical;
    }
}
