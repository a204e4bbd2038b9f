using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary>The family of project.</summary>
internal static class ProjectOperators
{
    internal static Operator Read(TokenReader r, int start, string word)
    {
        var items = Lists.Separated(r, inner => Item(inner, word));
        return new ProjectOperator(word, items, r.From(start));
    }

    private static ProjectItem Item(TokenReader r, string word)
    {
        var start = r.Position;
        var wildcard = word is "project-away" or "project-keep" or "project-reorder" ? Names.WildcardLength(r) : 0;
        var value = wildcard > 0 ? Names.ReadWildcard(r, wildcard)
            : word is "project-away" or "project-keep" or "project-reorder" ? Expressions.Read(r)
            : Items.Read(r);
        var order = word == "project-reorder" ? Order(r) : null;
        return new(value, order, r.From(start));
    }

    private static string? Order(TokenReader r)
    {
        if (!r.Is(TokenKind.Name) || Names.Hyphenated(r) is not ("asc" or "desc" or "granny-asc" or "granny-desc"))
        {
            return null;
        }

        var order = Names.Hyphenated(r);
        Names.TakeHyphenated(r, order);
        return order;
    }
}
