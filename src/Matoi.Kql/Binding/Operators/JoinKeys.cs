using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>A pair of values that must be equal: before conversion as <paramref name="Left"/> and <paramref name="Right"/>, after it as <paramref name="On"/>.</summary>
internal sealed record JoinKey(Scalar Left, Scalar Right, (Scalar Left, Scalar Right) On);

/// <summary>Binds what stands behind <c>on</c>: names that both sides have, and <c>$left.a == $right.b</c>.</summary>
internal static class JoinKeys
{
    /// <summary>The keys; null when an error was reported.</summary>
    public static List<JoinKey>? Bind(IReadOnlyList<Expr> on, Rel left, Rel right, RowContext context, string word, TextSpan span)
    {
        if (on.Count == 0)
        {
            context.Binder.Error("KQL326", $"{word} needs keys: 'on column' or 'on $left.a == $right.b'", span);
            return null;
        }

        var sides = context with { Input = left, Right = right };
        var keys = on.SelectMany(Parts).Select(part => Key(part, left, right, sides)).ToList();
        return keys.Any(k => k is null) ? null : [.. keys.OfType<JoinKey>()];
    }

    private static IEnumerable<Expr> Parts(Expr condition)
        => condition is BinaryExpr { Operator: "and" } both ? Parts(both.Left).Concat(Parts(both.Right)) : [condition];

    private static JoinKey? Key(Expr condition, Rel left, Rel right, RowContext context)
    {
        switch (condition)
        {
            case NameExpr name:
                var own = Side("$left", name.Name, name.Span, context);
                return own is Faulty ? null : Pair(own, Side("$right", name.Name, name.Span, context), name.Span, context);
            case BinaryExpr { Operator: "==" } equal when IsSide(equal.Left, "$left") && IsSide(equal.Right, "$right"):
                return Pair(ScalarBinder.Bind(equal.Left, context), ScalarBinder.Bind(equal.Right, context), equal.Span, context);
            case BinaryExpr { Operator: "==" } equal when IsSide(equal.Left, "$right") && IsSide(equal.Right, "$left"):
                return Pair(ScalarBinder.Bind(equal.Right, context), ScalarBinder.Bind(equal.Left, context), equal.Span, context);
            default:
                context.Binder.Error("KQL326", "a key is the name of a column that both sides have, or $left.a == $right.b", condition.Span);
                return null;
        }
    }

    private static bool IsSide(Expr expression, string side) => expression switch
    {
        MemberExpr { Target: NameExpr name } => name.Name == side,
        IndexExpr { Target: NameExpr name, Index: LiteralExpr { Value: string } } => name.Name == side,
        MemberExpr member => IsSide(member.Target, side),
        IndexExpr index => IsSide(index.Target, side),
        _ => false,
    };

    private static Scalar Side(string side, string name, TextSpan span, RowContext context)
        => NameBinder.Side(side, new(new NameExpr(side, span), name, span, span), context);

    private static JoinKey? Pair(Scalar left, Scalar right, TextSpan span, RowContext context)
    {
        if (left is Faulty || right is Faulty)
        {
            return null;
        }

        // A dynamic key is compared as its text, as tostring on both sides would do it.
        var type = left.Type == KqlType.Dynamic || right.Type == KqlType.Dynamic ? KqlType.String : Conversions.Shared(left.Type, right.Type);
        if (type is null)
        {
            context.Binder.Error("KQL318", $"the keys have the types {Conversions.Name(left.Type)} and {Conversions.Name(right.Type)}; convert one of them before", span);
            return null;
        }

        return new(left, right, (Conversions.Explicit(left, type.Value), Conversions.Explicit(right, type.Value)));
    }
}
