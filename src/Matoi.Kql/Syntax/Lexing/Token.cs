namespace Matoi.Kql.Syntax.Lexing;

/// <summary>One word, literal or sign. Text is the name, the sign, or the type's word of a typed literal; Value the literal's value or content.</summary>
internal readonly record struct Token(TokenKind Kind, TextSpan Span, string Text, object? Value = null)
{
    /// <summary>How an error names it.</summary>
    internal string Described => Kind switch
    {
        TokenKind.End => "the end of the query",
        TokenKind.String => "a string",
        TokenKind.Long or TokenKind.Real => "a number",
        TokenKind.TimeSpan => "a timespan",
        TokenKind.Typed => $"'{Text}(…)'",
        _ => $"'{Text}'",
    };
}
