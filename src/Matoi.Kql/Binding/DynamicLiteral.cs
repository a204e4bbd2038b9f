using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>dynamic(…)</c> literals that hold literals of KQL.</summary>
internal static class DynamicLiteral
{
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
