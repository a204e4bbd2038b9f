using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>assert-schema</c>: the columns must be those written, with their types.</summary>
internal static class AssertSchema
{
    /// <summary>The same rows.</summary>
    public static Rel Bind(AssertSchemaOperator op, Rel input, RowContext context)
    {
        foreach (var column in op.Columns)
        {
            if (input.Find(column.Name) is not { } own)
            {
                if (!input.Open)
                {
                    context.Binder.Error("KQL328", $"the rows have no column '{column.Name}'", column.Span, NearestName.Of(column.Name, input.Columns.Select(c => c.Name)));
                }
            }
            else if (own.Type != column.Type)
            {
                context.Binder.Error("KQL328", $"column '{column.Name}' is a {Conversions.Name(own.Type)}, not a {Conversions.Name(column.Type)}", column.Span);
            }
        }

        if (!op.Star && input.Columns.FirstOrDefault(c => op.Columns.All(o => o.Name != c.Name)) is { } other)
        {
            context.Binder.Error("KQL328", $"the rows have a column '{other.Name}' that is not in the schema", op.Span);
        }

        return input;
    }
}
