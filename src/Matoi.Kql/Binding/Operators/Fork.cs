using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>fork</c> and <c>facet</c>, which give several tables: the first is shown, and a warning says so.</summary>
internal static class Fork
{
    /// <summary>The first branch; all are checked.</summary>
    public static Rel Bind(ForkOperator op, Rel input, RowContext context)
    {
        var shared = input as SharedRel ?? new SharedRel(input, "fork", materialize: false);
        var branches = op.Branches.Select(b => context.Binder.BindTable(b.Body, context.Scope, shared, context.Outer)).ToList();
        if (branches.Count > 1)
        {
            context.Binder.Diagnostics.Warn($"fork gives {branches.Count} tables; only the first{(op.Branches[0].Name is { } name ? $", '{name}'," : "")} is shown");
        }

        return branches is [var first, ..] ? first : input;
    }

    /// <summary>The values of the first column with how often each occurs.</summary>
    public static Rel Facet(FacetOperator op, Rel input, RowContext context)
    {
        var shared = input as SharedRel ?? new SharedRel(input, "facet", materialize: false);
        var tables = op.By.Count + (op.With is null ? 0 : 1);
        if (tables > 1)
        {
            context.Binder.Diagnostics.Warn($"facet gives {tables} tables; only the first is shown");
        }

        if (op.With is { } with)
        {
            context.Binder.BindTable(with, context.Scope, shared, context.Outer);
        }

        var count = new CallExpr("count", op.Span, [], op.Span);
        var named = new NamedExpr([$"count_{OutputNames.Automatic(op.By[0])}"], count, op.Span, op.Span);
        return Summarize.Bind(new([], [named], [op.By[0]], op.Span), shared, context with { Input = shared });
    }
}
