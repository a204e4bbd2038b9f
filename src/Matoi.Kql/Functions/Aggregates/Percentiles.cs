using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Percentiles by nearest rank: the smallest value that at least so many per cent of the values do not exceed. Kusto estimates them over many values.</summary>
internal static class Percentiles
{
    /// <summary>One percentile.</summary>
    [KqlAggregate("percentile")]
    public static IReadOnlyList<(string Name, Scalar Value)> Percentile(AggregateBinding call)
        => call.Count == 2 ? Columns(call) : [("", call.Wrong("a value and a percentage"))];

    /// <summary>A column for every percentage.</summary>
    [KqlAggregate("percentiles", Prefix = "percentile_")]
    public static IReadOnlyList<(string Name, Scalar Value)> Several(AggregateBinding call)
        => call.Count >= 2 ? Columns(call) : [("", call.Wrong("a value and percentages"))];

    /// <summary>All percentages as one array.</summary>
    [KqlAggregate("percentiles_array", Prefix = "percentiles_")]
    public static Scalar Array(AggregateBinding call)
    {
        if (call.Count < 2)
        {
            return call.Wrong("a value and percentages");
        }

        var value = call.Number(0, times: true);
        if (Percentages(call, 1) is not { } shares || value is Faulty)
        {
            return new Faulty();
        }

        return PackForms.Array(shares.Select(s => Of(call, value, s)));
    }

    /// <summary>The percentages behind a position, as numbers or as one array; null with an error.</summary>
    public static List<double>? Percentages(AggregateBinding call, int from)
    {
        var result = new List<double>();
        for (var i = from; i < call.Count; i++)
        {
            var bound = call.Argument(i);
            if (bound is Constant { Type: KqlType.Dynamic, Value: string json } && Json.Read(json) is JsonArray array && array.All(n => n?.GetValueKind() == JsonValueKind.Number))
            {
                result.AddRange(array.Select(n => Dynamic.Values.Real(n)!.Value));
            }
            else if (bound is not Faulty && call.Fixed(i, KqlType.Real, "a percentage") is { Value: double number })
            {
                result.Add(number);
            }
            else
            {
                return null;
            }
        }

        if (result.All(p => p is >= 0 and <= 100))
        {
            return result;
        }

        ScalarBinder.Fault(call.Context, "KQL303", "a percentage is from 0 to 100", call.Syntax.Span);
        return null;
    }

    /// <summary>A percentage in a column's name: 99.9 is <c>99_9</c>.</summary>
    public static string Name(double percentage) => percentage.ToString(CultureInfo.InvariantCulture).Replace('.', '_');

    private static List<(string Name, Scalar Value)> Columns(AggregateBinding call)
    {
        var value = call.Number(0, times: true);
        return Percentages(call, 1) is { } shares && value is not Faulty
            ? [.. shares.Select(s => ($"percentile_{call.ArgumentName(0)}_{Name(s)}", Of(call, value, s)))]
            : [("", new Faulty())];
    }

    private static Scalar Of(AggregateBinding call, Scalar value, double percentage)
    {
        var number = value.Type == KqlType.Decimal ? Conversions.Explicit(value, KqlType.Real) : value;
        return call.Add($"quantile_disc({{0}}, {{of:{((decimal)percentage / 100).ToString(CultureInfo.InvariantCulture)}}})", number.Type, [number]);
    }
}
