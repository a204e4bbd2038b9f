using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>The columns that stand behind <c>evaluate plugin(…) :</c>.</summary>
internal static class OutputSchema
{
    /// <summary>A plugin's rows with the written columns: one it does not give is null; <c>*</c> keeps the others, before them.</summary>
    public static Rel Apply(EvaluateOperator op, Rel rows)
    {
        var written = op.Schema!.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var columns = new Columns();
        var items = new List<(Column, Scalar)>();
        if (op.SchemaStar)
        {
            items.AddRange(rows.Columns.Where(c => !written.Contains(c.Name)).Select(c => (columns.Add(c.Name, new ColumnValue(c)), (Scalar)new ColumnValue(c))));
        }

        foreach (var declared in op.Schema!)
        {
            var value = rows.Find(declared.Name) is { } column ? Conversions.Explicit(new ColumnValue(column), declared.Type) : Constant.Null(declared.Type);
            items.Add((columns.Add(declared.Name, value.Type), value));
        }

        return Binder.Project(rows, items);
    }
}
