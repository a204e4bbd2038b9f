using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>The tables that <c>search</c> and <c>find</c> look in, and the rows of each for which a predicate holds.</summary>
internal static class SearchTables
{
    /// <summary>The named tables, or the rows before the pipe, or all stored tables.</summary>
    public static List<UnionLeg> Of(Binder binder, IReadOnlyList<Expr> tables, Scope scope, Rel? piped, Rel? outer, string word)
    {
        if (piped is not null && tables.Count == 0)
        {
            return [new(piped, scope.Source ?? $"{word}_arg0")];
        }

        if (tables.Count == 0)
        {
            return [.. binder.Catalog.TableNames.Where(n => binder.Catalog.FindTable(n)?.Source is not null).Order(StringComparer.Ordinal).Select(n => new UnionLeg(Tables.Scan(binder, binder.Catalog.FindTable(n)!), n))];
        }

        var legs = new List<UnionLeg>();
        foreach (var (table, i) in tables.Select((t, i) => (t, i)))
        {
            if (table is WildcardExpr wildcard)
            {
                legs.AddRange(Unions.Matching(binder, wildcard, scope));
            }
            else
            {
                legs.Add(new(binder.BindTable(table, scope, null, outer), Unions.NameOf(table, scope) ?? $"{word}_arg{i}"));
            }
        }

        return legs;
    }

    /// <summary>The rows of a table that fit; a column that only other tables have is null here.</summary>
    public static Rel Matching(UnionLeg leg, IReadOnlyList<UnionLeg> all, Expr predicate, RowContext context, bool caseSensitive)
    {
        var plain = new SearchPredicate(leg.Rows.Columns, terms: true, caseSensitive, context.Binder.Text).Rewrite(predicate);
        var absent = SearchPredicate.Names(plain).Distinct(StringComparer.Ordinal).Where(n => leg.Rows.Find(n) is null)
            .Select(n => (Name: n, Column: all.Select(l => l.Rows.Find(n)).FirstOrDefault(c => c is not null))).Where(a => a.Column is not null)
            .Select(a => (a.Name, (Scalar)Constant.Null(a.Column!.Type))).Append(("$table", Constant.Text(leg.Source))).ToList();
        var rows = AddedColumns.Add(leg.Rows, leg.Rows, absent);
        var found = Where.Bind(new(plain, predicate.Span), rows, context with { Input = rows });
        return Binder.Project(found, Binder.Same(found.Columns.Take(leg.Rows.Columns.Length)), leg.Rows.Open);
    }
}
