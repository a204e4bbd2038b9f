using Matoi.Kql.Syntax.Parsing;

namespace Matoi.Kql.Syntax;

/// <summary>Reads the text of a query into its tree.</summary>
public static class KqlParser
{
    /// <summary>Reads the whole text; what could not be read is told in the errors, all at once up to a hundred, and the tree holds the rest.</summary>
    public static (Query Query, IReadOnlyList<KqlError> Errors) Parse(string text)
    {
        var reader = new TokenReader(text);
        var statements = StatementLists.Read(reader, inBraces: false);
        var errors = reader.Errors;
        if (statements.Count == 0 && errors.Count == 0)
        {
            errors.Add(new(SyntaxCode.Empty, "the query is empty; name a table to begin with", new(0, 0)));
        }

        return (new(statements, new(0, text.Length)), [.. errors.OrderBy(e => e.Span.Start).DistinctBy(e => e.Span.Start).Take(TokenReader.MostErrors)]);
    }
}
