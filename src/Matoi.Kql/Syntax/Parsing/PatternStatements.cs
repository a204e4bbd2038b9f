using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary><c>declare pattern</c>.</summary>
internal static class PatternStatements
{
    internal static PatternStatement Read(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        r.Next();
        var name = Names.Read(r, "the pattern's name");
        if (!r.Take(TokenKind.Assign))
        {
            return new(name, [], null, [], r.From(start));
        }

        var parameters = Lists.Parenthesised(r, "and the pattern's parameters", Schemas.Parameter);
        var path = r.Is(TokenKind.OpenBracket) ? Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, "", Schemas.Parameter) : null;
        var cases = Lists.Enclosed(r, TokenKind.OpenBrace, TokenKind.CloseBrace, "and the pattern's cases", Cases);
        return new(name, parameters, path, cases, r.From(start));
    }

    private static List<PatternCase> Cases(TokenReader r)
    {
        var cases = new List<PatternCase>();
        while (r.Is(TokenKind.OpenParen))
        {
            var start = r.Position;
            var values = Lists.Parenthesised(r, "", Expressions.Read);
            var path = r.Take(TokenKind.Dot) ? Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, "and the value of the path", Expressions.Read) : null;
            r.Expect(TokenKind.Assign, "'='", "before the body");
            var body = Lambdas.Body(r);
            cases.Add(new(values, path, body, r.From(start)));
            while (r.Take(TokenKind.Semicolon))
            {
            }
        }

        return cases;
    }
}
