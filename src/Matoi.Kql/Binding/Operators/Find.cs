using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>find</c>.</summary>
internal static class Find
{
    /// <summary>The rows that fit, of all tables that have a column of the predicate: with the written columns, else those of the predicate and those that all tables have, the rest in <c>pack_</c>.</summary>
    public static Rel Bind(FindOperator op, Rel? piped, RowContext context)
    {
        var all = SearchTables.Of(context.Binder, op.Tables, context.Scope, piped, context.Outer, "find");
        var names = SearchPredicate.Names(op.Predicate).Distinct(StringComparer.Ordinal).Where(n => all.Any(l => l.Rows.Find(n) is not null)).ToList();
        var legs = names.Count == 0 ? all : [.. all.Where(l => l.Rows.Open || names.Any(n => l.Rows.Find(n) is not null))];
        var source = op.Parameters.Word("withsource", "with_source") ?? "source_";
        if (legs.Count == 0)
        {
            return new ValuesRel([new Columns().Add(source, KqlType.String)], []) { Open = true };
        }

        var found = legs.Select(l => l with { Rows = SearchTables.Matching(l, all, op.Predicate, context, caseSensitive: false) }).ToList();
        var shown = op.Project.Count > 0 || op.Pack
            ? found.Select(l => l with { Rows = Written(l.Rows, found, op, context) })
            : found.Select(l => l with { Rows = Smart(l.Rows, found, names, op, context) });
        return Unions.Combine([.. shown], "outer", source);
    }

    private static Rel Written(Rel rows, List<UnionLeg> all, FindOperator op, RowContext context)
    {
        var columns = new Columns();
        var items = new List<(Column, Scalar)>();
        foreach (var column in op.Project)
        {
            var own = rows.Find(column.Name);
            var type = column.Type ?? own?.Type ?? all.Select(l => l.Rows.Find(column.Name)?.Type).FirstOrDefault(t => t is not null);
            if (type is null)
            {
                if (!all.Any(l => l.Rows.Open) && !context.Binder.Options.Lenient)
                {
                    context.Binder.Error("KQL201", $"no table of this find has a column '{column.Name}'", column.Span, NearestName.Of(column.Name, all.SelectMany(l => l.Rows.Columns).Select(c => c.Name)));
                }

                continue;
            }

            Scalar value = own is null ? Constant.Null(type.Value) : Conversions.Explicit(new ColumnValue(own), type.Value);
            items.Add((columns.Add(column.Name, value), value));
        }

        if (op.Pack)
        {
            var bag = Bag(rows.Columns.Where(c => op.ProjectAway.All(a => !Wildcards.Matches(a.Name, c.Name))), rows, op, context);
            items.Add((columns.Add("pack_", bag), bag));
        }

        return Binder.Project(rows, items, rows.Open);
    }

    private static Rel Smart(Rel rows, List<UnionLeg> all, List<string> names, FindOperator op, RowContext context)
    {
        var shown = names.Concat(rows.Columns.Where(c => all.All(l => l.Rows.Find(c.Name)?.Type == c.Type)).Select(c => c.Name)).Distinct(StringComparer.Ordinal)
            .Where(n => op.ProjectAway.All(a => !Wildcards.Matches(a.Name, n))).ToList();
        var columns = new Columns();
        var items = shown.Select(rows.Find).OfType<Column>().Select(c => (columns.Add(c.Name, c.Type, c.Form), (Scalar)new ColumnValue(c))).ToList();
        if (op.ProjectAway.All(a => a.Name != "pack_"))
        {
            var bag = Bag(rows.Columns.Where(c => !shown.Contains(c.Name)), rows, op, context);
            items.Add((columns.Add("pack_", bag), bag));
        }

        return Binder.Project(rows, items, rows.Open);
    }

    private static Scalar Bag(IEnumerable<Column> columns, Rel rows, FindOperator op, RowContext context)
    {
        var arguments = columns.SelectMany(c => new Expr[] { new LiteralExpr(KqlType.String, c.Name, op.Span), new NameExpr(c.Name, op.Span) }).ToList();
        return arguments.Count == 0 ? new Constant(KqlType.Dynamic, "{}") : ScalarBinder.Bind(new CallExpr("bag_pack", op.Span, arguments, op.Span), context with { Input = rows });
    }
}
