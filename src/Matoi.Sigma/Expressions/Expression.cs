namespace Matoi.Sigma.Expressions;

/// <summary>What a rule asks of one event: a tree of tests of fields. Immutable; field names are as the rule spells them.</summary>
public abstract record Expression
{
    /// <summary>True for every event.</summary>
    public static Expression Always { get; } = new AllOf([]);

    /// <summary>True for no event.</summary>
    public static Expression Never { get; } = new AnyOf([]);
}

/// <summary>All of them; with none, true.</summary>
public sealed record AllOf(IReadOnlyList<Expression> Operands) : Expression;

/// <summary>At least one of them; with none, false.</summary>
public sealed record AnyOf(IReadOnlyList<Expression> Operands) : Expression;

/// <summary><c>2 of selection_*</c>: so many of them, 2 or more.</summary>
public sealed record AtLeast(int Count, IReadOnlyList<Expression> Operands) : Expression;

/// <summary>Not this.</summary>
public sealed record Not(Expression Operand) : Expression;

/// <summary>A test of the values of a field; a field that stands in an array, or under one, has several, and one of them is enough.</summary>
/// <param name="Field">The field as the rule names it, its parts parted by dots; null for a keyword, which may be in any value of the event.</param>
/// <param name="Match">The test.</param>
public sealed record FieldTest(string? Field, ValueMatch Match) : Expression;
