using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Expressions that may be named: those of extend, project, summarize, print.</summary>
internal static class Items
{
    /// <summary><c>expression</c>, <c>name = expression</c> or <c>(a, b) = expression</c>.</summary>
    internal static Expr Read(TokenReader r)
    {
        var start = r.Position;
        List<string> names;
        if (Names.IsAssigned(r))
        {
            names = [Names.Read(r, "a name")];
        }
        else if (r.Is(TokenKind.OpenParen) && r.Closing(start) is > 0 and var close && r.At(close + 1).Kind == TokenKind.Assign)
        {
            names = Lists.Parenthesised(r, "", inner => Names.Read(inner, "a name"));
        }
        else
        {
            return Expressions.Read(r);
        }

        var span = r.From(start);
        r.Take(TokenKind.Assign);
        var value = Expressions.Read(r);
        return new NamedExpr(names, value, span, r.From(start));
    }

    /// <summary>One or more.</summary>
    internal static List<Expr> Many(TokenReader r) => Lists.Separated(r, Read);
}
