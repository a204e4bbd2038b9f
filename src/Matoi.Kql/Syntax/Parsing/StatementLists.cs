using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Statements separated by semicolons.</summary>
internal static class StatementLists
{
    /// <summary>All statements up to the end of the query or of the braces around them; empty ones are passed over.</summary>
    internal static List<Statement> Read(TokenReader r, bool inBraces)
    {
        var statements = new List<Statement>();
        while (!r.Stopped)
        {
            while (r.Take(TokenKind.Semicolon))
            {
            }

            if (IsEnd(r, inBraces))
            {
                break;
            }

            statements.Add(Statements.Read(r));
            Finish(r, inBraces);
        }

        return statements;
    }

    private static bool IsEnd(TokenReader r, bool inBraces) => r.Is(TokenKind.End) || (inBraces && r.Is(TokenKind.CloseBrace));

    private static bool IsClosing(Token token) => token.Kind is TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace;

    // What stands behind a complete statement is told once, then reading goes on at the next pipe or statement.
    private static void Finish(TokenReader r, bool inBraces)
    {
        Pipelines.Recover(r);
        while (!r.Is(TokenKind.Semicolon) && !IsEnd(r, inBraces))
        {
            var next = r.Position;
            var statement = r.IsFirstOfLine && r.Is(TokenKind.Name) && !Infix.IsReserved(r.Current.Text);
            if (!r.Is(TokenKind.Bar))
            {
                Tell(r, statement);
            }

            if (statement)
            {
                r.Resume(next);
                return;
            }

            r.Resume(Pipelines.End(r, next + (IsClosing(r.At(next)) ? 1 : 0)));
            Pipelines.Pipes(r, []);
        }
    }

    private static void Tell(TokenReader r, bool statement)
    {
        var found = r.Current;
        if (IsClosing(found))
        {
            r.Error(SyntaxCode.Unbalanced, $"'{found.Text}' closes nothing that is open", found.Span);
        }
        else if (statement)
        {
            r.ErrorHere(SyntaxCode.UnexpectedText, "expected ';' before the next statement, or '|' before an operator");
        }
        else
        {
            r.ErrorHere(SyntaxCode.UnexpectedText, "expected an operator, '|' or ';'", Infix.Meant(r));
        }
    }
}
