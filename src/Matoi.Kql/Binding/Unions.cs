using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>One input of a union with the name that <c>withsource</c> gives its rows.</summary>
internal sealed record UnionLeg(Rel Rows, string Source);

/// <summary>Puts relations under each other.</summary>
internal static class Unions
{
    /// <summary>Up to this many tables a pattern means all that fit it, beyond it only those that have rows: <c>*</c> fits a thousand that are known by schema only.</summary>
    private const int MostTables = 100;

    private static readonly string[] NameErrors = [Tables.Unknown, "KQL207", "KQL208"];

    /// <summary>All tables whose name matches a pattern.</summary>
    public static Rel Wildcard(Binder binder, WildcardExpr wildcard, Scope scope)
    {
        var legs = Matching(binder, wildcard, scope);
        return legs.Count == 0 ? Binder.Empty() : Combine(legs, "outer", null);
    }

    /// <summary>Tables and views whose name matches a pattern, each with its rows.</summary>
    public static List<UnionLeg> Matching(Binder binder, WildcardExpr wildcard, Scope scope)
    {
        var views = scope.Names.Where(n => scope.Find(n) is FunctionMeaning { Lambda: { View: true, Parameters: [] } });
        var names = binder.Catalog.TableNames.Concat(views).Where(n => Wildcards.Matches(wildcard.Pattern, n)).Distinct().ToList();
        if (names.Count == 0)
        {
            binder.Error(Tables.Unknown, $"no table has a name like '{wildcard.Pattern}'", wildcard.Span);
        }

        if (names.Count > MostTables)
        {
            names = [.. names.Intersect(binder.Catalog.FilledTableNames.Concat(views))];
            if (names.Count == 0)
            {
                return [new(Binder.Empty(), wildcard.Pattern)];
            }
        }

        return [.. names.Select(n => new UnionLeg(Tables.Named(binder, n, wildcard.Span, scope), n))];
    }

    /// <summary>The name that a tabular expression's rows have by themselves: a table, a view, <c>as</c>; null for others.</summary>
    public static string? NameOf(Expr expression, Scope scope) => expression switch
    {
        NameExpr name => scope.Find(name.Name) switch
        {
            null => name.Name,
            FunctionMeaning { Lambda.View: true } => name.Name,
            TableMeaning table => table.Source,
            _ => null,
        },
        CallExpr { Name: var view } when scope.Find(view) is FunctionMeaning { Lambda.View: true } => view,
        CallExpr { Name: "table", Arguments: [LiteralExpr { Value: string name }, ..] } => name,
        MemberExpr { Target: CallExpr or MethodExpr } member => member.Name,
        PipeExpr { Operators: [.., AsOperator last] } => last.Name,
        _ => null,
    };

    /// <summary>Binds a leg; null when what it names does not exist and the union is fuzzy (a warning says so).</summary>
    public static Rel? Leg(Binder binder, Expr expression, Scope scope, Rel? input, Rel? outer, bool fuzzy)
    {
        var before = binder.Diagnostics.Errors.Count;
        var rows = binder.BindTable(expression, scope, input, outer);
        if (!fuzzy || TakeMissing(binder, before) is not [var missing, ..])
        {
            return rows;
        }

        binder.Diagnostics.Warn($"{missing.Message}; the union goes on without it");
        return null;
    }

    /// <summary>Takes back the errors told since, when one of them is that a table or function does not exist: the others mostly follow from it.</summary>
    public static IReadOnlyList<KqlError> TakeMissing(Binder binder, int since)
    {
        var errors = binder.Diagnostics.Errors;
        var told = errors.Skip(since).ToList();
        if (!told.Any(e => NameErrors.Contains(e.Code)))
        {
            return [];
        }

        errors.RemoveRange(since, told.Count);
        return told;
    }

    /// <summary>All rows of the legs. Outer: all columns; inner: those that all legs have. A name with several types becomes a column for each type.</summary>
    public static Rel Combine(IReadOnlyList<UnionLeg> legs, string kind, string? source)
    {
        var plan = UnionColumns.Of(legs, inner: kind == "inner", source);
        var inputs = legs.Select((leg, i) => Input(leg, i, plan)).ToList();
        return inputs is [var only] ? only : new UnionRel([.. plan.Select(p => p.Column)], inputs) { Open = legs.Any(l => l.Rows.Open) };
    }

    private static ProjectRel Input(UnionLeg leg, int index, IReadOnlyList<UnionColumn> plan)
    {
        var items = new List<(Column, Scalar)>();
        foreach (var (column, from) in plan)
        {
            var value = from is null ? Constant.Text(leg.Source)
                : from[index] is { } own ? new ColumnValue(own)
                : (Scalar)Constant.Null(column.Type);
            items.Add((column, value));
        }

        return new ProjectRel(leg.Rows, items) { Open = leg.Rows.Open };
    }
}
