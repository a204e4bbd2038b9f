using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>dynamic(…)</c> literals that hold literals of KQL.</summary>
internal static class DynamicLiteral
{
    /// <summary>The dynamic constant.</summary>
    public static Scalar Bind(Expr expression, RowContext context) => expression switch
    {
        DynamicArrayExpr array => Pack(context, "pack_array", array.Items, array.Span),
        DynamicBagExpr bag => Pack(context, "bag_pack", bag.Properties.SelectMany(p => new[] { new LiteralExpr(KqlType.String, p.Key, p.Value.Span), p.Value }), bag.Span),
        _ => ScalarBinder.Bind(expression, context),
    };

    private static Scalar Pack(RowContext context, string function, IEnumerable<Expr> items, TextSpan span)
        => Calls.Make(context, function, [.. items.Select(i => Conversions.Implicit(Bind(i, context), KqlType.Dynamic)!)], span);
}
