using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql;

/// <summary>The rows of a query.</summary>
/// <param name="Columns">Columns in order.</param>
/// <param name="Rows">Values: <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="DateTime"/> (UTC), <see cref="TimeSpan"/>, <see cref="Guid"/>, <see cref="string"/>; JSON text for dynamic; null.</param>
/// <param name="Elapsed">From text to last row.</param>
/// <param name="Truncated">True when there were more than <see cref="KqlOptions.MaxRows"/> rows.</param>
/// <param name="Render">The hint of <c>render</c>; null when there is none.</param>
/// <param name="Warnings">What a reader should know.</param>
public sealed record KqlResult(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<object?[]> Rows, TimeSpan Elapsed, bool Truncated, RenderOperator? Render, IReadOnlyList<string> Warnings)
{
    /// <summary>JSON paths that were read as text out of stored columns.</summary>
    public IReadOnlyList<PathUse> Paths { get; init; } = [];
}

/// <summary>A column of a result.</summary>
public sealed record ResultColumn(string Name, KqlType Type);
