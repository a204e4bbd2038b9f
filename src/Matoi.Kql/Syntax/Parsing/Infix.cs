using System.Collections.Frozen;
using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Operators between two operands: how tight they bind and how the tree spells them.</summary>
internal readonly record struct Infix(string Operator, int Level)
{
    internal const int Or = 1;
    internal const int And = 2;
    internal const int Equality = 3;
    internal const int Relation = 4;
    internal const int Sum = 5;
    internal const int Product = 6;

    // Tighter than arithmetic: a + b has c is a + (b has c).
    internal const int Match = 7;

    private static readonly FrozenDictionary<string, Infix> Words = BuildWords();

    /// <summary>Whether one may not follow another of its level without parentheses.</summary>
    internal bool IsComparison => Level is Equality or Relation or Match;

    /// <summary>Words that cannot be names unless quoted.</summary>
    internal static bool IsReserved(string word) => word == "by" || Words.ContainsKey(word);

    /// <summary>The operator that was probably meant by what stands behind an expression.</summary>
    internal static string? Meant(TokenReader r) => r.Current switch
    {
        { Kind: TokenKind.Assign } => "==",
        { Kind: TokenKind.Name, Text: "not" } when r.IsWordAhead(1, "in") => "!in",
        { Kind: TokenKind.Name or TokenKind.NotWord } word => NearestName.Of(word.Text, Words.Keys),
        _ => null,
    };

    /// <summary>The operator at the next token; level 0 for none.</summary>
    internal static Infix At(TokenReader r) => r.Current.Kind switch
    {
        TokenKind.Name or TokenKind.NotWord => Words.GetValueOrDefault(r.Current.Text),
        TokenKind.Equal => new("==", Equality),
        TokenKind.NotEqual => new("!=", Equality),
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => new(r.Current.Text, Relation),
        TokenKind.EqualTilde or TokenKind.NotTilde => new(r.Current.Text, Match),
        TokenKind.Colon => new("has", Match),
        TokenKind.Plus or TokenKind.Minus => new(r.Current.Text, Sum),
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => new(r.Current.Text, Product),
        _ => default,
    };

    private static FrozenDictionary<string, Infix> BuildWords()
    {
        var words = new Dictionary<string, Infix> { ["or"] = new("or", Or), ["and"] = new("and", And), ["matches"] = new("matches regex", Match) };
        foreach (var word in new[] { "in", "!in", "in~", "!in~", "has_any", "has_all", "between", "!between" })
        {
            words[word] = new(word, Equality);
        }

        foreach (var word in new[] { "has", "contains", "startswith", "endswith", "hasprefix", "hassuffix" })
        {
            foreach (var form in new[] { word, $"!{word}", $"{word}_cs", $"!{word}_cs" })
            {
                words[form] = new(form, Match);
            }
        }

        foreach (var (word, meant) in new[]
        {
            ("like", "like"), ("notlike", "notlike"), ("likecs", "like_cs"), ("notlikecs", "notlike_cs"), ("containscs", "contains_cs"),
            ("notcontains", "!contains"), ("notcontainscs", "!contains_cs"),
        })
        {
            words[word] = new(meant, Match);
        }

        return words.ToFrozenDictionary();
    }
}
