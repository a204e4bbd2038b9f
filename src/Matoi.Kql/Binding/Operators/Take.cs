using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>take</c>, and the end of <c>top</c>.</summary>
internal static class Take
{
    /// <summary>The first rows.</summary>
    public static Rel Bind(Expr count, Rel input, RowContext context)
        => context.Binder.BindCount(count, context.Scope, "the number of rows") is { } rows ? new LimitRel(input, rows) : input;
}
