namespace Matoi.Sigma.Expressions;

/// <summary>What a part of a pattern stands for.</summary>
public enum PatternPartKind
{
    /// <summary>Its text.</summary>
    Literal,

    /// <summary>Any run of characters, none too.</summary>
    Run,

    /// <summary>Any one character.</summary>
    One,
}

/// <summary>A part of a <see cref="TextPattern"/>.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The text of a literal, at least one character; empty for the others.</param>
public readonly record struct PatternPart(PatternPartKind Kind, string Text)
{
    /// <summary><c>*</c></summary>
    public static PatternPart Run { get; } = new(PatternPartKind.Run, "");

    /// <summary><c>?</c></summary>
    public static PatternPart One { get; } = new(PatternPartKind.One, "");

    /// <summary>A text as it stands.</summary>
    public static PatternPart Literal(string text) => new(PatternPartKind.Literal, text);
}
