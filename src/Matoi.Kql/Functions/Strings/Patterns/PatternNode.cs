namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>A part of a regular expression that has been read; flags are worked into it.</summary>
internal abstract record PatternNode;

/// <summary>One character of a set.</summary>
internal sealed record SetNode(CodePoints Set) : PatternNode;

/// <summary>Parts one behind the other; none for the empty pattern.</summary>
internal sealed record SequenceNode(IReadOnlyList<PatternNode> Parts) : PatternNode;

/// <summary>The first of some patterns that leads to a match.</summary>
internal sealed record ChoiceNode(IReadOnlyList<PatternNode> Choices) : PatternNode;

/// <summary>A part repeated; <paramref name="Most"/> is null for no limit.</summary>
internal sealed record RepeatNode(PatternNode Part, int Least, int? Most, bool Greedy) : PatternNode;

/// <summary>A group whose text is kept; groups count from 1 by their opening parenthesis.</summary>
internal sealed record GroupNode(PatternNode Inner) : PatternNode;

/// <summary>A condition on the place.</summary>
internal sealed record PlaceNode(Place Place) : PatternNode;

/// <summary>Conditions on a place.</summary>
internal enum Place
{
    /// <summary>The beginning of the text.</summary>
    Start,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>The beginning of a line.</summary>
    LineStart,

    /// <summary>The end of a line.</summary>
    LineEnd,

    /// <summary>Between a word character and another.</summary>
    WordEdge,

    /// <summary>Not between a word character and another.</summary>
    NoWordEdge,

    /// <summary>A word begins.</summary>
    WordStart,

    /// <summary>A word ends.</summary>
    WordEnd,
}
