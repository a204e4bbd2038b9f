using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Forms that ask whether a column exists: content for tables of several schemas is written with them.</summary>
internal static class ColumnForms
{
    /// <summary><c>column_ifexists(name, default)</c>: the column where the rows have it, else the default.</summary>
    [SpecialForm("column_ifexists")]
    [SpecialForm("columnifexists")]
    public static Scalar ColumnIfExists(FormCall call)
    {
        if (call.Count != 2)
        {
            return call.Wrong("the name of a column and a value to take in its place");
        }

        return Name(call) is not { } name ? new Faulty() : Find(name, call.Context) ?? call.Argument(1);
    }

    /// <summary><c>iscolumnexists(name)</c>.</summary>
    [SpecialForm("iscolumnexists")]
    public static Scalar IsColumn(FormCall call)
        => call.Count != 1 ? call.Wrong("the name of a column") : Name(call) is not { } name ? new Faulty() : new Constant(KqlType.Bool, Find(name, call.Context) is not null);

    private static string? Name(FormCall call) => call.Context.Binder.BindConstant(call.Syntax.Arguments[0], call.Context.Scope, KqlType.String, "the name of a column")?.Value as string;

    private static Scalar? Find(string name, RowContext context)
        => (context.Input?.Find(name) ?? context.Input?.Hidden.FirstOrDefault(c => c.Name == name && name.StartsWith('_'))) is { } column ? new ColumnValue(column) : context.Outer?.Find(name) is { } outer ? new OuterValue(outer) : null;

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
