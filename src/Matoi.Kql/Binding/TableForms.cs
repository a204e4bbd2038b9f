using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Forms that make a value of rows.</summary>
internal static class TableForms
{
    /// <summary><c>toscalar(rows)</c>: the first column of the first row, computed once for the query; a value stays as it is.</summary>
    [SpecialForm("toscalar")]
    public static Scalar ToScalar(FormCall call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one tabular expression");
        }

        var (binder, scope) = (call.Context.Binder, call.Context.Scope);
        if (!binder.IsTable(call.Syntax.Arguments[0], scope, call.Context.Input))
        {
            // No row is at hand inside: a name that is also a column means the variable.
            return ScalarBinder.Bind(call.Syntax.Arguments[0], new(binder, scope));
        }

        var rows = binder.BindTable(call.Syntax.Arguments[0], scope);
        return rows.Columns is [var first, ..] ? new ScalarRows(rows, first.Type)
            : rows.Open ? Constant.Null(KqlType.Dynamic)
            : call.Fault("KQL308", "toscalar needs rows with at least one column", 0);
    }
}
