using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Expressions with operators, by precedence.</summary>
internal static class Expressions
{
    // A chain of and/or this long becomes a balanced tree, any other an error: trees must not be deeper than readers of them can follow.
    private const int LongChain = 64;
    private const int LongestChain = 500;

    /// <summary>A scalar expression.</summary>
    internal static Expr Read(TokenReader r)
    {
        if (!r.Enter())
        {
            return Missing(r);
        }

        var value = Level(r, Infix.Or);
        r.Leave();
        return value;
    }

    /// <summary>An expression without <c>==</c>, <c>&lt;</c>, <c>in</c> and the like: what stands before a word that would else be read as one.</summary>
    internal static Expr Operand(TokenReader r)
    {
        if (!r.Enter())
        {
            return Missing(r);
        }

        var value = Level(r, Infix.Sum);
        r.Leave();
        return value;
    }

    /// <summary>The place of an expression that is not there.</summary>
    internal static NameExpr Missing(TokenReader r) => new("", r.Here);

    /// <summary>An expression of operators that bind at least as tight as a level; the caller has counted the nesting.</summary>
    internal static Expr Level(TokenReader r, int level)
    {
        var start = r.Position;
        var left = Unary(r);
        var chain = 0;
        for (var last = new Infix("", int.MaxValue); Infix.At(r) is { Level: > 0 } infix && infix.Level >= level; last = infix)
        {
            if (infix.Level > last.Level || (infix.Level == last.Level && infix.IsComparison))
            {
                r.Error(SyntaxCode.ChainedComparison, $"'{r.Current.Text}' cannot follow '{last.Operator}'; put one of them in parentheses", r.Current.Span);
            }
            else if (++chain > LongestChain)
            {
                r.Error(SyntaxCode.TooDeep, $"more than {LongestChain} operators in a row; name parts with let", r.Current.Span);
            }
            else
            {
                left = infix.Level <= Infix.And ? Logic(r, start, left, infix) : Binary(r, start, left, infix);
            }
        }

        return left;
    }

    private static Expr Binary(TokenReader r, int start, Expr left, Infix infix)
    {
        var sign = r.Next().Span;
        switch (infix.Operator)
        {
            case "between" or "!between":
                return Membership.Between(r, start, left, infix.Operator[0] == '!');
            case "in" or "!in" or "in~" or "!in~" or "has_any" or "has_all":
                return Membership.In(r, start, left, infix.Operator);
            case "matches regex":
                r.ExpectWord("regex", "behind 'matches'");
                sign = TextSpan.Between(sign, r.At(r.Position - 1).Span);
                break;
        }

        var right = Level(r, infix.Level + 1);
        return new BinaryExpr(infix.Operator, left, right, sign, r.From(start));
    }

    private static Expr Logic(TokenReader r, int start, Expr left, Infix infix)
    {
        var operands = new List<(Expr Value, TextSpan Span, TextSpan Sign)> { (left, r.From(start), default) };
        while (Infix.At(r) == infix)
        {
            var sign = r.Next().Span;
            var from = r.Position;
            var value = Level(r, infix.Level + 1);
            operands.Add((value, r.From(from), sign));
        }

        if (operands.Count > LongChain)
        {
            return Balanced(infix.Operator, operands, 0, operands.Count);
        }

        var result = left;
        for (var i = 1; i < operands.Count; i++)
        {
            result = new BinaryExpr(infix.Operator, result, operands[i].Value, operands[i].Sign, TextSpan.Between(operands[0].Span, operands[i].Span));
        }

        return result;
    }

    private static Expr Balanced(string word, List<(Expr Value, TextSpan Span, TextSpan Sign)> operands, int from, int to)
    {
        if (to - from == 1)
        {
            return operands[from].Value;
        }

        var middle = (from + to) / 2;
        var span = TextSpan.Between(operands[from].Span, operands[to - 1].Span);
        return new BinaryExpr(word, Balanced(word, operands, from, middle), Balanced(word, operands, middle, to), operands[middle].Sign, span);
    }

    private static Expr Unary(TokenReader r)
    {
        if (r.Current.Kind is not (TokenKind.Minus or TokenKind.Plus))
        {
            return Postfixes.Read(r);
        }

        var start = r.Position;
        var sign = r.Next().Text;
        if (sign == "-" && r.Is(TokenKind.Long) && r.Current.Value is null)
        {
            r.Next();
            return new LiteralExpr(KqlType.Long, long.MinValue, r.From(start));
        }

        var operand = Postfixes.Read(r);
        return new UnaryExpr(sign, operand, r.From(start));
    }
}
