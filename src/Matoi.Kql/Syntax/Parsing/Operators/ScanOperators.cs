using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary><c>scan</c> with its steps.</summary>
internal static class ScanOperators
{
    internal static Operator Read(TokenReader r, int start, string word)
    {
        var parameters = new List<OperatorParameter>();
        List<SortItem> orderBy = [];
        List<Expr> partitionBy = [];
        List<ScanDeclaration> declared = [];
        while (!r.Stopped && !r.IsWord("with"))
        {
            parameters.AddRange(OperatorParameters.Read(r, strict: true, "with_match_id", "with_step_name", "kind"));
            if (r.TakeWord("order"))
            {
                r.ExpectWord("by", "behind 'order'");
                orderBy = SortOperators.Keys(r);
            }
            else if (r.TakeWord("partition"))
            {
                r.ExpectWord("by", "behind 'partition'");
                partitionBy = Lists.Separated(r, Expressions.Read);
            }
            else if (r.TakeWord("declare"))
            {
                declared = Lists.Parenthesised(r, "and the columns", Declaration);
            }
            else if (!r.IsWord("with"))
            {
                break;
            }
        }

        r.ExpectWord("with", "and the steps in parentheses");
        var steps = Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "and the steps", Steps);
        return new ScanOperator(parameters, orderBy, partitionBy, declared, steps, r.From(start));
    }

    private static ScanDeclaration Declaration(TokenReader r)
    {
        var start = r.Position;
        var name = Names.Read(r, "a column's name");
        r.Expect(TokenKind.Colon, "':'", "and a type behind the column's name");
        var type = Schemas.Type(r);
        var value = r.Take(TokenKind.Assign) ? Expressions.Read(r) : null;
        return new(name, type, value, r.From(start));
    }

    private static List<ScanStep> Steps(TokenReader r)
    {
        var steps = new List<ScanStep>();
        do
        {
            steps.Add(Step(r));
            if (!r.Is(TokenKind.CloseParen))
            {
                r.Expect(TokenKind.Semicolon, "';'", "behind the step");
            }
        }
        while (!r.Stopped && !r.Is(TokenKind.CloseParen) && !r.Is(TokenKind.End));
        return steps;
    }

    private static ScanStep Step(TokenReader r)
    {
        var start = r.Position;
        r.ExpectWord("step", "and its name");
        var name = Names.Read(r, "the step's name");
        var optional = r.TakeWord("optional");
        string? output = null;
        if (r.TakeWord("output"))
        {
            r.Expect(TokenKind.Assign, "'='", "behind 'output'");
            output = Names.Read(r, "'all', 'last' or 'none'");
        }

        r.Expect(TokenKind.Colon, "':'", "and the step's condition");
        var condition = Expressions.Read(r);
        var assignments = r.Take(TokenKind.Arrow) ? Lists.Separated(r, Assignment) : [];
        return new(name, optional, output, condition, assignments, r.From(start));
    }

    private static NamedExpr Assignment(TokenReader r)
    {
        var start = r.Position;
        var name = Names.ReadExpr(r, "a declared column's name");
        r.Expect(TokenKind.Assign, "'='", "behind the column's name");
        var value = Expressions.Read(r);
        return new([name.Name], value, name.Span, r.From(start));
    }
}
