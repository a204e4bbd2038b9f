using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Forms about the columns of rows.</summary>
internal static class ColumnForms
{
    /// <summary><c>column_names_of(rows)</c>: the names of the columns as an array.</summary>
    [SpecialForm("column_names_of")]
    public static Scalar ColumnNamesOf(FormCall call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one tabular expression");
        }

        var rows = call.Context.Binder.BindTable(call.Syntax.Arguments[0], call.Context.Scope);
        return new Constant(KqlType.Dynamic, Json.Write(new JsonArray([.. rows.Columns.Select(c => (JsonNode)c.Name)])));
    }
}
