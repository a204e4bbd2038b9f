namespace Matoi.Kql.Syntax.Lexing;

/// <summary>The signs of the language.</summary>
internal static class SignText
{
    /// <summary>The sign that starts with these characters; <see cref="TokenKind.End"/> for none.</summary>
    internal static (TokenKind Kind, string Text) Read(char c, char next) => (c, next) switch
    {
        ('=', '=') => (TokenKind.Equal, "=="),
        ('=', '~') => (TokenKind.EqualTilde, "=~"),
        ('=', '>') => (TokenKind.Arrow, "=>"),
        ('!', '=') => (TokenKind.NotEqual, "!="),
        ('!', '~') => (TokenKind.NotTilde, "!~"),
        ('<', '=') => (TokenKind.LessOrEqual, "<="),
        ('<', '>') => (TokenKind.NotEqual, "<>"),
        ('>', '=') => (TokenKind.GreaterOrEqual, ">="),
        ('.', '.') => (TokenKind.DotDot, ".."),
        _ => One(c),
    };

    private static (TokenKind Kind, string Text) One(char c) => c switch
    {
        '(' => (TokenKind.OpenParen, "("),
        ')' => (TokenKind.CloseParen, ")"),
        '[' => (TokenKind.OpenBracket, "["),
        ']' => (TokenKind.CloseBracket, "]"),
        '{' => (TokenKind.OpenBrace, "{"),
        '}' => (TokenKind.CloseBrace, "}"),
        '|' => (TokenKind.Bar, "|"),
        ',' => (TokenKind.Comma, ","),
        ';' => (TokenKind.Semicolon, ";"),
        ':' => (TokenKind.Colon, ":"),
        '.' => (TokenKind.Dot, "."),
        '=' => (TokenKind.Assign, "="),
        '<' => (TokenKind.Less, "<"),
        '>' => (TokenKind.Greater, ">"),
        '+' => (TokenKind.Plus, "+"),
        '-' => (TokenKind.Minus, "-"),
        '*' => (TokenKind.Star, "*"),
        '/' => (TokenKind.Slash, "/"),
        '%' => (TokenKind.Percent, "%"),
        _ => (TokenKind.End, ""),
    };
}
