using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>union</c>, as a source and behind a pipe.</summary>
internal static class Union
{
    /// <summary>The rows of all tables; <paramref name="piped"/> comes first.</summary>
    public static Rel Bind(Binder binder, UnionOperator op, Scope scope, Rel? piped, Rel? outer)
    {
        var fuzzy = op.Parameters.Flag("isfuzzy");
        var legs = new List<UnionLeg>();
        var before = binder.Diagnostics.Errors.Count;
        if (piped is not null)
        {
            legs.Add(new(piped, scope.Source ?? "union_arg0"));
        }

        foreach (var (expression, i) in op.Tables.Select((t, i) => (t, i)))
        {
            Add(binder, expression, $"union_arg{i + (piped is null ? 0 : 1)}", scope, outer, fuzzy, legs);
        }

        if (legs.Count == 0)
        {
            if (binder.Diagnostics.Errors.Count == before)
            {
                binder.Error(Tables.Unknown, "none of the tables of this union exists", op.Span);
            }

            return Binder.Empty();
        }

        var kind = op.Parameters.Word("kind") ?? "outer";
        if (kind is not ("outer" or "inner"))
        {
            binder.Error("KQL316", $"union has the kinds outer and inner, not '{kind}'", op.Parameters.Place("kind", op.Span));
        }

        return Unions.Combine(legs, kind, op.Parameters.Word("withsource", "with_source"));
    }

    private static void Add(Binder binder, Expr expression, string automatic, Scope scope, Rel? outer, bool fuzzy, List<UnionLeg> legs)
    {
        if (expression is WildcardExpr wildcard)
        {
            var before = binder.Diagnostics.Errors.Count;
            var found = Unions.Matching(binder, wildcard, scope);
            if (found.Count == 0 && fuzzy && Unions.TakeMissing(binder, before) is [var missing, ..])
            {
                binder.Diagnostics.Warn($"{missing.Message}; the union goes on without it");
            }

            legs.AddRange(found);
        }
        else if (Unions.Leg(binder, expression, scope, null, outer, fuzzy) is { } rows)
        {
            legs.Add(new(rows, Unions.NameOf(expression, scope) ?? automatic));
        }
    }
}
