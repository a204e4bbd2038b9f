using System.Runtime.CompilerServices;
using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>
/// Walks over the tokens and gathers what is wrong. Behind an error every look sees the end of the query, so that all readers return at once
/// with what they have; the construct that knows where to go on calls <see cref="Resume"/>.
/// </summary>
internal sealed class TokenReader
{
    /// <summary>As many errors as are told; behind the last the text is not read on.</summary>
    internal const int MostErrors = 100;

    private const int DeepestNesting = 250;
    private readonly string text;
    private readonly List<Token> tokens;
    private readonly int[] match;
    private int depth;

    internal TokenReader(string text)
    {
        this.text = text;
        tokens = Lexer.Read(text, Errors);
        match = Brackets.Match(tokens);
    }

    /// <summary>All errors so far, in the order they were found.</summary>
    internal List<KqlError> Errors { get; } = [];

    /// <summary>Index of the next token.</summary>
    internal int Position { get; private set; }

    /// <summary>Whether an error was met from which nobody has resumed.</summary>
    internal bool Stopped { get; private set; }

    internal Token Current => Stopped ? tokens[^1] : tokens[Position];

    internal Token Ahead(int offset) => Stopped ? tokens[^1] : tokens[Math.Min(Position + offset, tokens.Count - 1)];

    /// <summary>The token at an index, whether or not an error was met.</summary>
    internal Token At(int index) => tokens[index];

    /// <summary>Index of the bracket that closes the one at an index; -1 for none.</summary>
    internal int Closing(int index) => match[index];

    internal bool Is(TokenKind kind) => Current.Kind == kind;

    internal bool IsWord(string word) => Current.Kind == TokenKind.Name && Current.Text == word;

    internal bool IsWordAhead(int offset, string word) => Ahead(offset) is { Kind: TokenKind.Name } token && token.Text == word;

    /// <summary>Takes the next token, whatever it is; stays at the end.</summary>
    internal Token Next()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
        {
            Position++;
        }

        return token;
    }

    internal bool Take(TokenKind kind)
    {
        var found = Is(kind) && kind != TokenKind.End;
        Position += found ? 1 : 0;
        return found;
    }

    internal bool TakeWord(string word)
    {
        var found = IsWord(word);
        Position += found ? 1 : 0;
        return found;
    }

    internal bool Expect(TokenKind kind, string sign, string where)
    {
        var found = Take(kind);
        if (!found)
        {
            ErrorHere(SyntaxCode.SignExpected, $"expected {sign} {where}");
        }

        return found;
    }

    internal bool ExpectWord(string word, string where)
    {
        var found = TakeWord(word);
        if (!found)
        {
            var near = Current.Kind == TokenKind.Name ? NearestName.Of(Current.Text, [word]) : null;
            ErrorHere(SyntaxCode.SignExpected, $"expected '{word}' {where}", near);
        }

        return found;
    }

    /// <summary>Whether the token at an offset follows the one before it without a blank.</summary>
    internal bool IsAdjacent(int offset) => Ahead(offset - 1).Span.End == Ahead(offset).Span.Start && !Stopped;

    /// <summary>Whether the next token is the first of its line.</summary>
    internal bool IsFirstOfLine => Position > 0 && text.AsSpan(tokens[Position - 1].Span.End..tokens[Position].Span.Start).Contains('\n');

    /// <summary>From a token's beginning to the end of the last one taken.</summary>
    internal TextSpan From(int index) => Position > index ? TextSpan.Between(tokens[index].Span, tokens[Position - 1].Span) : Here;

    /// <summary>Behind the last token taken: the place of what is missing.</summary>
    internal TextSpan Here => new(Position > 0 ? tokens[Position - 1].Span.End : 0, 0);

    /// <summary>The text of a stretch.</summary>
    internal string Text(TextSpan span) => text.Substring(span.Start, span.Length);

    /// <summary>Tells an error at the next token, with what was found, and stops.</summary>
    internal void ErrorHere(string code, string expected, string? suggestion = null) =>
        Error(code, $"{expected}, found {Current.Described}", Current.Span, suggestion);

    /// <summary>Tells an error and stops; while stopped nothing is told.</summary>
    internal void Error(string code, string message, TextSpan span, string? suggestion = null)
    {
        if (!Stopped)
        {
            Errors.Add(new(code, message, span, suggestion));
            Stopped = true;
        }
    }

    /// <summary>Goes on at a token.</summary>
    internal void Resume(int position) => (Position, Stopped) = (Errors.Count < MostErrors ? position : tokens.Count - 1, false);

    /// <summary>Goes one level deeper; false, with an error, when that is too deep. Each call that was true is followed by <see cref="Leave"/>.</summary>
    internal bool Enter()
    {
        if (Stopped || depth >= DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Error(SyntaxCode.TooDeep, $"nested deeper than {DeepestNesting} levels; name the inner parts with let", Current.Span);
            return false;
        }

        depth++;
        return true;
    }

    internal void Leave() => depth--;
}
