using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Operators that may begin a pipeline.</summary>
internal static class SourceOperators
{
    /// <summary>The operator at the next token as a source; null when an expression stands there.</summary>
    internal static OperatorSourceExpr? Read(TokenReader r)
    {
        var start = r.Position;
        if (!r.Is(TokenKind.Name))
        {
            return null;
        }

        if (Begins(r))
        {
            return OperatorTable.Read(r) is { } found ? new(found, r.From(start)) : null;
        }

        if (OperatorTable.Has(r.Current.Text) && r.Ahead(1) is { Kind: TokenKind.Name } next && !Infix.IsReserved(next.Text))
        {
            r.Error(SyntaxCode.ExpressionExpected, $"'{r.Current.Text}' needs a table before it, as in T | {r.Current.Text} …", r.Current.Span);
        }

        return null;
    }

    private static bool Begins(TokenReader r) => r.Current.Text switch
    {
        "print" or "union" or "search" or "find" => !IsPlainName(r),
        "evaluate" => r.Ahead(1).Kind == TokenKind.Name,
        "range" => r.Ahead(1).Kind is TokenKind.Name or TokenKind.OpenBracket && !Infix.IsReserved(r.Ahead(1).Text),
        "macro" => Names.Hyphenated(r) == "macro-expand",
        _ => false,
    };

    // Columns are called so too: what follows tells.
    private static bool IsPlainName(TokenReader r) => r.Ahead(1).Kind switch
    {
        TokenKind.Name => r.Current.Text != "print" && Infix.IsReserved(r.Ahead(1).Text) && r.Ahead(1).Text != "in",
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.EqualTilde or TokenKind.NotTilde or TokenKind.Less or TokenKind.LessOrEqual
            or TokenKind.Greater or TokenKind.GreaterOrEqual or TokenKind.Comma or TokenKind.CloseParen or TokenKind.Dot or TokenKind.DotDot or TokenKind.Slash => true,
        _ => false,
    };
}
