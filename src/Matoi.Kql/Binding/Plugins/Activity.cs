using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>What users did when: the input of plugins that take an id, a time (or a whole number in its place) and dimensions that slice the answer.</summary>
internal sealed class Activity
{
    private readonly PluginCall _call;
    private readonly List<(string Name, Scalar Value)> _dimensions;

    private Activity(PluginCall call, Scalar id, Scalar time, List<(string Name, Scalar Value)> dimensions)
    {
        (_call, _dimensions) = (call, dimensions);
        (Id, Time, TimeName) = (id, time, PluginCall.NameOf(call.Arguments[1], "Time"));
    }

    /// <summary>Who.</summary>
    public Scalar Id { get; }

    /// <summary>When.</summary>
    public Scalar Time { get; }

    /// <summary>Name of the time in the output.</summary>
    public string TimeName { get; }

    /// <summary>True for whole numbers in place of times.</summary>
    private bool Whole => Time.Type == KqlType.Long;

    /// <summary>Reads the id, the time and, from a position on, the dimensions; null with an error.</summary>
    public static Activity? Read(PluginCall call, int dimensions)
    {
        if (call.Count < 2)
        {
            call.Fail($"{call.Operator.Call.Name} takes an id, a time, and more");
            return null;
        }

        var (id, time) = (call.Value(call.Arguments[0]), call.Value(call.Arguments[1]));
        time = time.Type == KqlType.Int ? Conversions.Implicit(time, KqlType.Long)! : time;
        if (time.Type is not (KqlType.DateTime or KqlType.Long))
        {
            call.Fail($"the time must be a datetime or a whole number, not {Conversions.Name(time.Type)}", call.Arguments[1].Span);
            return null;
        }

        var values = call.Arguments.Skip(dimensions).Select((a, i) => (PluginCall.NameOf(a, $"Column{i + 1}"), call.Value(a))).ToList();
        return id is Faulty || values.Any(v => v.Item2 is Faulty) ? null : new(call, id, time, values);
    }

    /// <summary>True when a start and an end stand before so many lengths of time.</summary>
    public static bool IsBounded(PluginCall call, int lengths)
        => call.Count >= 4 + lengths && (call.Value(call.Arguments[1]).Type == KqlType.DateTime
            ? call.Value(call.Arguments[2]).Type == KqlType.DateTime
            : Enumerable.Range(4, lengths).All(i => call.Value(call.Arguments[i]) is Constant));

    /// <summary>A constant time; null with an error.</summary>
    public long? At(int position, string what) => _call.Fixed(position, Time.Type, what) is { Value: { } value } ? Ticks(value) : null;

    /// <summary>A constant length of time; null with an error.</summary>
    public long? Length(int position, string what)
        => _call.Fixed(position, Whole ? KqlType.Long : KqlType.TimeSpan, what) is { Value: { } value } && Ticks(value) is > 0 and var length ? length : null;

    /// <summary>Periods of a constant length from a time on, or by the calendar: <c>'week'</c>, <c>'month'</c>, <c>'year'</c>; null with an error.</summary>
    public Period? Periods(int position, long anchor)
    {
        if (position < _call.Count && _call.Arguments[position] is LiteralExpr { Value: "week" or "month" or "year" } unit)
        {
            return new(anchor, 0, (string)unit.Value);
        }

        return Length(position, "the length of a period") is { } length ? new(anchor, length, null) : null;
    }

    /// <summary>A table of the time, the dimensions and what is computed from the events of each combination of dimensions, in order of time.</summary>
    public Rel Slices(IReadOnlyList<(string Name, KqlType Type)> outputs, Func<List<Event>, IEnumerable<object?[]>> compute, params string[] times)
    {
        var columns = new Columns();
        var keys = new List<(Column, Scalar)> { (columns.Add("id", KqlType.String), Conversions.Explicit(Id, KqlType.String)), (columns.Add("time", Time.Type), Time) };
        keys.AddRange(_dimensions.Select(d => (columns.Add(d.Name, d.Value.Type), d.Value)));
        var needed = new AggregateRel(_call.Input, keys, [(columns.Add("count", KqlType.Long), new AggregateCall("count(*)", [], KqlType.Long))]);
        var names = (times.Length == 0 ? [TimeName] : times).Select(t => (t, Time.Type)).ToList();
        return _call.Compute([.. names, .. _dimensions.Select(d => (d.Name, d.Value.Type)), .. outputs], needed, rows =>
            from row in rows
            where row[1] is not null
            let key = new JsonArray([.. row[2..^1].Select(v => (JsonNode?)JsonValue.Create(v?.ToString()))]).ToJsonString()
            group row by key into slice
            orderby slice.Key
            let dimensions = slice.First()[2..^1]
            let events = slice.Select(r => new Event((string)r[0]!, Ticks(r[1]!), (long)r[^1]!)).OrderBy(e => e.Time).ToList()
            from values in compute(events)
            select (object?[])[.. values.Take(names.Count).Select(v => Back((long)v!)), .. dimensions, .. values.Skip(names.Count)]);
    }

    private object Back(long ticks) => Whole ? ticks : new DateTime(ticks, DateTimeKind.Utc);

    private static long Ticks(object value) => value switch
    {
        DateTime time => time.Ticks,
        TimeSpan length => length.Ticks,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    /// <summary>An id at a time, so many times.</summary>
    public readonly record struct Event(string Id, long Time, long Count);
}
