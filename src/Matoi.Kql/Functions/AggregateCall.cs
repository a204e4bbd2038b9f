using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions;

/// <summary>An aggregate applied to values of an input's rows.</summary>
/// <param name="Template">
/// SQL of DuckDB with {0}, {1}… for the arguments, {0?} for one that is a condition, {0&lt;} or {0&gt;} for one by which rows are compared, null being the lowest or the
/// highest; {order} stands where the aggregate takes rows in order (<c>list({0}{order})</c> becomes <c>list(x ORDER BY y)</c> when the input has an order). With {row}
/// the aggregate picks a row, as <c>arg_max_null({row}, {0&lt;})</c> does, and gives the last argument's value in it: aggregates that differ in nothing but the last
/// argument pick the same row. Aggregates that differ in nothing but the number in {of:0.5} are computed together.
/// </param>
/// <param name="Arguments">Values over the input.</param>
/// <param name="Type">Result type.</param>
/// <param name="OverNothing">The result over no rows, put in place of the template's null; null to leave it null.</param>
public sealed record AggregateCall(string Template, IReadOnlyList<Scalar> Arguments, KqlType Type, Constant? OverNothing = null);
