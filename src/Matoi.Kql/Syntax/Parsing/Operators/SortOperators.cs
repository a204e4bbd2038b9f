using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators that order rows or keep the first of an order.</summary>
internal static class SortOperators
{
    internal static Operator Sort(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true);
        r.ExpectWord("by", $"behind '{word}'");
        var items = Keys(r);
        return new SortOperator(items, r.From(start));
    }

    internal static Operator Top(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true);
        var count = Expressions.Read(r);
        OperatorParameters.Read(r, strict: true);
        r.ExpectWord("by", "behind the number of rows");
        var items = Keys(r);
        return new TopOperator(count, items, r.From(start));
    }

    internal static Operator TopHitters(TokenReader r, int start, string word)
    {
        var count = Expressions.Read(r);
        r.ExpectWord("of", "behind the number of values");
        var of = Items.Read(r);
        var by = r.TakeWord("by") ? Items.Read(r) : null;
        return new TopHittersOperator(count, of, by, r.From(start));
    }

    internal static Operator TopNested(TokenReader r, int start, string word)
    {
        var levels = new List<TopNestedLevel> { Level(r, start) };
        while (r.Is(TokenKind.Comma))
        {
            r.Next();
            var from = r.Position;
            if (r.Is(TokenKind.Name) && Names.Hyphenated(r) == word)
            {
                Names.TakeHyphenated(r, word);
            }
            else
            {
                r.ErrorHere(SyntaxCode.SignExpected, $"expected '{word}' behind ','");
            }

            levels.Add(Level(r, from));
        }

        return new TopNestedOperator(levels, r.From(start));
    }

    /// <summary><c>key asc nulls first, …</c>.</summary>
    internal static List<SortItem> Keys(TokenReader r) => Lists.Separated(r, Key);

    private static SortItem Key(TokenReader r)
    {
        var start = r.Position;
        var value = Items.Read(r);
        var ascending = Direction(r);
        bool? first = null;
        if (r.TakeWord("nulls"))
        {
            first = r.TakeWord("first");
            if (first == false)
            {
                r.ExpectWord("last", "or 'first' behind 'nulls'");
            }
        }

        return new(value, ascending ?? false, first, r.From(start));
    }

    private static bool? Direction(TokenReader r) => r.TakeWord("asc") ? true : r.TakeWord("desc") ? false : null;

    private static TopNestedLevel Level(TokenReader r, int start)
    {
        var count = r.IsWord("of") ? null : Expressions.Read(r);
        r.ExpectWord("of", "behind the number of values");
        var of = Items.Read(r);
        Expr? others = null;
        if (r.TakeWord("with"))
        {
            r.ExpectWord("others", "behind 'with'");
            r.Expect(TokenKind.Assign, "'='", "behind 'others'");
            others = Expressions.Read(r);
        }

        r.ExpectWord("by", "and an aggregate");
        var by = Items.Read(r);
        var ascending = Direction(r);
        return new(count, of, others, by, ascending, r.From(start));
    }
}
