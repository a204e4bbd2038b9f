using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary><c>between (a .. b)</c> and <c>in (…)</c>, behind their word.</summary>
internal static class Membership
{
    internal static BetweenExpr Between(TokenReader r, int start, Expr value, bool negated)
    {
        var (low, high) = Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "behind 'between', as in between (1 .. 5)", inner =>
        {
            var first = Expressions.Read(inner);
            inner.Expect(TokenKind.DotDot, "'..'", "between the two bounds");
            return (first, Expressions.Read(inner));
        });
        return new(value, low, high, negated, r.From(start));
    }

    internal static InExpr In(TokenReader r, int start, Expr value, string word)
    {
        var items = Lists.Enclosed(
            r,
            TokenKind.OpenParen,
            TokenKind.CloseParen,
            $"behind '{word}', as in {word} (\"a\", \"b\")",
            inner => Lists.Separated(inner, Pipelines.Read));
        return new(word, value, items, r.From(start));
    }
}
