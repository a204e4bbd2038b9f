using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators that keep, add or make rows.</summary>
internal static class RowOperators
{
    internal static Operator Where(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: false);
        var predicate = Expressions.Read(r);
        return new WhereOperator(predicate, r.From(start));
    }

    internal static Operator Extend(TokenReader r, int start, string word)
    {
        var items = Items.Many(r);
        return new ExtendOperator(items, r.From(start));
    }

    internal static Operator Take(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true);
        var count = Expressions.Read(r);
        return new TakeOperator(count, r.From(start));
    }

    internal static Operator Sample(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true);
        var count = Expressions.Read(r);
        return new SampleOperator(count, r.From(start));
    }

    internal static Operator SampleDistinct(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true);
        var count = Expressions.Read(r);
        r.ExpectWord("of", "and a column behind the number");
        var of = Expressions.Read(r);
        return new SampleDistinctOperator(count, of, r.From(start));
    }

    internal static Operator Distinct(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: false);
        var items = Items.Many(r);
        return new DistinctOperator(items, r.From(start));
    }

    internal static Operator Serialize(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: false);
        var items = Names.IsName(r) || r.Is(TokenKind.OpenParen) ? Items.Many(r) : [];
        return new SerializeOperator(items, r.From(start));
    }

    internal static Operator Count(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true);
        var name = r.TakeWord("as") ? Names.Read(r, "a name behind 'as'") : null;
        return new CountOperator(name, r.From(start));
    }

    internal static Operator Print(TokenReader r, int start, string word)
    {
        var items = Items.Many(r);
        return new PrintOperator(items, r.From(start));
    }

    internal static Operator Range(TokenReader r, int start, string word)
    {
        var name = Names.Read(r, "a column's name behind 'range'");
        r.ExpectWord("from", "behind the column's name");
        var from = Expressions.Read(r);
        r.ExpectWord("to", "behind the first value");
        var to = Expressions.Read(r);
        r.ExpectWord("step", "behind the last value");
        var step = Expressions.Read(r);
        return new RangeOperator(name, from, to, step, r.From(start));
    }
}
