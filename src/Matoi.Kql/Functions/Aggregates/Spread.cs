using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>
/// Standard deviation, variance and covariance, of a sample or (with p) of the whole population; 0 over one value or none, NaN with an infinite one. The engine stops
/// at numbers whose square is too great for it: these give NaN.
/// </summary>
internal static class Spread
{
    /// <summary>Standard deviation of a sample.</summary>
    [KqlAggregate("stdev")]
    public static Scalar Stdev(AggregateBinding call) => Of(call, "stddev_samp", conditional: false);

    /// <summary>Standard deviation of a population.</summary>
    [KqlAggregate("stdevp")]
    public static Scalar StdevP(AggregateBinding call) => Of(call, "stddev_pop", conditional: false);

    /// <summary>Standard deviation of a sample where a condition holds.</summary>
    [KqlAggregate("stdevif")]
    public static Scalar StdevIf(AggregateBinding call) => Of(call, "stddev_samp", conditional: true);

    /// <summary>Variance of a sample.</summary>
    [KqlAggregate("variance")]
    public static Scalar Variance(AggregateBinding call) => Of(call, "var_samp", conditional: false);

    /// <summary>Variance of a population.</summary>
    [KqlAggregate("variancep")]
    public static Scalar VarianceP(AggregateBinding call) => Of(call, "var_pop", conditional: false);

    /// <summary>Variance of a sample where a condition holds.</summary>
    [KqlAggregate("varianceif")]
    public static Scalar VarianceIf(AggregateBinding call) => Of(call, "var_samp", conditional: true);

    /// <summary>Variance of a population where a condition holds.</summary>
    [KqlAggregate("variancepif")]
    public static Scalar VariancePIf(AggregateBinding call) => Of(call, "var_pop", conditional: true);

    /// <summary>Covariance of a sample.</summary>
    [KqlAggregate("covariance")]
    public static Scalar Covariance(AggregateBinding call) => Both(call, "covar_samp", conditional: false);

    /// <summary>Covariance of a population.</summary>
    [KqlAggregate("covariancep")]
    public static Scalar CovarianceP(AggregateBinding call) => Both(call, "covar_pop", conditional: false);

    /// <summary>Covariance of a sample where a condition holds.</summary>
    [KqlAggregate("covarianceif")]
    public static Scalar CovarianceIf(AggregateBinding call) => Both(call, "covar_samp", conditional: true);

    /// <summary>Covariance of a population where a condition holds.</summary>
    [KqlAggregate("covariancepif")]
    public static Scalar CovariancePIf(AggregateBinding call) => Both(call, "covar_pop", conditional: true);

    private static Scalar Of(AggregateBinding call, string function, bool conditional)
    {
        if (call.Count != (conditional ? 2 : 1))
        {
            return call.Wrong(conditional ? "a number and a condition" : "one number");
        }

        var when = conditional ? call.Argument(1, KqlType.Bool) : null;
        var value = call.Number(0);
        return value is Faulty ? value
            : value.Type == KqlType.Long ? call.Add($"{function}({{0}}){{if}}", KqlType.Real, [value], new(KqlType.Real, 0.0), when)
            : Calculable(call, $"{function}({{0}})", [Conversions.Explicit(value, KqlType.Real)], "abs({0}) < 1e150", when);
    }

    private static Scalar Both(AggregateBinding call, string function, bool conditional)
    {
        if (call.Count != (conditional ? 3 : 2))
        {
            return call.Wrong(conditional ? "two numbers and a condition" : "two numbers");
        }

        var when = conditional ? call.Argument(2, KqlType.Bool) : null;
        return Calculable(call, $"{function}({{0}}, {{1}})", [call.Real(0), call.Real(1)], "abs({0}) < 1e150 AND abs({1}) < 1e150", when);
    }

    private static Scalar Calculable(AggregateBinding call, string aggregate, IReadOnlyList<Scalar> arguments, string fits, Scalar? when)
        => call.Add($"CASE WHEN count(*) FILTER (WHERE NOT ({fits}){{and}}) > 0 THEN 'NaN'::DOUBLE ELSE {aggregate} FILTER (WHERE {fits}{{and}}) END", KqlType.Real, arguments, new(KqlType.Real, 0.0), when);
}
