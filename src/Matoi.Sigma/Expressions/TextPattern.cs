using System.Text;

namespace Matoi.Sigma.Expressions;

/// <summary>A text with wildcards, as parts in order. Immutable.</summary>
public sealed class TextPattern : IEquatable<TextPattern>
{
    private TextPattern(IEnumerable<PatternPart> parts)
    {
        var joined = new List<PatternPart>();
        foreach (var part in parts)
        {
            if (joined.Count > 0 && joined[^1].Kind == part.Kind && part.Kind != PatternPartKind.One)
            {
                joined[^1] = part with { Text = joined[^1].Text + part.Text };
            }
            else if (part.Kind != PatternPartKind.Literal || part.Text.Length > 0)
            {
                joined.Add(part);
            }
        }

        Parts = joined;
    }

    /// <summary>The parts; no two literals and no two runs stand side by side. None for the empty text.</summary>
    public IReadOnlyList<PatternPart> Parts { get; }

    /// <summary>The text when there is no wildcard; null when there is.</summary>
    public string? Literal => Parts switch
    {
        [] => "",
        [{ Kind: PatternPartKind.Literal } part] => part.Text,
        _ => null,
    };

    /// <summary>
    /// Reads a value as the specification writes it: <c>*</c> and <c>?</c> are wildcards; <c>\*</c>, <c>\?</c> and <c>\\</c> are these characters themselves; any other
    /// backslash is one.
    /// </summary>
    public static TextPattern Parse(string text)
    {
        var parts = new List<PatternPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('*' or '?'))
            {
                i += text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '*' or '?' or '\\' ? 1 : 0;
                literal.Append(text[i]);
                continue;
            }

            parts.Add(PatternPart.Literal(literal.ToString()));
            parts.Add(text[i] == '*' ? PatternPart.Run : PatternPart.One);
            literal.Clear();
        }

        return new([.. parts, PatternPart.Literal(literal.ToString())]);
    }

    /// <summary>A text without wildcards.</summary>
    public static TextPattern Of(string literal) => new([PatternPart.Literal(literal)]);

    /// <summary>The pattern with any run before it.</summary>
    public TextPattern AtEnd() => new([PatternPart.Run, .. Parts]);

    /// <summary>The pattern with any run behind it.</summary>
    public TextPattern AtStart() => new([.. Parts, PatternPart.Run]);

    /// <summary>The pattern with its literal texts changed.</summary>
    public TextPattern Map(Func<string, string> change) => new(Parts.Select(p => p.Kind == PatternPartKind.Literal ? p with { Text = change(p.Text) } : p));

    /// <inheritdoc/>
    public bool Equals(TextPattern? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(17, (hash, part) => HashCode.Combine(hash, part));

    /// <summary>As a rule writes it.</summary>
    public override string ToString() => string.Concat(Parts.Select(p => p.Kind switch
    {
        PatternPartKind.Run => "*",
        PatternPartKind.One => "?",
        _ => p.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal),
    }));
}
