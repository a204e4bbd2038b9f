using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary><c>parse</c>, <c>parse-where</c> and <c>parse-kv</c>.</summary>
internal static class ParseOperators
{
    internal static Operator Parse(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: true, "kind", "flags");
        var source = Expressions.Read(r);
        r.ExpectWord("with", "and the pattern");
        var pattern = new List<ParsePart>();
        do
        {
            pattern.Add(Part(r));
        }
        while (r.Current.Kind is TokenKind.String or TokenKind.Star || Names.IsName(r));
        return new ParseOperator(word == "parse-where", parameters, source, pattern, r.From(start));
    }

    internal static Operator ParseKv(TokenReader r, int start, string word)
    {
        var source = Expressions.Read(r);
        r.ExpectWord("as", "and the columns in parentheses");
        var columns = Schemas.Columns(r, "and the columns");
        var parameters = r.TakeWord("with") ? OperatorParameters.InParentheses(r) : [];
        return new ParseKvOperator(source, columns, parameters, r.From(start));
    }

    private static ParsePart Part(TokenReader r)
    {
        var start = r.Position;
        if (r.Take(TokenKind.Star))
        {
            return new(null, null, null, r.From(start));
        }

        if (r.Is(TokenKind.String))
        {
            return new(Primaries.Text(r), null, null, r.From(start));
        }

        var name = Names.Read(r, "text in quotes, a column's name or '*'");
        KqlType? type = r.Take(TokenKind.Colon) ? Schemas.Type(r) : null;
        return new(null, name, type, r.From(start));
    }
}
