using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators that make one row of many.</summary>
internal static class SummaryOperators
{
    internal static Operator Summarize(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: false);
        var aggregates = r.IsWord("by") ? [] : Items.Many(r);
        var by = r.TakeWord("by") ? Items.Many(r) : [];
        return new SummarizeOperator(parameters, aggregates, by, r.From(start));
    }

    internal static Operator MakeSeries(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: false, "kind");
        var aggregates = Lists.Separated(r, Aggregate);
        r.ExpectWord("on", "and the axis behind the aggregates");
        var on = Names.IsAssigned(r) ? Items.Read(r) : Expressions.Operand(r);
        if (r.TakeWord("in"))
        {
            r.ExpectWord("range", "behind 'in'");
            var (first, last, width) = Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "behind 'range'", Bounds);
            return new MakeSeriesOperator(parameters, aggregates, on, first, last, width, By(r), r.From(start), InRange: true);
        }

        var from = r.TakeWord("from") ? Expressions.Read(r) : null;
        var to = r.TakeWord("to") ? Expressions.Read(r) : null;
        r.ExpectWord("step", "behind the axis");
        var step = Expressions.Read(r);
        var by = By(r);
        return new MakeSeriesOperator(parameters, aggregates, on, from, to, step, by, r.From(start));
    }

    internal static Operator Reduce(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "kind");
        r.ExpectWord("by", "behind 'reduce'");
        var by = Expressions.Read(r);
        List<OperatorParameter> with = !r.TakeWord("with") ? []
            : r.Is(TokenKind.OpenParen) ? OperatorParameters.InParentheses(r)
            : Lists.Separated(r, OperatorParameters.One);
        return new ReduceOperator(parameters, by, with, r.From(start));
    }

    private static List<Expr> By(TokenReader r) => r.TakeWord("by") ? Items.Many(r) : [];

    private static (Expr First, Expr Last, Expr Step) Bounds(TokenReader r)
    {
        var first = Expressions.Read(r);
        r.Expect(TokenKind.Comma, "','", "between first and last value");
        var last = Expressions.Read(r);
        r.Expect(TokenKind.Comma, "','", "and the step");
        return (first, last, Expressions.Read(r));
    }

    private static SeriesItem Aggregate(TokenReader r)
    {
        var start = r.Position;
        var value = Items.Read(r);
        Expr? absent = null;
        if (r.TakeWord("default"))
        {
            r.Expect(TokenKind.Assign, "'='", "behind 'default'");
            absent = Expressions.Read(r);
        }

        return new(value, absent, r.From(start));
    }
}
