using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary><c>evaluate</c> and <c>invoke</c>.</summary>
internal static class CallOperators
{
    internal static Operator Evaluate(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true);
        var call = Calls.Expected(r, "a plugin's name");
        if (!r.Take(TokenKind.Colon))
        {
            return new EvaluateOperator(parameters, call, null, false, r.From(start));
        }

        var (columns, star) = Schemas.StarColumns(r, "and the columns of the result");
        return new EvaluateOperator(parameters, call, columns, star, r.From(start));
    }

    internal static Operator Invoke(TokenReader r, int start, string word)
    {
        var call = Calls.Expected(r, "a function's name");
        return new InvokeOperator(call, r.From(start));
    }
}
