using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary><c>name = value</c> behind an operator's word.</summary>
internal static class OperatorParameters
{
    /// <summary>
    /// The parameters that stand here: those known and all <c>hint.*</c>. With strict another name before <c>=</c> is an error; without, it begins the operands.
    /// </summary>
    internal static List<OperatorParameter> Read(TokenReader r, bool strict, params string[] known)
    {
        var parameters = new List<OperatorParameter>();
        while (Name(r) is { } name)
        {
            if (!name.StartsWith("hint.", StringComparison.Ordinal) && !known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                if (!strict)
                {
                    break;
                }

                var all = known.Length == 0 ? "hint.*" : $"{string.Join(", ", known)}, hint.*";
                r.Errors.Add(new(SyntaxCode.UnknownParameter, $"'{name}' is no parameter of this operator; it takes {all}", r.Current.Span, NearestName.Of(name, known)));
            }

            parameters.Add(One(r));
        }

        return parameters;
    }

    /// <summary><c>(name = value, …)</c>.</summary>
    internal static List<OperatorParameter> InParentheses(TokenReader r) => Lists.Parenthesised(r, "behind 'with'", One);

    /// <summary><c>name = value</c>.</summary>
    internal static OperatorParameter One(TokenReader r)
    {
        var start = r.Position;
        var name = Name(r) ?? "";
        if (name.StartsWith("hint.", StringComparison.Ordinal))
        {
            r.Next();
            r.Next();
            r.Next();
        }
        else
        {
            name = Names.Read(r, "a parameter's name");
        }

        r.Expect(TokenKind.Assign, "'='", "behind the parameter's name");
        var value = Value(r);
        return new(name, value, r.From(start));
    }

    /// <summary>A word, a number, a string.</summary>
    internal static Expr Value(TokenReader r)
    {
        // A parenthesis behind a word begins the operand: join kind=inner (…).
        return r.Current switch
        {
            { Kind: TokenKind.Name, Text: "true" or "false" } word => new LiteralExpr(KqlType.Bool, word.Text == "true", r.Next().Span),
            { Kind: TokenKind.Name, Text: not "dynamic" } => Names.ReadExpr(r, "a value"),
            _ when Names.IsQuoted(r) => Names.ReadExpr(r, "a value"),
            _ => Expressions.Operand(r),
        };
    }

    private static string? Name(TokenReader r)
    {
        if (!r.Is(TokenKind.Name))
        {
            return null;
        }

        if (r.Ahead(1).Kind == TokenKind.Assign)
        {
            return r.Current.Text;
        }

        return r.Current.Text == "hint" && r.Ahead(1).Kind == TokenKind.Dot && r.Ahead(2).Kind == TokenKind.Name && r.Ahead(3).Kind == TokenKind.Assign
            ? $"hint.{r.Ahead(2).Text}"
            : null;
    }
}
