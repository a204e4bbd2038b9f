namespace Matoi.Sigma.Matching;

/// <summary>What the rules of a program ask of one field.</summary>
internal sealed class ProgramField
{
    /// <summary>Tests that the text of a value decides; null when there are none.</summary>
    public FieldMatcher? Text { get; set; }

    /// <summary>True of an event that has the field; -1 when no rule asks.</summary>
    public int Present { get; set; } = -1;

    /// <summary>True of an event in which it has a value that is not null; -1 when no rule asks.</summary>
    public int NotNull { get; set; } = -1;

    /// <summary>Whether tests after the reading need its values.</summary>
    public bool Keeps { get; set; }
}
