using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>print</c>.</summary>
internal static class Print
{
    /// <summary>One row.</summary>
    public static Rel Bind(PrintOperator op, RowContext context)
    {
        var columns = new Columns();
        var one = new ValuesRel([], [[]]);
        var items = op.Items.SelectMany(i => OutputNames.Bind(i, context) is [var only] && i is not NamedExpr ? [(null, only.Value)] : OutputNames.Bind(i, context)).ToList();
        return Binder.Project(one, [.. items.Select((item, i) => (columns.Add(item.Name ?? $"print_{i}", item.Value), item.Value))]);
    }
}
