namespace Matoi.Kql.Syntax.Lexing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    End,

    /// <summary>A word, whether it is a name or a word of the language; <c>in~</c> with its sign.</summary>
    Name,

    /// <summary>A word with <c>!</c> before it, such as <c>!has</c>.</summary>
    NotWord,
    String,
    Long,
    Real,
    TimeSpan,

    /// <summary>A type's word with its content: <c>datetime(2020-01-01)</c>.</summary>
    Typed,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Bar,
    Comma,
    Semicolon,
    Colon,
    Dot,
    DotDot,
    Assign,
    Arrow,
    Equal,
    NotEqual,
    EqualTilde,
    NotTilde,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
}
