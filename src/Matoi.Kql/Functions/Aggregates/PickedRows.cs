using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that take values from one row of the group: the one with the greatest or smallest key, or any.</summary>
internal static class PickedRows
{
    /// <summary>Values of the row whose key is greatest; without any key that is not null, of any row.</summary>
    [KqlAggregate("arg_max", Prefix = "")]
    public static IReadOnlyList<(string Name, Scalar Value)> ArgMax(AggregateBinding call) => Extreme(call, greatest: true, deprecated: false);

    /// <summary>Values of the row whose key is smallest; without any key that is not null, of any row.</summary>
    [KqlAggregate("arg_min", Prefix = "")]
    public static IReadOnlyList<(string Name, Scalar Value)> ArgMin(AggregateBinding call) => Extreme(call, greatest: false, deprecated: false);

    /// <summary><c>arg_max</c> with its older column names.</summary>
    [KqlAggregate("argmax", Prefix = "max_")]
    public static IReadOnlyList<(string Name, Scalar Value)> OldArgMax(AggregateBinding call) => Extreme(call, greatest: true, deprecated: true);

    /// <summary><c>arg_min</c> with its older column names.</summary>
    [KqlAggregate("argmin", Prefix = "min_")]
    public static IReadOnlyList<(string Name, Scalar Value)> OldArgMin(AggregateBinding call) => Extreme(call, greatest: false, deprecated: true);

    /// <summary>Values of any row; one value alone is not null or empty if there is such a row.</summary>
    [KqlAggregate("take_any", Prefix = "")]
    [KqlAggregate("any", Prefix = "any_")]
    public static IReadOnlyList<(string Name, Scalar Value)> TakeAny(AggregateBinding call)
    {
        if (call.Count == 0)
        {
            return [("", call.Wrong("at least one value"))];
        }

        var prefix = call.Syntax.Name == "any" ? "any_" : "";
        var values = Values(call, 0, taken: null);
        return values is [var (name, value)]
            ? [(Named(name, 0), Any(call, value, null))]
            : [.. values.Select((v, i) => (Named(v.Name, i), call.Add("first({row})", v.Value.Type, [v.Value])))];

        string Named(string? name, int position) => name is null ? $"any_arg{position}" : prefix + name;
    }

    /// <summary>The value of any row for which a condition holds, not null or empty if there is such a row.</summary>
    [KqlAggregate("take_anyif", Prefix = "")]
    [KqlAggregate("anyif", Prefix = "anyif_")]
    public static Scalar TakeAnyIf(AggregateBinding call) => call.Count == 2 ? Any(call, call.Argument(0), call.Argument(1, KqlType.Bool)) : call.Wrong("a value and a condition");

    private static Scalar Any(AggregateBinding call, Scalar value, Scalar? when)
        => call.Add(value.Type == KqlType.String ? "any_value(nullif({0}, '')){if}" : "any_value({0}){if}", value.Type, [value], null, when);

    private static List<(string Name, Scalar Value)> Extreme(AggregateBinding call, bool greatest, bool deprecated)
    {
        if (call.Count == 0 || call.Syntax.Arguments[0] is WildcardExpr)
        {
            return [("", call.Wrong("a key, then the values to take from its row, or *"))];
        }

        var key = call.Orderable(0);
        var keyName = call.ArgumentName(0);
        var word = greatest ? "max_" : "min_";
        var prefix = deprecated ? $"{word}{keyName}_" : "";
        var template = greatest ? "arg_max_null({row}, {0<})" : "arg_min_null({row}, {0>})";
        var result = new List<(string, Scalar)> { (deprecated || keyName is null ? word + keyName : keyName, key.Type == KqlType.Decimal ? Take(key) : call.Add(greatest ? "max({0})" : "min({0})", key.Type, [key])) };
        result.AddRange(Values(call, 1, key).Select((v, i) => (v.Name is null ? $"{word}{keyName}_arg{i + 1}" : prefix + v.Name, Take(v.Value))));
        return result;

        Scalar Take(Scalar value) => key is Faulty ? key : call.Add(template, value.Type, [key, value]);
    }

    /// <summary>The arguments from a position on; <c>*</c> stands for all columns but the keys of the group and what is taken already.</summary>
    private static List<(string? Name, Scalar Value)> Values(AggregateBinding call, int from, Scalar? taken)
    {
        var result = new List<(string?, Scalar)>();
        for (var i = from; i < call.Count; i++)
        {
            if (call.Syntax.Arguments[i] is WildcardExpr { Pattern: "*" } && call.Context.Input is { } input)
            {
                var given = call.Context.Keys.Concat(taken is ColumnValue key ? [key.Column] : []).ToHashSet();
                result.AddRange(input.Columns.Where(c => !given.Contains(c)).Select(c => ((string?)c.Name, (Scalar)new ColumnValue(c))));
            }
            else
            {
                result.Add((call.ArgumentName(i), call.Argument(i)));
            }
        }

        return result;
    }
}
