using Matoi.Kql.Functions;

namespace Matoi.Kql.Relations;

/// <summary>A typed scalar expression over the columns of a relation.</summary>
public abstract record Scalar(KqlType Type)
{
    /// <summary>The operands, for walks over the tree.</summary>
    public virtual IEnumerable<Scalar> Operands => [];
}

/// <summary>
/// A constant. Values by type: <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="DateTime"/>,
/// <see cref="TimeSpan"/>, <see cref="Guid"/>, <see cref="string"/>, JSON text for dynamic; null for a typed null (never for string).
/// </summary>
public sealed record Constant(KqlType Type, object? Value) : Scalar(Type)
{
    /// <summary>A text.</summary>
    public static Constant Text(string value) => new(KqlType.String, value);

    /// <summary>A whole number.</summary>
    public static Constant Long(long value) => new(KqlType.Long, value);

    /// <summary>The null of a type; for string, which has none, the empty text.</summary>
    public static Constant Null(KqlType type) => new(type, type == KqlType.String ? "" : null);
}

/// <summary>A value that could not be bound; its error is reported already, so what uses it stays silent.</summary>
public sealed record Faulty() : Scalar(KqlType.Dynamic);

/// <summary>The value of a column.</summary>
public sealed record ColumnValue(Column Column) : Scalar(Column.Type);

/// <summary>A function or operator applied to values; arguments have exactly the types of the function's parameters.</summary>
public sealed record Call(KqlFunction Function, IReadOnlyList<Scalar> Arguments, KqlType Type) : Scalar(Type)
{
    /// <inheritdoc/>
    public override IEnumerable<Scalar> Operands => Arguments;
}

/// <summary>The value of the first branch whose condition is true, else the last one; all branches have the type.</summary>
public sealed record Conditional(IReadOnlyList<(Scalar When, Scalar Then)> Branches, Scalar Else, KqlType Type) : Scalar(Type)
{
    /// <inheritdoc/>
    public override IEnumerable<Scalar> Operands => Branches.SelectMany(b => new[] { b.When, b.Then }).Append(Else);
}

/// <summary>A step into a dynamic value: by name, or by position (negative from the end).</summary>
public readonly record struct PathStep(string? Name, int Index);

/// <summary>A dynamic value inside another one, by constant steps; a missing one is null.</summary>
public sealed record DynamicPath(Scalar Target, IReadOnlyList<PathStep> Steps) : Scalar(KqlType.Dynamic)
{
    /// <inheritdoc/>
    public override IEnumerable<Scalar> Operands => [Target];
}

/// <summary>Several values side by side, which become several columns; where one value is expected the first stands for all.</summary>
public sealed record TupleValue(IReadOnlyList<(string? Name, Scalar Value)> Items) : Scalar(Items[0].Value.Type)
{
    /// <inheritdoc/>
    public override IEnumerable<Scalar> Operands => Items.Select(i => i.Value);
}

/// <summary><c>in</c> over the first column of a relation: never null.</summary>
public sealed record InRows(Scalar Value, Rel Rows, bool Negated, bool IgnoreCase) : Scalar(KqlType.Bool)
{
    /// <inheritdoc/>
    public override IEnumerable<Scalar> Operands => [Value];
}

/// <summary>The first value of the first row of a relation; null when it has no row.</summary>
public sealed record ScalarRows(Rel Rows, KqlType Type) : Scalar(Type);

/// <summary>
/// A value that depends on the rows before or behind in the relation's order, such as <c>prev</c>. It stands only in a <see cref="WindowRel"/>.
/// <paramref name="Template"/> holds {0}, {1}… for the arguments and ends before OVER: <c>lag({0}, 1)</c>. <paramref name="Partition"/> may be empty.
/// <paramref name="Frame"/> is the frame clause, such as <c>ROWS UNBOUNDED PRECEDING</c>, or empty.
/// </summary>
public sealed record WindowValue(string Template, IReadOnlyList<Scalar> Arguments, IReadOnlyList<Scalar> Partition, string Frame, KqlType Type) : Scalar(Type)
{
    /// <inheritdoc/>
    public override IEnumerable<Scalar> Operands => Arguments.Concat(Partition);
}
