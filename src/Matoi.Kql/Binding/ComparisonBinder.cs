using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>== &lt; &lt;= &gt; &gt;=</c>: which types may be compared, and as what.</summary>
internal static class ComparisonBinder
{
    /// <summary>The comparison; an error where Kusto asks for a conversion.</summary>
    public static Scalar Apply(string op, string function, Scalar left, Scalar right, RowContext context, TextSpan span)
    {
        (left, right) = (Fitted(left, right, op), Fitted(right, left, op));
        return (left.Type, right.Type) switch
        {
            (KqlType.Dynamic, KqlType.Dynamic) => op == "==" ? Calls.Make(context, "_equal_dynamic", [left, right], span) : Sign(op, left, right, context, span),
            (KqlType.Dynamic, KqlType.Int or KqlType.Long or KqlType.Real) => Sign(op, left, right, context, span),
            (KqlType.Int or KqlType.Long or KqlType.Real, KqlType.Dynamic) => Sign(Flipped(op), right, left, context, span),
            _ when left.Type == right.Type || left.Type == KqlType.Dynamic || right.Type == KqlType.Dynamic || IsNumber(left.Type) && IsNumber(right.Type) => Calls.Make(context, function, [left, right], span),
            _ => ScalarBinder.Fault(context, "KQL303", $"'{op}' cannot compare {Conversions.Name(left.Type)} with {Conversions.Name(right.Type)}; convert one of them, as with to{Conversions.Name(left.Type)}()", span),
        };
    }

    // A number inside a dynamic value may be whole or not, so the two are compared by their order.
    private static Scalar Sign(string op, Scalar left, Scalar right, RowContext context, TextSpan span)
        => OperatorBinder.Apply(op, Calls.Make(context, "_compare", [left, right], span), Constant.Long(0), context, span);

    /// <summary>
    /// A value as what it is compared with, where that is clear: true and false as numbers, a text of the query as the time or number it means, and a number equal to text
    /// as its digits: content is full of <c>ResultType == 0</c>, where the column is text.
    /// </summary>
    private static Scalar Fitted(Scalar value, Scalar other, string op) => (value.Type, other.Type) switch
    {
        (KqlType.Bool, var to) when IsNumber(to) || op != "==" && to == KqlType.Bool => Conversions.Explicit(value, KqlType.Long),
        (KqlType.String, KqlType.String or KqlType.Dynamic) => value,
        (KqlType.String, KqlType.Guid) => Conversions.Explicit(value, KqlType.Guid),
        (KqlType.String, KqlType.Bool) when op == "==" => Conversions.Explicit(value, KqlType.Bool),
        (KqlType.String, var to) when Literal(value, to) is { } meant => meant,
        (var from, KqlType.String) when op == "==" && IsNumber(from) && Literal(other, from) is null => Conversions.Explicit(value, KqlType.String),
        _ => value,
    };

    private static Constant? Literal(Scalar value, KqlType type)
        => value is Constant { Type: KqlType.String, Value: string { Length: > 0 } } && Conversions.Explicit(value, type) is Constant { Value: not null } meant ? meant : null;

    private static bool IsNumber(KqlType type) => type is KqlType.Int or KqlType.Long or KqlType.Real or KqlType.Decimal;

    private static string Flipped(string op) => op switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => op,
    };
}
