using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds expressions that may hold row functions (<c>prev</c>, <c>row_number</c>): these are computed one step before, over the input's order.</summary>
internal static class RowFunctions
{
    /// <summary>Name of the hidden column that numbers rows: where it is the only key of an order, that order has no ties.</summary>
    private const string RowColumn = "row";

    /// <summary>The value, and the rows it stands over: the input, or the input with hidden columns that hold the row functions' values.</summary>
    public static (Rel Rows, Scalar Value) Bind(Expr expression, Rel input, RowContext context)
    {
        var (rows, values) = Bind([expression], input, context, (e, c) => ScalarBinder.Bind(e, c));
        return (rows, values[0]);
    }

    /// <summary>The same for several expressions at once.</summary>
    public static (Rel Rows, List<T> Values) Bind<T>(IEnumerable<Expr> expressions, Rel input, RowContext context, Func<Expr, RowContext, T> bind)
    {
        var windows = new List<(Column Column, WindowValue Value)>();
        var inner = context with { Input = input, Windows = windows };
        var values = expressions.Select(e => bind(e, inner)).ToList();
        return (windows.Count == 0 ? input : Stacked(input, windows), values);
    }

    /// <summary>The input with its rows numbered once, so that rows with equal keys stand in one and the same order for all who ask for it from then on.</summary>
    public static Rel Numbered(Rel input) => IsNumbered(input) ? input : Numbered(input, []);

    /// <summary>
    /// Rows that the query itself writes, numbered as they are written, so that groups and lists of them keep that order, as they do in Kusto; rows of tables as they
    /// are, as these have no order.
    /// </summary>
    public static Rel Written(Rel rows) => RelationParts.HasTable(rows) ? rows : Numbered(rows);

    /// <summary>Groups of rows; those of rows that the query itself writes in the order in which their first rows stand.</summary>
    public static AggregateRel Grouped(Rel rows, IReadOnlyList<(Column Column, Scalar Value)> keys, IReadOnlyList<(Column Column, AggregateCall Value)> aggregates)
    {
        var written = Written(rows);
        if (written == rows && RelationParts.HasTable(rows) || keys.Count == 0)
        {
            return new(written, keys, aggregates);
        }

        var first = new Column("first", KqlType.Long, "~first");
        return new(written, keys, [.. aggregates, (first, new AggregateCall("min({0})", [new ColumnValue(written.Order[0].Column)], KqlType.Long))]) { Order = [new(first, Ascending: true, NullsFirst: true)] };
    }

    /// <summary>True when the rows stand in an order: a wanted one, or that in which the query itself writes them.</summary>
    public static bool InOrder(Rel rows) => !rows.Order.IsEmpty || AsWritten(rows);

    private static bool AsWritten(Rel rows) => rows.Order.IsEmpty && rows switch
    {
        ValuesRel or RangeRel => true,
        ProjectRel project => AsWritten(project.Input),
        FilterRel filter => AsWritten(filter.Input),
        LimitRel limit => AsWritten(limit.Input),
        SharedRel shared => AsWritten(shared.Inner),
        ExpandRel expand => AsWritten(expand.Input),
        _ => false,
    };

    /// <summary>The input numbered, with values over its order beside the number, so that both need one sort.</summary>
    private static WindowRel Numbered(Rel input, IReadOnlyList<(Column Column, WindowValue Value)> also)
    {
        if (IsNumbered(input))
        {
            return new(input, also, hide: true);
        }

        var row = new Columns().Keep(input.AllColumns).Hidden(RowColumn, KqlType.Long);
        return new(input, [(row, new WindowValue("row_number()", [], [], "", KqlType.Long)), .. also], hide: true) { Order = [new(row, Ascending: true, NullsFirst: true)] };
    }

    private static bool IsNumbered(Rel rows) => rows.Order is [{ Column: { Name: RowColumn } key }] && rows.Hidden.Contains(key);

    /// <summary>One step for values over the input's columns, one more for those over their results, and so on.</summary>
    private static Rel Stacked(Rel rows, List<(Column Column, WindowValue Value)> windows)
    {
        var left = windows;
        var open = windows.Select(w => w.Column).ToHashSet();
        while (left.Count > 0)
        {
            var ready = left.Where(w => !w.Value.Operands.Any(o => Uses(o, open))).ToList();
            var plain = ready.Where(w => w.Value.Template != Sessions.Template).ToList();
            rows = plain.Count > 0 || !IsNumbered(rows) ? Numbered(rows, plain) : rows;
            foreach (var session in ready.Except(plain))
            {
                rows = Sessions.Add(rows, session.Column, session.Value, new Columns().Keep(rows.AllColumns));
            }

            open.ExceptWith(ready.Select(w => w.Column));
            left = [.. left.Except(ready)];
        }

        return rows;
    }

    private static bool Uses(Scalar value, HashSet<Column> columns) => value is ColumnValue column ? columns.Contains(column.Column) : value.Operands.Any(o => Uses(o, columns));
}
