using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary><c>search</c> and <c>find</c>.</summary>
internal static class SearchOperators
{
    internal static Operator Search(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: false, "kind");
        var tables = Tables(r);
        parameters.AddRange(OperatorParameters.Read(r, strict: false, "kind"));
        var predicate = Expressions.Read(r);
        return new SearchOperator(parameters, tables, predicate, r.From(start));
    }

    internal static Operator Find(TokenReader r, int start, string word)
    {
        var parameters = OperatorParameters.Read(r, strict: false, "withsource", "with_source", "datascope");
        var tables = Tables(r);
        parameters.AddRange(OperatorParameters.Read(r, strict: false, "withsource", "with_source", "datascope"));
        if (!r.TakeWord("where") && tables.Count > 0)
        {
            r.ExpectWord("where", "and a predicate behind the tables");
        }

        var predicate = Expressions.Read(r);
        var (project, away, pack) = Output(r);
        return new FindOperator(parameters, tables, predicate, project, away, pack, r.From(start));
    }

    private static List<Expr> Tables(TokenReader r) => r.TakeWord("in") ? Lists.Parenthesised(r, "and the tables behind 'in'", Postfixes.Table) : [];

    private static (List<FindColumn> Project, List<FindColumn> Away, bool Pack) Output(TokenReader r)
    {
        var (project, away, pack) = (new List<FindColumn>(), new List<FindColumn>(), false);
        while (r.Is(TokenKind.Name) && Names.Hyphenated(r) is ("project" or "project-smart" or "project-away") and var word)
        {
            Names.TakeHyphenated(r, word);
            if (word == "project-smart")
            {
                continue;
            }

            var into = word == "project" ? project : away;
            do
            {
                if (IsPack(r))
                {
                    Primaries.Read(r);
                    pack = true;
                }
                else
                {
                    into.Add(Column(r));
                }
            }
            while (r.Take(TokenKind.Comma));
        }

        return (project, away, pack);
    }

    private static bool IsPack(TokenReader r) => r.Current is { Kind: TokenKind.Name, Text: "pack" or "pack_all" } && r.Ahead(1).Kind == TokenKind.OpenParen;

    private static FindColumn Column(TokenReader r)
    {
        var start = r.Position;
        var wildcard = Names.WildcardLength(r);
        var name = wildcard > 0 ? Names.ReadWildcard(r, wildcard).Pattern : Names.Read(r, "a column's name");
        KqlType? type = r.Take(TokenKind.Colon) ? Schemas.Type(r) : null;
        return new(name, type, r.From(start));
    }
}
