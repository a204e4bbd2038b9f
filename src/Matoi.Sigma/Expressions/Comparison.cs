namespace Matoi.Sigma.Expressions;

/// <summary>How a number compares.</summary>
public enum Comparison
{
    /// <summary>It is the number.</summary>
    Equal,

    /// <summary>It is another one.</summary>
    NotEqual,

    /// <summary><c>lt</c>.</summary>
    Less,

    /// <summary><c>lte</c>.</summary>
    LessOrEqual,

    /// <summary><c>gt</c>.</summary>
    Greater,

    /// <summary><c>gte</c>.</summary>
    GreaterOrEqual,
}

/// <summary>Comparing with a <see cref="Comparison"/>.</summary>
public static class Comparisons
{
    /// <summary>Whether the number compares so with the other; NaN never does, but for <see cref="Comparison.NotEqual"/>.</summary>
    public static bool Holds(this Comparison comparison, double number, double other) => comparison switch
    {
        Comparison.Equal => number.Equals(other),
        Comparison.NotEqual => !number.Equals(other),
        Comparison.Less => number < other,
        Comparison.LessOrEqual => number <= other,
        Comparison.Greater => number > other,
        _ => number >= other,
    };
}
