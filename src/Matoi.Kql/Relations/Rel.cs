using System.Collections.Immutable;
using Matoi.Kql.Functions;

namespace Matoi.Kql.Relations;

/// <summary>A relation: what a tabular expression gives. The emitter of a dialect knows these nodes and no others.</summary>
public abstract class Rel(ImmutableArray<Column> columns)
{
    /// <summary>The columns that KQL sees, in order.</summary>
    public ImmutableArray<Column> Columns { get; } = columns;

    /// <summary>Columns that carry the order of rows but that KQL does not see.</summary>
    public ImmutableArray<Column> Hidden { get; init; } = [];

    /// <summary>The order of the rows; empty when it is undefined. Keys are columns of this relation, visible or hidden.</summary>
    public ImmutableArray<SortKey> Order { get; init; } = [];

    /// <summary>True when the rows may have columns that are known only with data (<c>bag_unpack</c> over nothing): unknown names are null then.</summary>
    public bool Open { get; init; }

    /// <summary>Visible and hidden columns.</summary>
    public IEnumerable<Column> AllColumns => Hidden.IsEmpty ? Columns : Columns.Concat(Hidden);

    /// <summary>The column of a name; null when there is none.</summary>
    public Column? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <summary>The rows of a stored table between two times; the columns' SQL names are those of the source.</summary>
/// <param name="source">Text that stands behind FROM: a quoted table name.</param>
/// <param name="columns">The columns; one that the stored table lacks is in <paramref name="absent"/>.</param>
/// <param name="absent">Columns known by schema but not stored: null or empty in every row.</param>
public sealed class ScanRel(string? source, ImmutableArray<Column> columns, IReadOnlySet<Column> absent) : Rel(columns)
{
    /// <summary>Quoted name in the engine; null when nothing is stored under this name yet: no rows.</summary>
    public string? Source { get; } = source;

    /// <summary>Columns without a stored counterpart.</summary>
    public IReadOnlySet<Column> Absent { get; } = absent;

    /// <summary>Expressions of the engine for columns that are not stored under their own name or type.</summary>
    public IReadOnlyDictionary<Column, string> Expressions { get; init; } = new Dictionary<Column, string>();

    /// <summary>The table's name in KQL; null for temporary rows.</summary>
    public string? Table { get; init; }

    /// <summary>Stored columns that keep the text at a JSON path of another column.</summary>
    public IReadOnlyDictionary<(string Column, string Path), string> Paths { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>What stands behind FROM when a column of <see cref="Paths"/> is read.</summary>
    public string? PathsSource { get; init; }
}

/// <summary>Constant rows: <c>datatable</c>, and <c>print</c> (one row without columns).</summary>
public sealed class ValuesRel(ImmutableArray<Column> columns, IReadOnlyList<IReadOnlyList<Scalar>> rows) : Rel(columns)
{
    /// <summary>Rows of constants.</summary>
    public IReadOnlyList<IReadOnlyList<Scalar>> Rows { get; } = rows;
}

/// <summary><c>range</c>: numbers, times or lengths of time from, to (inclusive), by step, all of the column's type.</summary>
public sealed class RangeRel(Column column, Scalar from, Scalar to, Scalar step) : Rel([column])
{
    /// <summary>First value.</summary>
    public Scalar From { get; } = from;

    /// <summary>Last possible value.</summary>
    public Scalar To { get; } = to;

    /// <summary>Distance, may be negative.</summary>
    public Scalar Step { get; } = step;
}

/// <summary>New columns computed from the input's; the input's hidden columns go along.</summary>
public sealed class ProjectRel(Rel input, IReadOnlyList<(Column Column, Scalar Value)> items) : Rel([.. items.Select(i => i.Column)])
{
    /// <summary>Input.</summary>
    public Rel Input { get; } = input;

    /// <summary>Output columns with their values.</summary>
    public IReadOnlyList<(Column Column, Scalar Value)> Items { get; } = items;

    /// <summary>Hidden output columns with their values.</summary>
    public IReadOnlyList<(Column Column, Scalar Value)> HiddenItems { get; init; } = [];
}

/// <summary>Rows for which the predicate is true.</summary>
public sealed class FilterRel : Rel
{
    /// <summary>Keeps columns and order.</summary>
    public FilterRel(Rel input, Scalar predicate)
        : base(input.Columns)
    {
        (Input, Predicate, Hidden, Order, Open) = (input, predicate, input.Hidden, input.Order, input.Open);
    }

    /// <summary>Input.</summary>
    public Rel Input { get; }

    /// <summary>Condition; null counts as false.</summary>
    public Scalar Predicate { get; }
}

/// <summary>Rows in a new order. Nothing is sorted here: those who need the order (take, windows, lists, the result) ask for it.</summary>
public sealed class SortRel : Rel
{
    /// <summary>Keys must be columns of the input.</summary>
    public SortRel(Rel input, ImmutableArray<SortKey> keys)
        : base(input.Columns)
    {
        (Input, Hidden, Order, Open) = (input, input.Hidden, keys, input.Open);
    }

    /// <summary>Input.</summary>
    public Rel Input { get; }
}

/// <summary>The first rows in the input's order.</summary>
public sealed class LimitRel : Rel
{
    /// <summary>Keeps columns and order.</summary>
    public LimitRel(Rel input, Scalar count)
        : base(input.Columns)
    {
        (Input, Count, Hidden, Order, Open) = (input, count, input.Hidden, input.Order, input.Open);
    }

    /// <summary>Input.</summary>
    public Rel Input { get; }

    /// <summary>How many, a long that does not depend on the input.</summary>
    public Scalar Count { get; }

    /// <summary>Columns whose every combination of values gets its own first rows; empty for all rows together.</summary>
    public IReadOnlyList<Column> Per { get; init; } = [];
}

/// <summary>The input with columns that depend on its order.</summary>
public sealed class WindowRel : Rel
{
    /// <summary>Adds the items as columns behind the input's (or hidden).</summary>
    public WindowRel(Rel input, IReadOnlyList<(Column Column, WindowValue Value)> items, bool hide = false)
        : base(hide ? input.Columns : [.. input.Columns, .. items.Select(i => i.Column)])
    {
        (Input, Items, Order, Open) = (input, items, input.Order, input.Open);
        Hidden = hide ? [.. input.Hidden, .. items.Select(i => i.Column)] : input.Hidden;
    }

    /// <summary>Input.</summary>
    public Rel Input { get; }

    /// <summary>New columns with their values.</summary>
    public IReadOnlyList<(Column Column, WindowValue Value)> Items { get; }
}

/// <summary>One row per combination of keys with aggregates; one row in all when there is no key (even over no rows).</summary>
public sealed class AggregateRel(Rel input, IReadOnlyList<(Column Column, Scalar Value)> keys, IReadOnlyList<(Column Column, AggregateCall Value)> aggregates)
    : Rel([.. keys.Select(k => k.Column), .. aggregates.Select(a => a.Column)])
{
    /// <summary>Input.</summary>
    public Rel Input { get; } = input;

    /// <summary>Keys.</summary>
    public IReadOnlyList<(Column Column, Scalar Value)> Keys { get; } = keys;

    /// <summary>Aggregates.</summary>
    public IReadOnlyList<(Column Column, AggregateCall Value)> Aggregates { get; } = aggregates;
}

/// <summary>The kinds of join a dialect must know; KQL's others are built from them.</summary>
public enum JoinKind
{
    /// <summary>Pairs.</summary>
    Inner,

    /// <summary>Pairs, and left rows without a partner.</summary>
    LeftOuter,

    /// <summary>Pairs, and right rows without a partner.</summary>
    RightOuter,

    /// <summary>Pairs, and rows of both sides without a partner.</summary>
    FullOuter,

    /// <summary>Left rows with a partner, once; only left columns.</summary>
    LeftSemi,

    /// <summary>Left rows without a partner; only left columns.</summary>
    LeftAnti,
}

/// <summary>Two relations side by side where the keys are equal; null equals null. A side's absent text is empty, not null.</summary>
public sealed class JoinRel(Rel left, Rel right, JoinKind kind, IReadOnlyList<(Scalar Left, Scalar Right)> on, IReadOnlyList<(Column Column, bool FromRight, Column Source)> outputs)
    : Rel([.. outputs.Select(o => o.Column)])
{
    /// <summary>Left input.</summary>
    public Rel Left { get; } = left;

    /// <summary>Right input.</summary>
    public Rel Right { get; } = right;

    /// <summary>Kind.</summary>
    public JoinKind Kind { get; } = kind;

    /// <summary>Keys: over the left and over the right input.</summary>
    public IReadOnlyList<(Scalar Left, Scalar Right)> On { get; } = on;

    /// <summary>Output columns and where each comes from.</summary>
    public IReadOnlyList<(Column Column, bool FromRight, Column Source)> Outputs { get; } = outputs;

    /// <summary>True for keys that can never be null, so that a plain equality serves; else null equals null.</summary>
    public static bool NeverNull(Scalar key) => key.Type == KqlType.String;
}

/// <summary>All rows of the inputs, whose columns match the output's by position and type.</summary>
public sealed class UnionRel(ImmutableArray<Column> columns, IReadOnlyList<Rel> inputs) : Rel(columns)
{
    /// <summary>Inputs; each has the output's columns by position.</summary>
    public IReadOnlyList<Rel> Inputs { get; } = inputs;
}

/// <summary>
/// A row of the input for every element of its arrays, several arrays side by side: an element that one lacks is null. <see cref="Items"/> are JSON arrays
/// (dynamic); a null one keeps its row, and a row whose arrays are all empty goes, as in Kusto.
/// </summary>
public sealed class ExpandRel(Rel input, ImmutableArray<Column> columns, IReadOnlyList<(Column Column, Scalar Array)> items, Column? index, Scalar? limit) : Rel(columns)
{
    /// <summary>Input.</summary>
    public Rel Input { get; } = input;

    /// <summary>Element columns (dynamic), each with the array it comes from.</summary>
    public IReadOnlyList<(Column Column, Scalar Array)> Items { get; } = items;

    /// <summary>Position from 0, when asked for.</summary>
    public Column? Index { get; } = index;

    /// <summary>At most so many rows per input row.</summary>
    public Scalar? RowLimit { get; } = limit;
}

/// <summary>Every row of the left side with the rows that the right side, which may name the left's columns, gives for it.</summary>
public sealed class LateralRel(Rel left, Rel right, ImmutableArray<Column> columns, IReadOnlyList<(Column Column, bool FromRight, Column Source)> outputs) : Rel(columns)
{
    /// <summary>Outer side.</summary>
    public Rel Left { get; } = left;

    /// <summary>Evaluated per row of the left; names its columns by <see cref="OuterValue"/>.</summary>
    public Rel Right { get; } = right;

    /// <summary>Output columns and where each comes from.</summary>
    public IReadOnlyList<(Column Column, bool FromRight, Column Source)> Outputs { get; } = outputs;
}

/// <summary>A value of the left side's row inside the right side of a <see cref="LateralRel"/>.</summary>
public sealed record OuterValue(Column Column) : Scalar(Column.Type);

/// <summary>A relation that is used more than once, emitted once under a name; <see cref="Materialize"/> when it must be evaluated once.</summary>
public sealed class SharedRel : Rel
{
    /// <summary>Keeps columns and order.</summary>
    public SharedRel(Rel inner, string name, bool materialize)
        : base(inner.Columns)
    {
        (Inner, Name, Materialize, Hidden, Order, Open) = (inner, name, materialize, inner.Hidden, inner.Order, inner.Open);
    }

    /// <summary>What it stands for.</summary>
    public Rel Inner { get; }

    /// <summary>Name for readers; the emitter makes it unique.</summary>
    public string Name { get; }

    /// <summary>True when <c>materialize()</c> asks for one evaluation.</summary>
    public bool Materialize { get; }
}

/// <summary>So many rows of the input at random.</summary>
public sealed class SampleRel : Rel
{
    /// <summary>Keeps columns.</summary>
    public SampleRel(Rel input, Scalar count)
        : base(input.Columns)
    {
        (Input, Count, Open) = (input, count, input.Open);
    }

    /// <summary>Input.</summary>
    public Rel Input { get; }

    /// <summary>How many.</summary>
    public Scalar Count { get; }
}
