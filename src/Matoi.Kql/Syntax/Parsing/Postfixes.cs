using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Members, elements and methods behind a value.</summary>
internal static class Postfixes
{
    private const int LongestPath = 250;

    /// <summary>A value with all that follows it by dot or bracket.</summary>
    internal static Expr Read(TokenReader r)
    {
        var start = r.Position;
        return Path(r, start, Primaries.Read(r), wildcards: false);
    }

    /// <summary>A table in a list: a name, a name with <c>*</c>, a call, a path to another database, or a query in parentheses.</summary>
    internal static Expr Table(TokenReader r)
    {
        var start = r.Position;
        var wildcard = Names.WildcardLength(r);
        if (wildcard > 0)
        {
            return Names.ReadWildcard(r, wildcard);
        }

        if (r.Current.Kind is TokenKind.String or TokenKind.Long or TokenKind.Real or TokenKind.TimeSpan or TokenKind.Typed)
        {
            r.ErrorHere(SyntaxCode.ExpressionExpected, "expected a table");
        }

        return Path(r, start, Primaries.Read(r), wildcards: true);
    }

    private static Expr Path(TokenReader r, int start, Expr value, bool wildcards)
    {
        for (var length = 0; r.Current.Kind is TokenKind.Dot or TokenKind.OpenBracket; length++)
        {
            if (length == LongestPath)
            {
                r.Error(SyntaxCode.TooDeep, $"more than {LongestPath} members in a row", r.Current.Span);
            }
            else if (r.Take(TokenKind.Dot) && (!r.Is(TokenKind.OpenBracket) || Names.IsQuoted(r)))
            {
                value = Member(r, start, value, wildcards);
            }
            else
            {
                // Also behind a dot: a.[0].
                var index = Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, "", Expressions.Read);
                value = new IndexExpr(value, index, r.From(start));
            }
        }

        return value;
    }

    private static Expr Member(TokenReader r, int start, Expr target, bool wildcards)
    {
        var at = r.Position;
        if (wildcards && Names.WildcardLength(r) is > 0 and var length)
        {
            var wildcard = Names.ReadWildcard(r, length);
            return new MemberExpr(target, wildcard.Pattern, wildcard.Span, r.From(start));
        }

        var name = Names.Read(r, "a member's name behind '.'");
        var span = r.From(at);
        return r.Is(TokenKind.OpenParen)
            ? new MethodExpr(target, Calls.Read(r, at, name, span), r.From(start))
            : new MemberExpr(target, name, span, r.From(start));
    }
}
