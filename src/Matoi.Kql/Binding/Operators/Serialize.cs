using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>serialize</c>: gives rows without an order any, and keeps it from then on.</summary>
internal static class Serialize
{
    /// <summary>The input in one order, with new columns.</summary>
    public static Rel Bind(SerializeOperator op, Rel input, RowContext context)
    {
        var rows = RowFunctions.Numbered(input);
        return op.Items.Count == 0 ? rows : Extend.Bind(op.Items, rows, context with { Input = rows });
    }
}
