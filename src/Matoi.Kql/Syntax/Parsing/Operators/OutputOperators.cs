using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators that name, show, describe or drop the result, and those that are refused.</summary>
internal static class OutputOperators
{
    internal static Operator Render(TokenReader r, int start, string word)
    {
        var chart = Names.Read(r, "a chart's name");
        var properties = new List<OperatorParameter>();
        if (r.TakeWord("with"))
        {
            properties = Lists.Parenthesised(r, "behind 'with'", Property);
        }
        else
        {
            while (Names.IsAssigned(r))
            {
                properties.Add(Property(r));
            }
        }

        return new RenderOperator(chart, properties, r.From(start));
    }

    internal static Operator As(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true);
        var name = Names.Read(r, "a name behind 'as'");
        return new AsOperator(parameters, name, r.From(start));
    }

    internal static Operator Consume(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true, "decodeblocks");
        return new ConsumeOperator(r.From(start));
    }

    internal static Operator GetSchema(TokenReader r, int start, string word)
    {
        OperatorParameters.Read(r, strict: true, "kind");
        return new GetSchemaOperator(r.From(start));
    }

    internal static Operator AssertSchema(TokenReader r, int start, string word)
    {
        var (columns, star) = Schemas.StarColumns(r, "and the columns");
        return new AssertSchemaOperator(columns, star, r.From(start));
    }

    internal static Operator Refused(TokenReader r, int start, string word)
    {
        r.Resume(Pipelines.End(r, r.Position));
        return new RefusedOperator(word, r.From(start));
    }

    // A list of columns goes on until the next property: series = a, b, title = "x".
    private static OperatorParameter Property(TokenReader r)
    {
        var first = OperatorParameters.One(r);
        if (!r.Is(TokenKind.Comma) || !IsListItem(r))
        {
            return first;
        }

        var values = new List<Expr> { first.Value };
        while (r.Is(TokenKind.Comma) && IsListItem(r))
        {
            r.Next();
            values.Add(OperatorParameters.Value(r));
        }

        var span = TextSpan.Between(values[0].Span, values[^1].Span);
        return new(first.Name, new DynamicArrayExpr(values, span), TextSpan.Between(first.Span, span));
    }

    private static bool IsListItem(TokenReader r) =>
        r.Ahead(1).Kind is TokenKind.Name or TokenKind.String or TokenKind.OpenBracket
        && r.Ahead(r.Ahead(1).Kind == TokenKind.OpenBracket ? 4 : 2).Kind != TokenKind.Assign;
}
