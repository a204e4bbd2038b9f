namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators that bring several tables together.</summary>
internal static class TableOperators
{
    internal static Operator Join(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "kind");
        var right = Postfixes.Table(r);
        var on = On(r);
        return new JoinOperator(parameters, right, on, r.From(start));
    }

    internal static Operator Lookup(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "kind");
        var right = Postfixes.Table(r);
        var on = On(r);
        return new LookupOperator(parameters, right, on, r.From(start));
    }

    internal static Operator Union(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "kind", "isfuzzy", "withsource", "with_source");
        var tables = Lists.Separated(r, Postfixes.Table);
        return new UnionOperator(parameters, tables, r.From(start));
    }

    private static List<Expr> On(TokenReader r) => r.ExpectWord("on", "and the keys behind the table") ? Lists.Separated(r, Expressions.Read) : [];
}
