using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>search</c>.</summary>
internal static class Search
{
    /// <summary>The rows that fit, of all tables, with their table's name as <c>$table</c>.</summary>
    public static Rel Bind(SearchOperator op, Rel? piped, RowContext context)
    {
        var kind = op.Parameters.Word("kind")?.ToLowerInvariant() ?? "case_insensitive";
        if (kind is not ("default" or "case_insensitive" or "case_sensitive"))
        {
            context.Binder.Error("KQL316", $"search has the kinds case_insensitive and case_sensitive, not '{kind}'", op.Parameters.Place("kind", op.Span));
        }

        var legs = SearchTables.Of(context.Binder, op.Tables, context.Scope, piped, context.Outer, "search");
        var found = legs.Select(l => l with { Rows = SearchTables.Matching(l, legs, op.Predicate, context, kind == "case_sensitive") }).ToList();
        return found.Count == 0 ? new ValuesRel([new Columns().Add("$table", KqlType.String)], []) { Open = true } : Unions.Combine(found, "outer", "$table");
    }
}
