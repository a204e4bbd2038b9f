namespace Matoi.Sigma.Expressions;

/// <summary>How a value relates to that of another field.</summary>
public enum FieldReferenceKind
{
    /// <summary>They are equal.</summary>
    Equals,

    /// <summary>It starts with it.</summary>
    StartsWith,

    /// <summary>It ends with it.</summary>
    EndsWith,

    /// <summary>It contains it.</summary>
    Contains,
}
