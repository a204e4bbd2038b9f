using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>A source and the operators behind it.</summary>
internal static class Pipelines
{
    /// <summary>An expression, scalar or tabular, with all its pipes.</summary>
    internal static Expr Read(TokenReader r)
    {
        if (!r.Enter())
        {
            return Expressions.Missing(r);
        }

        var start = r.Position;
        var source = SourceOperators.Read(r) ?? Expressions.Level(r, Infix.Or);
        Recover(r);
        var operators = new List<Operator>();
        Pipes(r, operators);
        r.Leave();
        return operators.Count == 0 ? source : new PipeExpr(source, operators, r.From(start));
    }

    /// <summary>Operators that work on the rows of the one around them: <c>(where x | take 1)</c>.</summary>
    internal static Expr Inner(TokenReader r, string where) => Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, where, InnerBody);

    /// <summary>Operators behind pipes, as many as there are.</summary>
    internal static void Pipes(TokenReader r, List<Operator> operators)
    {
        while (r.Take(TokenKind.Bar))
        {
            One(r, operators);
        }
    }

    /// <summary>Goes on at the next pipe, or where the pipeline ends, if an error was met.</summary>
    internal static void Recover(TokenReader r)
    {
        if (r.Stopped)
        {
            r.Resume(End(r, r.Position));
        }
    }

    /// <summary>Index of the next pipe, semicolon, or closing bracket that was not opened behind this place.</summary>
    internal static int End(TokenReader r, int from)
    {
        for (var i = from; ; i++)
        {
            switch (r.At(i).Kind)
            {
                case TokenKind.End or TokenKind.Bar or TokenKind.Semicolon or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace:
                    return i;
                case TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace when r.Closing(i) > 0:
                    i = r.Closing(i);
                    break;
            }
        }
    }

    private static Expr InnerBody(TokenReader r)
    {
        if (!r.Enter())
        {
            return Expressions.Missing(r);
        }

        var start = r.Position;
        var operators = new List<Operator>();
        r.Take(TokenKind.Bar);
        One(r, operators);
        Pipes(r, operators);
        r.Leave();
        return new PipeExpr(new EmptySourceExpr(new(r.At(start).Span.Start, 0)), operators, r.From(start));
    }

    private static void One(TokenReader r, List<Operator> operators)
    {
        if (OperatorTable.Read(r) is { } found)
        {
            operators.Add(found);
        }

        Recover(r);
    }
}
