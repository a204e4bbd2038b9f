using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary><c>(parameters) { body }</c>, also with <c>view</c> before it.</summary>
internal static class Lambdas
{
    /// <summary>Whether a function, and not an expression in parentheses, stands at the next token.</summary>
    internal static bool IsAhead(TokenReader r)
    {
        var open = r.Position + (r.IsWord("view") ? 1 : 0);
        return !r.Stopped && r.At(open).Kind == TokenKind.OpenParen && r.Closing(open) is > 0 and var close && r.At(close + 1).Kind == TokenKind.OpenBrace;
    }

    internal static LambdaExpr Read(TokenReader r)
    {
        var start = r.Position;
        var view = r.TakeWord("view");
        var parameters = Lists.Parenthesised(r, "and the function's parameters", Schemas.Parameter);
        var body = Body(r);
        return new(parameters, body, view, r.From(start));
    }

    /// <summary><c>{ statements }</c>.</summary>
    internal static Query Body(TokenReader r)
    {
        var start = r.Position;
        var statements = Lists.Enclosed(r, TokenKind.OpenBrace, TokenKind.CloseBrace, "and the function's body", inner => StatementLists.Read(inner, inBraces: true));
        return new(statements, r.From(start));
    }
}
