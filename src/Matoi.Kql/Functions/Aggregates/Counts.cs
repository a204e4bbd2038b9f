using System.Globalization;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>Aggregates that count rows or values. Distinct values are counted exactly, where Kusto's <c>dcount</c> estimates.</summary>
internal static class Counts
{
    private const int BestAccuracy = 4;

    /// <summary>Rows; an argument changes nothing, null or not.</summary>
    [KqlAggregate("count")]
    public static Scalar Count(AggregateBinding call)
        => call.Count == 0 || call.Count == 1 && call.Argument(0) is not Faulty ? call.Add("count(*)", KqlType.Long, [], Constant.Long(0)) : call.Wrong("no argument");

    /// <summary>Rows for which a condition holds.</summary>
    [KqlAggregate("countif")]
    public static Scalar CountIf(AggregateBinding call)
        => call.Count == 1 ? call.Add("count(*){if}", KqlType.Long, [], Constant.Long(0), call.Argument(0, KqlType.Bool)) : call.Wrong("a condition");

    /// <summary>Distinct values but null; the accuracy may be given and changes nothing.</summary>
    [KqlAggregate("dcount")]
    public static Scalar Dcount(AggregateBinding call)
        => call.Count == 1 || call.Count == 2 && Accuracy(call, 1) ? Distinct(call, null) : call.Wrong("a value and, if wanted, an accuracy from 0 to 4");

    /// <summary>Distinct values of the rows for which a condition holds.</summary>
    [KqlAggregate("dcountif")]
    public static Scalar DcountIf(AggregateBinding call)
        => call.Count == 2 || call.Count == 3 && Accuracy(call, 2) ? Distinct(call, call.Argument(1, KqlType.Bool)) : call.Wrong("a value, a condition and, if wanted, an accuracy from 0 to 4");

    /// <summary>Distinct values but null.</summary>
    [KqlAggregate("count_distinct")]
    public static Scalar CountDistinct(AggregateBinding call) => call.Count == 1 ? Distinct(call, null) : call.Wrong("one value");

    /// <summary>Distinct values of the rows for which a condition holds.</summary>
    [KqlAggregate("count_distinctif")]
    public static Scalar CountDistinctIf(AggregateBinding call) => call.Count == 2 ? Distinct(call, call.Argument(1, KqlType.Bool)) : call.Wrong("a value and a condition");

    /// <summary>True when an argument is a constant accuracy.</summary>
    internal static bool Accuracy(AggregateBinding call, int position)
        => call.Fixed(position, KqlType.Long, "the accuracy") is { Value: { } value } && Convert.ToInt64(value, CultureInfo.InvariantCulture) is >= 0 and <= BestAccuracy;

    private static Scalar Distinct(AggregateBinding call, Scalar? when) => call.Add("count(DISTINCT {0}){if}", KqlType.Long, [call.Argument(0)], Constant.Long(0), when);
}
