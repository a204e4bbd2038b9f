namespace Matoi.Kql.Syntax.Lexing;

/// <summary>Cuts the text of a query into tokens; blanks and comments are dropped.</summary>
internal sealed class Lexer(string text, List<KqlError> errors)
{
    private static readonly HashSet<string> TypedWords =
        ["bool", "int", "int32", "long", "int64", "real", "double", "decimal", "datetime", "date", "timespan", "time", "guid"];

    private readonly List<Token> tokens = new((text.Length / 5) + 8);
    private int position;
    private bool closingParenAhead = true;

    /// <summary>All tokens of the text, the last being <see cref="TokenKind.End"/>.</summary>
    internal static List<Token> Read(string text, List<KqlError> errors) => new Lexer(text, errors).Read();

    private List<Token> Read()
    {
        while (SkipBlanks())
        {
            var c = text[position];
            if (char.IsAsciiDigit(c))
            {
                ReadNumber();
            }
            else if (StringText.StartsAt(text, position))
            {
                ReadString();
            }
            else if (IsNameStart(c))
            {
                ReadName(position);
            }
            else
            {
                ReadSign(c);
            }
        }

        tokens.Add(new(TokenKind.End, new(text.Length, 0), ""));
        return tokens;
    }

    internal static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$';

    internal static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private bool SkipBlanks()
    {
        while (position < text.Length)
        {
            if (text[position] == '/' && At(1) == '/')
            {
                var end = text.AsSpan(position).IndexOfAny('\n', '\r');
                position = end < 0 ? text.Length : position + end;
            }
            else if (char.IsWhiteSpace(text[position]) || text[position] is '\uFEFF' or '\u200B')
            {
                position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private char At(int offset) => position + offset < text.Length ? text[position + offset] : '\0';

    private void Add(TokenKind kind, int length, string word, object? value = null)
    {
        tokens.Add(new(kind, new(position, length), word, value));
        position += length;
    }

    private void ReadNumber()
    {
        var (kind, length, value) = NumberText.Read(text, position);
        if (kind == TokenKind.Name)
        {
            ReadName(position);
            return;
        }

        // -9223372036854775808 is written as a minus and a number that is one too large; the value null tells the parser.
        var negative = tokens.Count > 0 && tokens[^1].Kind == TokenKind.Minus && text.AsSpan(position, length).SequenceEqual("9223372036854775808");
        if (value is null && !negative)
        {
            errors.Add(new(SyntaxCode.BadLiteral, $"{text.Substring(position, length)} does not fit its type; write real(…) or a string for larger values", new(position, length)));
        }

        Add(kind, length, "", value);
    }

    private void ReadString()
    {
        var (length, value) = StringText.Read(text, position, errors);
        Add(TokenKind.String, length, "", value);
    }

    private void ReadName(int start)
    {
        var end = start + 1;
        while (end < text.Length && IsNamePart(text[end]))
        {
            end++;
        }

        if (end < text.Length && text[end] == '~' && text.AsSpan(position, end - position) is "in" or "!in")
        {
            end++;
        }

        var word = text[position..end];
        if (end < text.Length && text[end] == '(' && TypedWords.Contains(word))
        {
            ReadTyped(word, end + 1);
        }
        else
        {
            Add(word[0] == '!' ? TokenKind.NotWord : TokenKind.Name, end - position, word);
        }
    }

    private void ReadTyped(string word, int start)
    {
        var close = closingParenAhead ? text.IndexOf(')', start) : -1;
        closingParenAhead = close >= 0;
        if (close < 0)
        {
            errors.Add(new(SyntaxCode.Unbalanced, $"'{word}(' is not closed: expected ')'", new(position, word.Length + 1)));
            var line = text.AsSpan(start).IndexOfAny('\n', '\r');
            close = line < 0 ? text.Length : start + line;
        }

        Add(TokenKind.Typed, Math.Min(close + 1, text.Length) - position, word, text[start..close]);
    }

    private void ReadSign(char c)
    {
        if (c == '!' && char.IsAsciiLetter(At(1)))
        {
            ReadName(position + 1);
        }
        else if (SignText.Read(c, At(1)) is { Kind: not TokenKind.End } sign)
        {
            Add(sign.Kind, sign.Text.Length, sign.Text);
        }
        else
        {
            SkipUnexpected();
        }
    }

    private void SkipUnexpected()
    {
        var start = position;
        do
        {
            position++;
        }
        while (position < text.Length && IsUnexpected(text[position]));
        errors.Add(new(SyntaxCode.UnexpectedCharacter, $"'{text[start..position]}' is no part of the language; put it in quotes if it is text", new(start, position - start)));
    }

    private bool IsUnexpected(char c) =>
        !char.IsWhiteSpace(c) && !IsNamePart(c) && c != '$' && !StringText.StartsAt(text, position) && SignText.Read(c, At(1)).Kind == TokenKind.End;
}
