using System.Globalization;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>The rows that patterns are looked for in: every combination of values once, with its weight, and what stands for "any value" in the answer.</summary>
internal sealed class PatternInput
{
    private readonly PluginCall _call;
    private readonly Dictionary<KqlType, object?> _wildcards = [];
    private readonly Scalar? _weight;

    private PatternInput(PluginCall call, Scalar? weight, IReadOnlyList<Column> columns) => (_call, _weight, Columns) = (call, weight, columns);

    /// <summary>Columns that patterns are about.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Reads the column of weights at a position and the wildcards from another one on; null with an error.</summary>
    public static PatternInput? Read(PluginCall call, int weight, int wildcards, Column? except = null)
    {
        Scalar? weights = null;
        Column? weightColumn = null;
        if (!call.IsLeftOut(weight))
        {
            weights = call.Value(weight, KqlType.Real, "the weight");
            weightColumn = call.Arguments[weight] is NameExpr name ? call.Input.Find(name.Name) : null;
            if (weights is Faulty)
            {
                return null;
            }
        }

        var input = new PatternInput(call, weights, [.. call.Input.Columns.Where(c => c != weightColumn && c != except)]);
        for (var i = wildcards; i < call.Count; i++)
        {
            if (!call.IsLeftOut(i) && call.Value(call.Arguments[i]) is Constant { Value: { } value } wildcard)
            {
                input._wildcards[wildcard.Type] = value;
            }
        }

        return input;
    }

    /// <summary>Rows to read: the columns, then one more value, then the weight.</summary>
    public Rel Needed(Scalar also)
    {
        var columns = new Columns();
        var keys = Columns.Select(c => (columns.Add(c.Name, c.Type), (Scalar)new ColumnValue(c))).Append((columns.Add("also", also.Type), also)).ToList();
        var weight = _weight is null ? new AggregateCall("count(*)::DOUBLE", [], KqlType.Real) : new AggregateCall("sum({0})", [_weight], KqlType.Real);
        return new AggregateRel(_call.Input, keys, [(columns.Add("weight", KqlType.Real), weight)]);
    }

    /// <summary>Splits what was read into rows, the other values and weights.</summary>
    public static (List<object?[]> Rows, List<object?> Also, List<double> Weights) Split(IReadOnlyList<object?[]> read)
        => ([.. read.Select(r => r[..^2])], [.. read.Select(r => r[^2])], [.. read.Select(r => Convert.ToDouble(r[^1] ?? 0, CultureInfo.InvariantCulture))]);

    /// <summary>A pattern as values of all columns.</summary>
    public IEnumerable<object?> Values(Patterns.Pattern pattern)
        => Columns.Select((c, i) => pattern.Values.FirstOrDefault(v => v.Column == i).Value ?? _wildcards.GetValueOrDefault(c.Type, Constant.Null(c.Type).Value));
}
