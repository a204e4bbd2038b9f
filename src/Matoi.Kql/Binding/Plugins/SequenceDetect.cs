using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>sequence_detect</c>: times at which one condition after the other held within the same dimensions.</summary>
internal static class SequenceDetect
{
    /// <summary>A row for every combination of times, each after the one before, with no step and no whole longer than allowed.</summary>
    [Plugin("sequence_detect")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count < 4)
        {
            return call.Fail("sequence_detect takes the time, the longest step, the longest sequence, conditions and dimensions");
        }

        var time = call.Value(0, KqlType.DateTime, "the time");
        var step = call.Fixed(1, KqlType.TimeSpan, "the longest step");
        var span = call.Fixed(2, KqlType.TimeSpan, "the longest sequence");
        var bound = call.Arguments.Skip(3).Select((a, i) => (Name: PluginCall.NameOf(a, $"Expr{i + 1}"), Value: call.Value(a), Syntax: a)).ToList();
        if (time is Faulty || step is null || span is null || bound.Any(b => b.Value is Faulty))
        {
            return Binder.Empty();
        }

        var steps = bound.TakeWhile(b => b.Value.Type == KqlType.Bool).ToList();
        var dimensions = bound.Skip(steps.Count).ToList();
        if (steps.Count == 0 || dimensions.Any(d => d.Value.Type == KqlType.Bool && d.Syntax is NamedExpr))
        {
            return call.Fail("the conditions of sequence_detect stand before its dimensions, and there is at least one");
        }

        var timeName = PluginCall.NameOf(call.Arguments[0], "Time");
        return Joined(call, [.. steps.Select(s => ($"{s.Name}_{timeName}", s.Value))], [.. dimensions.Select(d => (d.Name, d.Value))], time, step, span);
    }

    private static Rel Joined(PluginCall call, List<(string Name, Scalar Condition)> steps, List<(string Name, Scalar Value)> dimensions, Scalar time, Constant step, Constant span)
    {
        var columns = new Columns();
        var made = dimensions.Select(d => columns.Add(d.Name, d.Value.Type)).ToList();
        Rel? rows = null;
        foreach (var (name, condition) in steps)
        {
            var own = new Columns();
            var keys = dimensions.Select(d => (Column: own.Add(d.Name, d.Value.Type), d.Value)).ToList();
            var at = own.Hidden("at", KqlType.DateTime);
            Rel events = new AggregateRel(new FilterRel(call.Input, condition), [.. keys, (at, time)], []);
            var column = columns.Add(name, KqlType.DateTime);
            if (rows is null)
            {
                rows = new ProjectRel(events, [.. made.Zip(keys, (m, k) => (m, (Scalar)new ColumnValue(k.Column))), (column, new ColumnValue(at))]);
                continue;
            }

            var before = rows;
            var (first, last) = (before.Columns[made.Count], before.Columns[^1]);
            rows = new JoinRel(before, events, JoinKind.Inner, [.. made.Zip(keys, (m, k) => ((Scalar)new ColumnValue(m), (Scalar)new ColumnValue(k.Column)))], [.. before.Columns.Select(c => (c, false, c)), (column, true, at)]);
            rows = new FilterRel(rows, All(call, [(">", column, last, null), ("<=", column, last, step), ("<=", column, first, span)]));
        }

        var duration = columns.Add("Duration", KqlType.TimeSpan);
        var length = OperatorBinder.Apply("-", new ColumnValue(rows!.Columns[^1]), new ColumnValue(rows.Columns[made.Count]), call.Context, call.Operator.Call.Span);
        return new ProjectRel(rows, [.. Binder.Same(rows.Columns), (duration, length)]);
    }

    /// <summary>The conjunction of comparisons of a time with another one, later by a length if there is one.</summary>
    private static Scalar All(PluginCall call, IEnumerable<(string Operator, Column Time, Column Other, Constant? Later)> comparisons)
    {
        var span = call.Operator.Call.Span;
        return comparisons.Select(c => OperatorBinder.Apply(c.Operator, new ColumnValue(c.Time), c.Later is null ? new ColumnValue(c.Other) : OperatorBinder.Apply("+", new ColumnValue(c.Other), c.Later, call.Context, span), call.Context, span))
            .Aggregate((a, b) => OperatorBinder.Apply("and", a, b, call.Context, span));
    }
}
