using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>lookup</c>: a join that does not repeat the right side's keys.</summary>
internal static class Lookup
{
    /// <summary>The left rows with the right side's other columns.</summary>
    public static Rel Bind(LookupOperator op, Rel left, RowContext context)
    {
        var kind = op.Parameters.Word("kind")?.ToLowerInvariant() ?? "leftouter";
        if (kind is not ("leftouter" or "inner"))
        {
            context.Binder.Error("KQL316", $"lookup has the kinds leftouter and inner, not '{kind}'", op.Parameters.Place("kind", op.Span));
            return Binder.Empty();
        }

        var right = context.Binder.BindTable(op.Right, context.Scope, null, context.Outer);
        if (JoinKeys.Bind(op.On, left, right, context, "lookup", op.Span) is not { } keys)
        {
            return Binder.Empty();
        }

        var without = keys.Select(k => k.Right).OfType<ColumnValue>().Select(k => k.Column).ToHashSet();
        return Join.Both(left, right, kind == "inner" ? JoinKind.Inner : JoinKind.LeftOuter, keys, without);
    }
}
