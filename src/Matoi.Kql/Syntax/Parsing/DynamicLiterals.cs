using System.Globalization;
using System.Text;
using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary><c>dynamic(…)</c>: JSON whose strings may be any literal of KQL and whose values may be literals that JSON does not know.</summary>
internal sealed class DynamicLiterals
{
    private readonly TokenReader r;
    private readonly StringBuilder json = new();
    private bool plain = true;

    private DynamicLiterals(TokenReader reader) => r = reader;

    /// <summary>The literal; a call of <c>dynamic</c> when it holds literals of KQL.</summary>
    internal static Expr Read(TokenReader r)
    {
        var start = r.Position;
        var word = r.Next().Span;
        var literal = new DynamicLiterals(r);
        var value = Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "behind 'dynamic'", _ => literal.Value());
        var text = literal.json.ToString();
        return literal.plain ? new LiteralExpr(KqlType.Dynamic, text is "null" or "" ? null : text, r.From(start)) : new CallExpr("dynamic", word, [value], r.From(start));
    }

    private Expr Value()
    {
        if (!r.Enter())
        {
            return Expressions.Missing(r);
        }

        var value = r.Current.Kind switch
        {
            TokenKind.OpenBracket => Array(),
            TokenKind.OpenBrace => Bag(),
            TokenKind.String => Text(),
            TokenKind.Minus or TokenKind.Plus or TokenKind.Long or TokenKind.Real => Number(),
            TokenKind.TimeSpan or TokenKind.Typed => Foreign(),
            TokenKind.Name => Word(),
            _ => Expected(),
        };
        r.Leave();
        return value;
    }

    private DynamicArrayExpr Array()
    {
        var start = r.Position;
        json.Append('[');
        var items = Lists.Enclosed(r, TokenKind.OpenBracket, TokenKind.CloseBracket, "", inner => inner.Is(TokenKind.CloseBracket) ? [] : Lists.Separated(inner, Item));
        json.Append(']');
        return new(items, r.From(start));
    }

    private Expr Item(TokenReader inner)
    {
        Comma('[');
        return Value();
    }

    private DynamicBagExpr Bag()
    {
        var start = r.Position;
        json.Append('{');
        var items = Lists.Enclosed(r, TokenKind.OpenBrace, TokenKind.CloseBrace, "", inner => inner.Is(TokenKind.CloseBrace) ? [] : Lists.Separated(inner, Property));
        json.Append('}');
        return new(items, r.From(start));
    }

    private (string Key, Expr Value) Property(TokenReader inner)
    {
        Comma('{');
        var key = "";
        if (r.Is(TokenKind.String))
        {
            key = (string)r.Next().Value!;
        }
        else
        {
            r.ErrorHere(SyntaxCode.NameExpected, "expected a property's name in quotes");
        }

        Quote(key);
        r.Expect(TokenKind.Colon, "':'", "behind the property's name");
        json.Append(':');
        return (key, Value());
    }

    private void Comma(char open)
    {
        if (json[^1] != open)
        {
            json.Append(',');
        }
    }

    private LiteralExpr Text()
    {
        var text = Primaries.Text(r);
        Quote((string)text.Value!);
        return text;
    }

    private LiteralExpr Number()
    {
        var start = r.Position;
        var negative = r.Is(TokenKind.Minus);
        if (negative || r.Is(TokenKind.Plus))
        {
            r.Next();
        }

        var token = r.Current;
        object? value = token switch
        {
            { Kind: TokenKind.Long, Value: long number } => negative ? -number : number,
            { Kind: TokenKind.Long } => long.MinValue,
            { Kind: TokenKind.Real, Value: double number } => negative ? -number : number,
            _ => null,
        };
        if (value is null)
        {
            return Expected();
        }

        r.Next();
        var written = r.Text(token.Span);
        var real = token.Kind == TokenKind.Real;
        json.Append(real && IsJsonNumber(written) ? (negative ? "-" : "") + written
            : real ? ((double)value).ToString("R", CultureInfo.InvariantCulture)
            : ((long)value).ToString(CultureInfo.InvariantCulture));
        return new(real ? KqlType.Real : KqlType.Long, value, r.From(start));
    }

    private static bool IsJsonNumber(string text) =>
        (text[0] != '0' || text.Length == 1 || !char.IsAsciiDigit(text[1])) && (text.IndexOf('.', StringComparison.Ordinal) is var dot && (dot < 0 || (dot + 1 < text.Length && char.IsAsciiDigit(text[dot + 1]))));

    private Expr Foreign()
    {
        plain = false;
        json.Append('0');
        return Primaries.Read(r);
    }

    private Expr Word()
    {
        switch (r.Current.Text)
        {
            case "null":
                json.Append("null");
                return new LiteralExpr(KqlType.Dynamic, null, r.Next().Span);
            case "true" or "True" or "TRUE" or "false" or "False" or "FALSE":
                json.Append(r.Current.Text[0] is 't' or 'T' ? "true" : "false");
                return Primaries.Read(r);
            case "dynamic" when r.Ahead(1).Kind == TokenKind.OpenParen:
                r.Next();
                return Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "", _ => Value());
            default:
                return Expected();
        }
    }

    private LiteralExpr Expected()
    {
        r.ErrorHere(SyntaxCode.ExpressionExpected, "expected a literal: dynamic(…) holds no names; build values from columns with pack_array or bag_pack");
        return new(KqlType.Dynamic, null, r.Here);
    }

    private void Quote(string text)
    {
        json.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (c < ' ' || (char.IsSurrogate(c) && !IsPaired(text, i)))
            {
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                json.Append(c);
            }
        }

        json.Append('"');
    }

    private static bool IsPaired(string text, int at) =>
        char.IsHighSurrogate(text[at]) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
