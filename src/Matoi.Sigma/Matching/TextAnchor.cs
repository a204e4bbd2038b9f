using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>Where in a value the literal text of a pattern must stand.</summary>
internal enum AnchorPlace
{
    /// <summary>It is the value.</summary>
    Whole,

    /// <summary>At its start.</summary>
    Start,

    /// <summary>At its end.</summary>
    End,

    /// <summary>Anywhere.</summary>
    Anywhere,
}

/// <summary>How a pattern is found quickly: a text in lower case that must be there, and what is then compared.</summary>
/// <param name="Place">Where the text stands.</param>
/// <param name="Text">The text in lower case, at least one byte but for the whole value.</param>
/// <param name="Check">The whole pattern, where the text alone does not decide; null where it does.</param>
/// <param name="Predicate">What is then true.</param>
internal sealed record TextAnchor(AnchorPlace Place, byte[] Text, Wildcards? Check, int Predicate)
{
    /// <summary>The anchor of a pattern; null for one without literal text, which only its <see cref="Wildcards"/> decide.</summary>
    public static TextAnchor? Of(TextMatch match, int predicate)
    {
        var parts = match.Pattern.Parts;
        var literals = parts.Where(p => p.Kind == PatternPartKind.Literal).ToList();
        if (literals.Count == 0 && parts.Count > 0)
        {
            return null;
        }

        AnchorPlace? simple = parts switch
        {
            [] or [{ Kind: PatternPartKind.Literal }] => AnchorPlace.Whole,
            [{ Kind: PatternPartKind.Literal }, { Kind: PatternPartKind.Run }] => AnchorPlace.Start,
            [{ Kind: PatternPartKind.Run }, { Kind: PatternPartKind.Literal }] => AnchorPlace.End,
            [{ Kind: PatternPartKind.Run }, { Kind: PatternPartKind.Literal }, { Kind: PatternPartKind.Run }] => AnchorPlace.Anywhere,
            _ => null,
        };
        var longest = literals.Count == 0 ? "" : literals.MaxBy(p => p.Text.Length).Text;
        var place = simple ?? (parts[0].Kind == PatternPartKind.Literal && parts[0].Text == longest ? AnchorPlace.Start
            : parts[^1].Kind == PatternPartKind.Literal && parts[^1].Text == longest ? AnchorPlace.End : AnchorPlace.Anywhere);
        return new(place, CaseFolding.Fold(longest), simple is null || match.Cased ? new(match) : null, predicate);
    }
}
