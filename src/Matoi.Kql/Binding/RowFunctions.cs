using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds expressions that may hold row functions (<c>prev</c>, <c>row_number</c>): these are computed one step before, over the input's order.</summary>
internal static class RowFunctions
{
    /// <summary>The value, and the rows it stands over: the input, or the input with hidden columns that hold the row functions' values.</summary>
    public static (Rel Rows, Scalar Value) Bind(Expr expression, Rel input, RowContext context)
    {
        var (rows, values) = Bind([expression], input, context, (e, c) => ScalarBinder.Bind(e, c));
        return (rows, values[0]);
    }

    /// <summary>The same for several expressions at once.</summary>
    public static (Rel Rows, List<T> Values) Bind<T>(IEnumerable<Expr> expressions, Rel input, RowContext context, Func<Expr, RowContext, T> bind)
    {
        var windows = new List<(Column, WindowValue)>();
        var inner = context with { Input = input, Windows = windows };
        var values = expressions.Select(e => bind(e, inner)).ToList();
        return (windows.Count == 0 ? input : new WindowRel(input, windows, hide: true), values);
    }
}
