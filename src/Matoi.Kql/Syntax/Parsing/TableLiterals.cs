using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary><c>datatable</c> and <c>externaldata</c>.</summary>
internal static class TableLiterals
{
    internal static DataTableExpr DataTable(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        var columns = Schemas.Columns(r, "behind 'datatable'");
        var values = Bracketed(r, "for the table's values", Cell);
        return new(columns, values, r.From(start));
    }

    internal static ExternalDataExpr ExternalData(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        var columns = Schemas.Columns(r, "behind 'externaldata'");
        var uris = Bracketed(r, "for the addresses", Expressions.Read);
        var parameters = r.TakeWord("with") ? OperatorParameters.InParentheses(r) : [];
        return new(columns, uris, parameters, r.From(start));
    }

    private static Expr Cell(TokenReader r)
    {
        var found = r.Current;
        var value = Expressions.Operand(r);
        if (value is not (LiteralExpr or UnaryExpr { Operand: LiteralExpr } or CallExpr { Name: "dynamic" } or NameExpr { Name: "null" or "" }))
        {
            r.Error(SyntaxCode.ExpressionExpected, "a datatable holds literals only; compute values with extend", TextSpan.Between(found.Span, value.Span));
        }

        return value;
    }

    // The last comma may be followed by nothing.
    private static List<Expr> Bracketed(TokenReader r, string where, Func<TokenReader, Expr> read) => Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, where, inner =>
    {
        var values = new List<Expr>();
        while (!inner.Is(TokenKind.CloseBracket))
        {
            values.Add(read(inner));
            if (!inner.Take(TokenKind.Comma))
            {
                break;
            }
        }

        return values;
    });
}
