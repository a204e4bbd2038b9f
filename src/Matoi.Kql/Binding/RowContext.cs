using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Where a scalar expression stands: what its names mean and what it may use.</summary>
internal sealed record RowContext(Binder Binder, Scope Scope)
{
    /// <summary>The relation whose columns names refer to; null where no row is at hand (<c>let x = …</c>, <c>print</c>).</summary>
    public Rel? Input { get; init; }

    /// <summary>The right side of a join, for <c>$right</c>.</summary>
    public Rel? Right { get; init; }

    /// <summary>The outer row inside mv-apply; its columns are found behind the input's.</summary>
    public Rel? Outer { get; init; }

    /// <summary>Relations whose columns are named with a name of their own before them: <c>step.column</c> in scan.</summary>
    public IReadOnlyDictionary<string, Rel>? Named { get; init; }

    /// <summary>The functions that only expressions over a graph have; null elsewhere.</summary>
    public Graphs.GraphValues? Graph { get; init; }

    /// <summary>Collects aggregates in summarize and its like; null where they are not allowed.</summary>
    public List<(Column Column, AggregateCall Value)>? Aggregates { get; init; }

    /// <summary>Columns by which summarize groups as they are: <c>*</c> in an aggregate does not stand for them.</summary>
    public IReadOnlyList<Column> Keys { get; init; } = [];

    /// <summary>Collects window values; null where they are not allowed.</summary>
    public List<(Column Column, WindowValue Value)>? Windows { get; init; }

    /// <summary>The context without row functions: inside the arguments of an aggregate.</summary>
    public RowContext Plain => this with { Aggregates = null, Windows = null };
}
