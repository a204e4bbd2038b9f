using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>where</c>.</summary>
internal static class Where
{
    /// <summary>Rows for which the predicate is true.</summary>
    public static Rel Bind(WhereOperator op, Rel input, RowContext context)
    {
        // where * has "x": any column.
        var plain = new SearchPredicate(input.Columns, terms: false, caseSensitive: false, context.Binder.Text).Rewrite(op.Predicate);
        var (rows, predicate) = RowFunctions.Bind(plain, input, context);
        if (predicate is Faulty)
        {
            return input;
        }

        if (Conversions.Implicit(predicate, KqlType.Bool) is not { } condition)
        {
            context.Binder.Error("KQL313", $"where needs a condition, but this is a {Conversions.Name(predicate.Type)}", op.Predicate.Span);
            return input;
        }

        var filtered = new FilterRel(rows, condition);
        return rows == input ? filtered : Binder.Project(filtered, Binder.Same(input.Columns), input.Open);
    }
}
