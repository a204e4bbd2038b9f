using System.Text;
using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Literals, names, calls, and what stands in parentheses.</summary>
internal static class Primaries
{
    internal static Expr Read(TokenReader r)
    {
        var token = r.Current;
        switch (token.Kind)
        {
            case TokenKind.String:
                return Text(r);
            case TokenKind.Long or TokenKind.Real or TokenKind.TimeSpan:
                return Number(r);
            case TokenKind.Typed:
                return TypedText.Read(r.Next(), r.Errors);
            case TokenKind.OpenParen:
                return Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "", Pipelines.Read);
            case TokenKind.Star:
                return new WildcardExpr("*", r.Next().Span);
            case TokenKind.OpenBracket when Names.IsQuoted(r):
            case TokenKind.Name when !Infix.IsReserved(token.Text):
                return Named(r);
            case TokenKind.NotWord:
                r.Error(SyntaxCode.ExpressionExpected, $"expected an expression, found '{token.Text}'; to negate one write not(…)", token.Span);
                return Expressions.Missing(r);
            default:
                r.ErrorHere(SyntaxCode.ExpressionExpected, "expected an expression");
                return Expressions.Missing(r);
        }
    }

    /// <summary>Strings in a row are one.</summary>
    internal static LiteralExpr Text(TokenReader r)
    {
        var start = r.Position;
        var first = (string)r.Next().Value!;
        if (!r.Is(TokenKind.String))
        {
            return new(KqlType.String, first, r.From(start));
        }

        var all = new StringBuilder(first);
        while (r.Is(TokenKind.String))
        {
            all.Append((string)r.Next().Value!);
        }

        return new(KqlType.String, all.ToString(), r.From(start));
    }

    private static LiteralExpr Number(TokenReader r)
    {
        var token = r.Next();
        var type = token.Kind switch
        {
            TokenKind.Long => KqlType.Long,
            TokenKind.Real => KqlType.Real,
            _ => KqlType.TimeSpan,
        };
        if (token.Value is null && r.Position > 1 && r.At(r.Position - 2).Kind == TokenKind.Minus)
        {
            r.Errors.Add(new(SyntaxCode.BadLiteral, "9223372036854775808 does not fit a long", token.Span));
        }

        return new(type, token.Value, token.Span);
    }

    private static Expr Named(TokenReader r)
    {
        var start = r.Position;
        var word = r.Current.Text;
        var called = r.Ahead(1).Kind == TokenKind.OpenParen;
        switch (word)
        {
            case "true" or "True" or "TRUE" when !called:
                return new LiteralExpr(KqlType.Bool, true, r.Next().Span);
            case "false" or "False" or "FALSE" when !called:
                return new LiteralExpr(KqlType.Bool, false, r.Next().Span);
            case "dynamic" when called:
                return DynamicLiterals.Read(r);
            case "typeof" when called:
                return TypeOf(r);
            case "datatable" when called:
                return TableLiterals.DataTable(r);
            case "entity_group" when r.Ahead(1).Kind == TokenKind.OpenBracket:
                return EntityGroup(r);
            case "externaldata" or "external_data" when called:
                return TableLiterals.ExternalData(r);
        }

        var name = Names.ReadExpr(r, "a name");
        return r.Is(TokenKind.OpenParen) ? Calls.Read(r, start, name.Name, name.Span) : name;
    }

    // Read as a call of a function that does not exist, so that the rest of the query is checked all the same.
    private static CallExpr EntityGroup(TokenReader r)
    {
        var start = r.Position;
        var word = r.Next();
        var members = Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, "", inner => Lists.Separated(inner, Postfixes.Table));
        return new(word.Text, word.Span, members, r.From(start));
    }

    private static CallExpr TypeOf(TokenReader r)
    {
        var start = r.Position;
        var word = r.Next().Span;
        var types = Lists.Parenthesised(r, "", TypeOfItem);
        return new("typeof", word, types, r.From(start));
    }

    private static Expr TypeOfItem(TokenReader r)
    {
        if (r.Is(TokenKind.Star))
        {
            return new WildcardExpr("*", r.Next().Span);
        }

        var start = r.Position;
        var name = Names.ReadExpr(r, "a type");
        if (!r.Take(TokenKind.Colon))
        {
            return name;
        }

        var type = Names.ReadExpr(r, "a type");
        return new NamedExpr([name.Name], type, name.Span, r.From(start));
    }
}
