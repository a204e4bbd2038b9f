using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>datatable</c>.</summary>
internal static class DataTables
{
    /// <summary>Rows of constants.</summary>
    public static Rel Bind(Binder binder, DataTableExpr table, Scope scope)
    {
        var columns = new Columns();
        var made = table.Columns.Select(c => columns.Add(c.Name, c.Type)).ToList();
        if (made.Count == 0 || table.Values.Count % made.Count != 0)
        {
            binder.Error("KQL312", $"datatable has {made.Count} columns but {table.Values.Count} values; the values must fill whole rows", table.Span);
            return new ValuesRel([.. made], []);
        }

        var rows = new List<IReadOnlyList<Scalar>>();
        for (var i = 0; i < table.Values.Count; i += made.Count)
        {
            rows.Add([.. made.Select((column, j) => Cell(binder, table.Values[i + j], column, scope))]);
        }

        return new ValuesRel([.. made], rows);
    }

    private static Scalar Cell(Binder binder, Expr value, Column column, Scope scope)
    {
        var bound = ScalarBinder.Bind(value, new(binder, scope));
        return Conversions.Explicit(bound, column.Type) as Constant ?? Constant.Null(column.Type);
    }
}
