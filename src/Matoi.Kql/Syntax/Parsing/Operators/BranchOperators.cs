using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators with subqueries over their own input.</summary>
internal static class BranchOperators
{
    internal static Operator Partition(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true);
        r.ExpectWord("by", "behind 'partition'");
        var by = Key(r);
        parameters.AddRange(OperatorParameters.Read(r, strict: true));
        if (!r.Is(TokenKind.OpenBrace))
        {
            var inner = Pipelines.Inner(r, "and the subquery");
            return new PartitionOperator(parameters, by, inner, false, r.From(start));
        }

        var body = Lists.Enclosed(r, TokenKind.OpenBrace, TokenKind.CloseBrace, "", Pipelines.Read);
        return new PartitionOperator(parameters, by, body, true, r.From(start));
    }

    internal static Operator Fork(TokenReader r, int start, string word)
    {
        var branches = new List<(string? Name, Expr Body)>();
        do
        {
            string? name = null;
            if (Names.IsAssigned(r))
            {
                name = Names.Read(r, "a name");
                r.Next();
            }

            branches.Add((name, Pipelines.Inner(r, "and a subquery")));
        }
        while (r.Is(TokenKind.OpenParen) || Names.IsAssigned(r));
        return new ForkOperator(branches, r.From(start));
    }

    internal static Operator Facet(TokenReader r, int start, string word)
    {
        r.ExpectWord("by", "behind 'facet'");
        var by = Lists.Separated(r, Expressions.Read);
        var with = r.TakeWord("with") ? Pipelines.Inner(r, "behind 'with'") : null;
        return new FacetOperator(by, with, r.From(start));
    }

    // A path without calls: the parenthesis behind it begins the subquery.
    private static Expr Key(TokenReader r)
    {
        var start = r.Position;
        Expr key = Names.ReadExpr(r, "a column's name");
        while (r.Take(TokenKind.Dot))
        {
            var at = r.Position;
            var name = Names.Read(r, "a member's name behind '.'");
            key = new MemberExpr(key, name, r.From(at), r.From(start));
        }

        return key;
    }
}
