using Matoi.Kql.Binding.Operators;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>pivot</c>: a column for every value of a column, holding an aggregate. Which values there are depends on the rows, unless a schema is written.</summary>
internal static class Pivot
{
    /// <summary>A row per combination of the key columns: the named ones, or all that are in neither the pivoted column nor the aggregate.</summary>
    [Plugin("pivot")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count == 0)
        {
            return call.Fail("pivot takes the column to rotate, an aggregate and key columns; the last two are optional");
        }

        var rotated = call.Value(call.Arguments[0]);
        var given = call.Count > 1 && call.Arguments[1] is CallExpr;
        var aggregate = given ? call.Arguments[1] : new CallExpr("count", call.Operator.Call.NameSpan, [], call.Operator.Call.Span);
        var aggregates = new List<(Column, AggregateCall Value)>();
        var value = Summarize.Columns(aggregate, call.Context with { Aggregates = aggregates, Keys = [] })[0].Value;
        var keys = Keys(call, given ? 2 : 1, rotated, aggregates);
        if (rotated is Faulty || value is Faulty || keys is null)
        {
            return Binder.Empty();
        }

        var fresh = new Columns();
        var by = keys.Select(k => (Column: fresh.Add(k.Name, new ColumnValue(k)), Value: (Scalar)new ColumnValue(k))).ToList();
        var name = fresh.Add("~pivot", KqlType.String);
        var groups = new AggregateRel(call.Input, [.. by, (name, Conversions.Explicit(rotated, KqlType.String))], aggregates);
        var cell = fresh.Add("~value", value.Type);
        var rows = new ProjectRel(groups, [.. Binder.Same(by.Select(b => b.Column)), (name, new ColumnValue(name)), (cell, value)]);
        return Rotated(call, rows, [.. by.Select(b => b.Column)], name, cell, OverNothing(value, aggregates));
    }

    private static Rel Rotated(PluginCall call, Rel rows, List<Column> keys, Column name, Column cell, Constant nothing)
    {
        var data = call.Binder.Data;
        var schema = call.Operator.Schema;
        var own = keys.Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        var names = schema is not null ? [.. schema.Select(c => c.Name).Where(n => !own.Contains(n))] : new List<string>();
        if (schema is null && data is not null)
        {
            rows = data.Keep(rows);
            var distinct = new Columns().Add("name", KqlType.String);
            names = [.. data.Read(new AggregateRel(rows, [(distinct, new ColumnValue(name))], [])).Select(r => (string)r[0]!).Order(StringComparer.Ordinal)];
        }

        var columns = new Columns();
        var by = keys.Select(k => (Column: columns.Add(k.Name, k.Type, k.Form), Value: (Scalar)new ColumnValue(k))).ToList();
        var cells = new List<(Column, AggregateCall)>();
        foreach (var one in names)
        {
            var call1 = new AggregateCall("any_value({0}) FILTER (WHERE {1} = {2})", [new ColumnValue(cell), new ColumnValue(name), Constant.Text(one)], cell.Type, nothing.Value is null ? null : nothing);
            cells.Add((columns.Add(one.Length == 0 ? "Column1" : one, cell.Type), call1));
        }

        // Without keys all groups become one row, but no groups none.
        var grouped = by.Count > 0 ? by : [(columns.Hidden("all", KqlType.Long), Constant.Long(0))];
        var result = new AggregateRel(rows, grouped, cells);
        var kept = Binder.Same(result.Columns.Skip(by.Count > 0 ? 0 : 1));
        return Binder.Project(result, [.. kept], open: call.Input.Open || schema is null && names.Count == 0);
    }

    private static List<Column>? Keys(PluginCall call, int from, Scalar rotated, List<(Column, AggregateCall Value)> aggregates)
    {
        if (call.Count <= from)
        {
            var used = aggregates.SelectMany(a => a.Value.Arguments).Append(rotated).SelectMany(Columns).ToHashSet();
            return [.. call.Input.Columns.Where(c => !used.Contains(c))];
        }

        var keys = new List<Column>();
        foreach (var argument in call.Arguments.Skip(from))
        {
            if (argument is NameExpr name && call.Input.Find(name.Name) is { } column)
            {
                keys.Add(column);
            }
            else if (!(argument is NameExpr && (call.Input.Open || call.Binder.Options.Lenient)))
            {
                call.Fail("a key of pivot must be a column of the input", argument.Span);
                return null;
            }
        }

        return keys;
    }

    private static IEnumerable<Column> Columns(Scalar value) => value is ColumnValue column ? [column.Column] : value.Operands.SelectMany(Columns);

    /// <summary>What stands where a combination has no rows: the aggregate's result over nothing.</summary>
    private static Constant OverNothing(Scalar value, List<(Column Column, AggregateCall Value)> aggregates)
        => value is ColumnValue column && aggregates.Find(a => a.Column == column.Column).Value?.OverNothing is { } nothing ? nothing : Constant.Null(value.Type);
}
