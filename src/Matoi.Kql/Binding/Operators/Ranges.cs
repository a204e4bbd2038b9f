using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>range</c>.</summary>
internal static class Ranges
{
    /// <summary>One row per value.</summary>
    public static Rel Bind(Binder binder, RangeOperator op, Scope scope)
    {
        var context = new RowContext(binder, scope);
        var (from, to, step) = (ScalarBinder.Bind(op.From, context), ScalarBinder.Bind(op.To, context), ScalarBinder.Bind(op.Step, context));
        if (from is Faulty || to is Faulty || step is Faulty)
        {
            return Binder.Empty();
        }

        var type = Conversions.Shared(Conversions.Shared(from.Type, to.Type) ?? from.Type, from.Type == KqlType.DateTime ? from.Type : step.Type) ?? from.Type;
        type = type == KqlType.Int ? KqlType.Long : type;
        var stepType = type == KqlType.DateTime ? KqlType.TimeSpan : type;
        if (Conversions.Implicit(from, type) is not { } first || Conversions.Implicit(to, type) is not { } last || Conversions.Implicit(step, stepType) is not { } distance)
        {
            binder.Error("KQL314", $"range from {Conversions.Name(from.Type)} to {Conversions.Name(to.Type)} by {Conversions.Name(step.Type)} does not fit together", op.Span);
            return Binder.Empty();
        }

        return new RangeRel(new Columns().Add(op.Name, type), first, last, distance);
    }
}
