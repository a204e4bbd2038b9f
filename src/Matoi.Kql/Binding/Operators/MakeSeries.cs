using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>make-series</c>: aggregates per bin of an axis, laid out as arrays, a row per combination of keys.</summary>
internal static class MakeSeries
{
    /// <summary>Keys, an array per aggregate, and the axis.</summary>
    public static Rel Bind(MakeSeriesOperator op, Rel input, RowContext context)
    {
        var columns = new Columns();
        var auto = 1;
        var keys = op.By.SelectMany(b => OutputNames.Bind(b, context)).Select(k => (Column: columns.Add(k.Name ?? $"Column{auto++}", k.Value), k.Value)).ToList();
        var aggregates = new List<(Column Column, AggregateCall Value)>();
        var inside = context with { Aggregates = aggregates };
        var series = op.Aggregates.SelectMany(a => OutputNames.Bind(a.Value, inside).Select(v => (Name: v.Name ?? $"Column{auto++}", v.Value, Default: Default(a, v.Value, context)))).ToList();
        foreach (var (item, value) in op.Aggregates.Zip(series, (a, s) => (a.Value, s.Value)))
        {
            Summarize.Check(value, item, aggregates, context);
        }

        if (SeriesRange.Bind(op, context) is not { } range || keys.Any(k => k.Value is Faulty) || series.Any(s => s.Value is Faulty || s.Default is Faulty))
        {
            return Binder.Empty();
        }

        // First a row per key and bin, then a row per key with all its bins.
        var hidden = new Columns().Keep(keys.Select(k => k.Column));
        var bin = hidden.Hidden("bin", KqlType.Long);
        var binned = new ProjectRel(input, Binder.Same(input.Columns)) { HiddenItems = [.. Binder.Same(input.Hidden), (bin, range.Bin)], Hidden = [.. input.Hidden, bin], Open = input.Open, Order = input.Order };
        var cells = new AggregateRel(new FilterRel(binned, Inside(bin, range)), [.. keys, (bin, new ColumnValue(bin))], aggregates);
        var points = series.Select(s => (Column: hidden.Hidden(s.Name, KqlType.String), Value: Make("_series_point", new ColumnValue(bin), Conversions.Explicit(s.Value, KqlType.Dynamic)))).ToList();
        var rows = new ProjectRel(cells, [.. Binder.Same(keys.Select(k => k.Column)), (bin, new ColumnValue(bin)), .. points]);
        var (first, last, count) = (hidden.Hidden("first", KqlType.Long), hidden.Hidden("last", KqlType.Long), hidden.Hidden("count", KqlType.Long));
        var gathered = new AggregateRel(
            rows,
            [.. Binder.Same(keys.Select(k => k.Column))],
            [
                .. points.Select(p => (p.Column, new AggregateCall("string_agg({0}, ',')", [new ColumnValue(p.Column)], KqlType.String, Constant.Text("")))),
                (first, new("min({0})", [new ColumnValue(bin)], KqlType.Long)),
                (last, new("max({0})", [new ColumnValue(bin)], KqlType.Long)),
                (count, new("count(*)", [], KqlType.Long)),
            ]);
        var full = keys.Count > 0 || IsNonEmpty(op) ? (Rel)gathered : new FilterRel(gathered, Make("_greater", new ColumnValue(count), Constant.Long(0)));
        var (from, to) = (range.First ?? new ColumnValue(first), range.Last ?? new ColumnValue(last));
        var axis = (op.On as NamedExpr)?.Names[0] ?? OutputNames.Automatic(op.On) ?? $"Column{auto}";
        return Binder.Project(full,
        [
            .. Binder.Same(keys.Select(k => k.Column)),
            .. series.Zip(points, (s, p) => (columns.Add(s.Name, KqlType.Dynamic), Make("_series_fill", new ColumnValue(p.Column), from, to, Conversions.Explicit(s.Default, KqlType.Dynamic)))),
            (columns.Add(axis, KqlType.Dynamic), range.Axis(from, to)),
        ]);
    }

    /// <summary>What stands in bins without rows, as the aggregate's type where it can be.</summary>
    private static Scalar Default(SeriesItem item, Scalar value, RowContext context)
    {
        var given = item.Default is null ? Constant.Long(0) : ScalarBinder.Bind(item.Default, new(context.Binder, context.Scope));
        return given is Faulty || value is Faulty ? given : Conversions.Implicit(given, value.Type) ?? given;
    }

    private static Scalar Inside(Column bin, SeriesRange range)
    {
        var value = new ColumnValue(bin);
        var parts = new List<Scalar> { Make("_greaterequal", value, range.First ?? Constant.Long(long.MinValue)) };
        if (range.Last is { } last)
        {
            parts.Add(Make("_lessequal", value, last));
        }

        return parts.Aggregate((a, b) => Calls.Make(FunctionTable.Get("_and"), a, b));
    }

    private static bool IsNonEmpty(MakeSeriesOperator op) => op.Parameters.Any(p => p.Name == "kind" && p.Value is NameExpr { Name: "nonempty" } or LiteralExpr { Value: "nonempty" });

    private static Scalar Make(string function, params Scalar[] arguments) => Calls.Make(FunctionTable.Get(function, [.. arguments.Select(a => a.Type)]), arguments);
}
