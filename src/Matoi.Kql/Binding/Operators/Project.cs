using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>project</c>; its relatives are in <see cref="ProjectColumns"/>.</summary>
internal static class Project
{
    /// <summary>The input with only the written columns.</summary>
    public static Rel Bind(ProjectOperator op, Rel input, RowContext context)
    {
        if (op.Word != "project")
        {
            return ProjectColumns.Bind(op, input, context);
        }

        var (rows, bound) = RowFunctions.Bind(op.Items.Select(i => i.Value), input, context, (e, c) => (Syntax: e, Values: OutputNames.Bind(e, c)));
        var columns = new OutputColumns(context.Binder);
        return Binder.Project(rows, [.. bound.SelectMany(b => b.Values.Select(v => (columns.Add(b.Syntax, v.Name, v.Value), v.Value)))]);
    }
}
