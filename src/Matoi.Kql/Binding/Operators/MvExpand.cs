using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>mv-expand</c>: a row for every element. An element's column takes the place of the column of its name, or comes last.</summary>
internal static class MvExpand
{
    // What the old spelling "mvexpand" gives when the query sets no limit.
    private const long LegacyLimit = 128;

    /// <summary>The expanded rows.</summary>
    public static Rel Bind(MvExpandOperator op, Rel input, RowContext context)
    {
        var limit = op.Limit ?? (context.Binder.Text.AsSpan(op.Span.Start).StartsWith("mvexpand", StringComparison.Ordinal) ? new LiteralExpr(KqlType.Long, LegacyLimit, op.Span) : null);
        if (Expansion.Bind(op.Parameters, op.Items, limit, input, context) is not { } expansion)
        {
            return input;
        }

        var (rows, elements, index) = expansion.Rows(input, new HashSet<Column>(), ordered: !input.Order.IsEmpty);
        return Binder.Project(rows, expansion.Outputs(input.Columns, elements, index), input.Open);
    }
}
