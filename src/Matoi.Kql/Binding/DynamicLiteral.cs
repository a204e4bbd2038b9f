using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>dynamic(…)</c> literals that hold literals of KQL.</summary>
internal static class DynamicLiteral
{
    /// <summary><c>dynamic(literal)</c>.</summary>
    [SpecialForm("dynamic")]
    public static Scalar Literal(FormCall call)
        => call.Syntax.Arguments is [DynamicArrayExpr or DynamicBagExpr or LiteralExpr or CallExpr { Name: "dynamic" }]
            ? Conversions.Explicit(Bind(call.Syntax.Arguments[0], call.Context), KqlType.Dynamic)
            : call.Wrong("a literal; parse_json reads text, pack_array and bag_pack take values of the row");

    /// <summary>The dynamic constant.</summary>
    public static Scalar Bind(Expr expression, RowContext context)
    {
        switch (expression)
        {
            case DynamicArrayExpr array:
                var items = array.Items.Select(i => Bind(i, context)).ToList();
                return items.Any(i => i is Faulty) ? new Faulty() : PackForms.Array(items);
            case DynamicBagExpr bag:
                var properties = bag.Properties.Select(p => (Name: (Scalar)Constant.Text(p.Key), Value: Bind(p.Value, context))).ToList();
                return properties.Any(p => p.Value is Faulty) ? new Faulty() : PackForms.Bag(properties);
            default:
                return ScalarBinder.Bind(expression, context);
        }
    }
}
