namespace Matoi.Kql.Syntax.Lexing;

/// <summary>Which brackets belong together.</summary>
internal static class Brackets
{
    /// <summary>For each token that opens a bracket the index of the one that closes it; -1 for all others.</summary>
    internal static int[] Match(List<Token> tokens)
    {
        var match = new int[tokens.Count];
        Array.Fill(match, -1);
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i].Kind)
            {
                case TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace:
                    open.Push(i);
                    break;
                case TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace:
                    Close(tokens, i, open, match);
                    break;
                case TokenKind.Semicolon:
                    // A statement ends inside braces only, and a step inside those of scan: what else is open was forgotten.
                    while (open.TryPeek(out var top) && tokens[top].Kind != TokenKind.OpenBrace && tokens[top + 1] is not { Kind: TokenKind.Name, Text: "step" })
                    {
                        open.Pop();
                    }

                    break;
            }
        }

        return match;
    }

    private static void Close(List<Token> tokens, int at, Stack<int> open, int[] match)
    {
        var opening = Opening(tokens[at].Kind);
        if (!open.TryPop(out var top))
        {
            return;
        }

        if (tokens[top].Kind == opening)
        {
            match[top] = at;
        }
        else if (tokens[top].Kind != TokenKind.OpenBrace && open.TryPeek(out var below) && tokens[below].Kind == opening)
        {
            // The one still open inside was forgotten; but braces hold statements and are not skipped.
            match[open.Pop()] = at;
        }
        else
        {
            open.Push(top);
        }
    }

    private static TokenKind Opening(TokenKind closing) => closing switch
    {
        TokenKind.CloseParen => TokenKind.OpenParen,
        TokenKind.CloseBracket => TokenKind.OpenBracket,
        _ => TokenKind.OpenBrace,
    };
}
