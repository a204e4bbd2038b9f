using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>project-away</c>, <c>project-keep</c>, <c>project-rename</c>, <c>project-reorder</c>, <c>project-by-names</c>.</summary>
internal static class ProjectColumns
{
    /// <summary>The input with other columns, names or places.</summary>
    public static Rel Bind(ProjectOperator op, Rel input, RowContext context)
    {
        context.Binder.Refuse($"the operator '{op.Word}'", op.Span);
        return input;
    }
}
