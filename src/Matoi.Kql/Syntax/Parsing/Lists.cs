using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Lists and what stands between brackets.</summary>
internal static class Lists
{
    /// <summary>One or more, separated by commas.</summary>
    internal static List<T> Separated<T>(TokenReader r, Func<TokenReader, T> read)
    {
        var items = new List<T> { read(r) };
        while (r.Take(TokenKind.Comma))
        {
            items.Add(read(r));
        }

        return items;
    }

    /// <summary>None or more in parentheses.</summary>
    internal static List<T> Parenthesised<T>(TokenReader r, string where, Func<TokenReader, T> read) =>
        Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, where, inner => inner.Is(TokenKind.CloseParen) ? [] : Separated(inner, read));

    /// <summary>
    /// What stands between brackets, the brackets included; an error inside is told, and reading goes on behind the closing bracket.
    /// </summary>
    internal static T Enclosed<T>(TokenReader r, TokenKind open, TokenKind close, string where, Func<TokenReader, T> read)
    {
        var start = r.Position;
        if (!r.Expect(open, Sign(open), where))
        {
            return read(r);
        }

        var inner = read(r);
        if (!r.Take(close))
        {
            Recover(r, start, close);
        }

        return inner;
    }

    private static void Recover(TokenReader r, int start, TokenKind close)
    {
        var end = r.Closing(start);
        if (end < 0)
        {
            r.Error(SyntaxCode.Unbalanced, $"'{r.At(start).Text}' is not closed: expected {Sign(close)}, found {r.Current.Described}", r.At(start).Span);
        }
        else
        {
            r.ErrorHere(SyntaxCode.SignExpected, $"expected ',' or {Sign(close)}", Infix.Meant(r));
        }

        if (end >= r.Position)
        {
            r.Resume(end + 1);
        }
    }

    private static string Sign(TokenKind kind) => kind switch
    {
        TokenKind.OpenParen => "'('",
        TokenKind.CloseParen => "')'",
        TokenKind.OpenBracket => "'['",
        TokenKind.CloseBracket => "']'",
        TokenKind.OpenBrace => "'{'",
        _ => "'}'",
    };
}
