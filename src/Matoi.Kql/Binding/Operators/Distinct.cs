using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>distinct</c>.</summary>
internal static class Distinct
{
    /// <summary>Every combination of values once.</summary>
    public static Rel Bind(DistinctOperator op, Rel input, RowContext context)
    {
        var columns = new OutputColumns(context.Binder);
        var keys = new List<(Column, Scalar)>();
        foreach (var item in op.Items)
        {
            if (item is WildcardExpr { Pattern: "*" })
            {
                keys.AddRange(input.Columns.Select(c => (columns.Add(item, c.Name, new ColumnValue(c)), (Scalar)new ColumnValue(c))));
            }
            else
            {
                keys.AddRange(OutputNames.Bind(item, context).Select(k => (columns.Add(item, k.Name, k.Value), k.Value)));
            }
        }

        return Binder.Project(RowFunctions.Grouped(input, keys, []), Binder.Same(keys.Select(k => k.Item1)), input.Open && op.Items is [WildcardExpr]);
    }
}
