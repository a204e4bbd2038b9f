using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Names, plain or quoted in brackets, and names with <c>*</c> in them.</summary>
internal static class Names
{
    /// <summary>Whether a name that is followed by <c>=</c> stands at the next token.</summary>
    internal static bool IsAssigned(TokenReader r) => IsName(r) && r.Ahead(IsQuoted(r) ? 3 : 1).Kind == TokenKind.Assign;

    internal static bool IsName(TokenReader r) => r.Is(TokenKind.Name) || IsQuoted(r);

    /// <summary>Whether <c>['a name']</c> stands at the next token.</summary>
    internal static bool IsQuoted(TokenReader r) =>
        r.Is(TokenKind.OpenBracket) && r.Ahead(1).Kind == TokenKind.String && r.Ahead(2).Kind == TokenKind.CloseBracket;

    /// <summary>A name; empty, with an error, when there is none.</summary>
    internal static string Read(TokenReader r, string what)
    {
        if (IsQuoted(r))
        {
            r.Next();
            var name = (string)r.Next().Value!;
            r.Next();
            return name;
        }

        if (r.Is(TokenKind.Name))
        {
            return r.Next().Text;
        }

        r.ErrorHere(SyntaxCode.NameExpected, $"expected {what}");
        return "";
    }

    /// <summary>A name as expression.</summary>
    internal static NameExpr ReadExpr(TokenReader r, string what)
    {
        var start = r.Position;
        var name = Read(r, what);
        return new(name, r.From(start));
    }

    /// <summary>The number of tokens, without blanks between, of a name with <c>*</c> that stands at the next token; 0 for none.</summary>
    internal static int WildcardLength(TokenReader r)
    {
        var (length, star) = (0, false);
        while (r.Ahead(length).Kind is TokenKind.Name or TokenKind.Star or TokenKind.Long or TokenKind.TimeSpan && (length == 0 || r.IsAdjacent(length)))
        {
            star |= r.Ahead(length++).Kind == TokenKind.Star;
        }

        return star ? length : 0;
    }

    /// <summary>Reads the name with <c>*</c> of that many tokens.</summary>
    internal static WildcardExpr ReadWildcard(TokenReader r, int length)
    {
        var start = r.Position;
        r.Resume(start + length);
        var span = r.From(start);
        return new(r.Text(span), span);
    }

    /// <summary>Whether these words, joined by hyphens without blanks, stand at the next token.</summary>
    internal static string Hyphenated(TokenReader r)
    {
        var length = 1;
        while (r.Ahead(length).Kind == TokenKind.Minus && r.IsAdjacent(length) && r.Ahead(length + 1).Kind == TokenKind.Name && r.IsAdjacent(length + 1))
        {
            length += 2;
        }

        return length == 1 ? r.Current.Text : r.Text(TextSpan.Between(r.Current.Span, r.Ahead(length - 1).Span));
    }

    /// <summary>Takes the tokens of a word that <see cref="Hyphenated"/> has found.</summary>
    internal static void TakeHyphenated(TokenReader r, string word)
    {
        var end = r.Current.Span.Start + word.Length;
        while (r.Current.Kind != TokenKind.End && r.Current.Span.Start < end)
        {
            r.Next();
        }
    }
}
