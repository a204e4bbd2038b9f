using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>Operators that make graphs and look things up in them.</summary>
internal static class GraphOperators
{
    internal static Operator Make(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "with_node_id");
        var source = Names.ReadExpr(r, "the column with an edge's source");
        if (!(r.Take(TokenKind.Minus) && r.Take(TokenKind.Minus) && r.Take(TokenKind.Greater)))
        {
            r.ErrorHere(SyntaxCode.SignExpected, "expected '-->' and the column with an edge's target");
        }

        var target = Names.ReadExpr(r, "the column with an edge's target");
        parameters.AddRange(OperatorParameters.Read(r, strict: true, "with_node_id"));
        var nodes = r.TakeWord("with") ? Lists.Separated(r, Nodes) : [];
        if (!r.Is(TokenKind.Name) || Names.Hyphenated(r) != "partitioned-by")
        {
            return new MakeGraphOperator(parameters, source, target, nodes, null, null, r.From(start));
        }

        Names.TakeHyphenated(r, "partitioned-by");
        var by = Names.ReadExpr(r, "a column of the edges");
        var body = Pipelines.Inner(r, "and the operators over each graph");
        return new MakeGraphOperator(parameters, source, target, nodes, by, body, r.From(start));
    }

    internal static Operator Match(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "cycles", "output");
        var patterns = Lists.Separated(r, Pattern);
        var where = r.TakeWord("where") ? Expressions.Read(r) : null;
        var project = r.TakeWord("project") ? Items.Many(r) : [];
        return new GraphMatchOperator(word == "graph-shortest-paths", parameters, patterns, where, project, r.From(start));
    }

    internal static Operator ToTable(TokenReader r, int start, string word) => new GraphToTableOperator(Lists.Separated(r, Output), r.From(start));

    internal static Operator Components(TokenReader r, int start, string word)
        => new GraphComponentsOperator(OperatorParameters.Read(r, strict: true, "kind", "with_component_id"), r.From(start));

    internal static Operator Where(TokenReader r, int start, string word) => new GraphWhereOperator(word == "graph-where-edges", Expressions.Read(r), r.From(start));

    private static GraphNodes Nodes(TokenReader r)
    {
        var start = r.Position;
        var table = Postfixes.Table(r);
        r.ExpectWord("on", "and the column that edges name nodes by");
        var key = Names.ReadExpr(r, "the column that edges name nodes by");
        return new(table, key, r.From(start));
    }

    private static GraphOutput Output(TokenReader r)
    {
        var start = r.Position;
        var edges = r.TakeWord("edges");
        if (!edges)
        {
            r.ExpectWord("nodes", "or 'edges'");
        }

        var name = r.TakeWord("as") ? Names.Read(r, "a name behind 'as'") : null;
        var parameters = edges ? OperatorParameters.Read(r, strict: true, "with_source_id", "with_target_id") : OperatorParameters.Read(r, strict: true, "with_node_id");
        return new(edges, name, parameters, r.From(start));
    }

    private static GraphPattern Pattern(TokenReader r)
    {
        var start = r.Position;
        var nodes = new List<GraphPart> { Part(r) };
        var edges = new List<GraphEdge>();
        while (r.Current.Kind is TokenKind.Minus or TokenKind.Less)
        {
            edges.Add(Edge(r));
            nodes.Add(Part(r));
        }

        return new(nodes, edges, r.From(start));
    }

    private static GraphPart Part(TokenReader r)
    {
        var start = r.Position;
        r.Expect(TokenKind.OpenParen, "'('", "and a node's name");
        var name = Names.IsName(r) ? Names.Read(r, "a node's name") : null;
        r.Expect(TokenKind.CloseParen, "')'", "behind the node");
        return new(name, r.From(start));
    }

    private static GraphEdge Edge(TokenReader r)
    {
        var start = r.Position;
        var back = r.Take(TokenKind.Less);
        r.Expect(TokenKind.Minus, "'-'", "of an edge");
        var (name, least, most) = ((string?)null, (long?)null, (long?)null);
        if (r.Take(TokenKind.OpenBracket))
        {
            name = Names.IsName(r) ? Names.Read(r, "an edge's name") : null;
            if (r.Take(TokenKind.Star))
            {
                least = Number(r);
                r.Expect(TokenKind.DotDot, "'..'", "between the least and the greatest number of edges");
                most = Number(r);
            }

            r.Expect(TokenKind.CloseBracket, "']'", "behind the edge");
        }

        r.Expect(TokenKind.Minus, "'-'", "of an edge");
        var forward = r.Take(TokenKind.Greater);
        return new(name, back == forward ? null : forward, least, most, r.From(start));
    }

    private static long Number(TokenReader r)
    {
        if (r.Current is { Kind: TokenKind.Long, Value: long number })
        {
            r.Next();
            return number;
        }

        r.ErrorHere(SyntaxCode.ExpressionExpected, "expected a number of edges");
        return 0;
    }
}
