using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Statements by their first word.</summary>
internal static class Statements
{
    internal static Statement Read(TokenReader r)
    {
        if (r.Is(TokenKind.Dot))
        {
            r.Error(SyntaxCode.ManagementCommand, "a management command is not part of a query; only queries are run", r.Current.Span);
        }

        var next = r.Ahead(1).Kind == TokenKind.Name;
        return r.Is(TokenKind.Name) ? r.Current.Text switch
        {
            "let" => Let(r),
            "set" when next => Set(r),
            "declare" when r.IsWordAhead(1, "query_parameters") => QueryParameters(r),
            "declare" when r.IsWordAhead(1, "pattern") => PatternStatements.Read(r),
            "alias" when r.IsWordAhead(1, "database") => Alias(r),
            "restrict" when r.IsWordAhead(1, "access") => Restrict(r),
            _ => Expression(r),
        } : Expression(r);
    }

    private static ExpressionStatement Expression(TokenReader r)
    {
        var start = r.Position;
        var value = Pipelines.Read(r);
        return new(value, r.From(start));
    }

    private static LetStatement Let(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        var name = Names.ReadExpr(r, "a name behind 'let'");
        r.Expect(TokenKind.Assign, "'='", "behind the name");
        var value = Lambdas.IsAhead(r) ? Lambdas.Read(r) : Pipelines.Read(r);
        return new(name.Name, name.Span, value, r.From(start));
    }

    private static SetStatement Set(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        var name = Names.Read(r, "an option's name behind 'set'");
        var value = r.Take(TokenKind.Assign) ? OperatorParameters.Value(r) : null;
        return new(name, value, r.From(start));
    }

    private static DeclareStatement QueryParameters(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        r.Next();
        var parameters = Lists.Parenthesised(r, "and the query's parameters", Schemas.Parameter);
        return new(parameters, r.From(start));
    }

    private static AliasStatement Alias(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        r.Next();
        var name = Names.Read(r, "the alias of the database");
        r.Expect(TokenKind.Assign, "'='", "behind the alias");
        var value = Expressions.Read(r);
        return new(name, value, r.From(start));
    }

    private static RestrictStatement Restrict(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        r.Next();
        r.ExpectWord("to", "behind 'restrict access'");
        var entities = Lists.Parenthesised(r, "and the names", Postfixes.Table);
        return new(entities, r.From(start));
    }
}
