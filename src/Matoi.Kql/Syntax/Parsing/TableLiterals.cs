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
        var values = Bracketed(r, "for the table's values");
        return new(columns, values, r.From(start));
    }

    internal static ExternalDataExpr ExternalData(TokenReader r)
    {
        var start = r.Position;
        r.Next();
        var columns = Schemas.Columns(r, "behind 'externaldata'");
        var uris = Bracketed(r, "for the addresses");
        var parameters = r.TakeWord("with") ? OperatorParameters.InParentheses(r) : [];
        return new(columns, uris, parameters, r.From(start));
    }

    // The last comma may be followed by nothing.
    private static List<Expr> Bracketed(TokenReader r, string where) => Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, where, inner =>
    {
        var values = new List<Expr>();
        while (!inner.Is(TokenKind.CloseBracket))
        {
            values.Add(Expressions.Read(inner));
            if (!inner.Take(TokenKind.Comma))
            {
                break;
            }
        }

        return values;
    });
}
