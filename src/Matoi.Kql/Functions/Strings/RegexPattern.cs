using System.Text.RegularExpressions;
using Matoi.Kql.Functions.Strings.Patterns;

namespace Matoi.Kql.Functions.Strings;

/// <summary>A regular expression of Kusto: leftmost match, first choice first, in time that grows with the text only. Thread-safe.</summary>
internal sealed class RegexPattern
{
    private readonly PatternEngine _plain;
    private readonly Lazy<PatternEngine> _paired;

    /// <summary>The expression of a text.</summary>
    /// <exception cref="ArgumentRefusedException">It cannot be used; the message says why and where.</exception>
    public RegexPattern(string text)
        : this(text, static root => root)
    {
    }

    private RegexPattern(string text, Func<PatternNode, PatternNode> place)
    {
        Text = text;
        var (read, parser) = PatternParser.Read(text);
        var root = place(read);
        (Groups, Names) = (parser.Groups, parser.Names);
        _plain = new(root, surrogates: false);
        _paired = new(() => new(root, surrogates: true));
    }

    /// <summary>The expression of a text where it matches at the beginning only.</summary>
    public static RegexPattern AtStart(string text) => new(text, static root => new SequenceNode([new PlaceNode(Place.Start), root]));

    /// <summary>The expression of a text where it matches up to the end only.</summary>
    public static RegexPattern AtEnd(string text) => new(text, static root => new SequenceNode([root, new PlaceNode(Place.End)]));

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>How many groups it has.</summary>
    public int Groups { get; }

    /// <summary>Names of groups with their numbers.</summary>
    public IReadOnlyDictionary<string, int> Names { get; }

    /// <summary>True when it is somewhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => For(text).IsMatch(text);

    /// <summary>The first match.</summary>
    public Match Match(string text) => For(text).Match(text, 0);

    /// <summary>All matches that do not overlap, from left to right; an empty one does not follow right behind another.</summary>
    public IEnumerable<Match> Matches(string text)
    {
        var engine = For(text);
        var last = -1;
        for (var match = engine.Match(text, 0); match.Success;)
        {
            var inPair = match.Length == 0 && match.Index > 0 && match.Index < text.Length && char.IsSurrogatePair(text[match.Index - 1], text[match.Index]);
            if (!inPair && (match.Length > 0 || match.Index != last))
            {
                last = match.Index + match.Length;
                yield return match;
            }

            var next = match.Index + Math.Max(match.Length, 1);
            if (next > text.Length)
            {
                yield break;
            }

            match = engine.Match(text, next);
        }
    }

    private PatternEngine For(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uD800', '\uDFFF') ? _paired.Value : _plain;
}
