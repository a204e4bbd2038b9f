using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>range</c>.</summary>
internal static class Ranges
{
    /// <summary>One row per value.</summary>
    public static Rel Bind(Binder binder, RangeOperator op, Scope scope, Rel? outer)
    {
        var context = new RowContext(binder, scope) { Outer = outer };
        var (from, to, step) = (ScalarBinder.Bind(op.From, context), ScalarBinder.Bind(op.To, context), ScalarBinder.Bind(op.Step, context));
        if (from is Faulty || to is Faulty || step is Faulty)
        {
            return Binder.Empty();
        }

        // Values known only when the query runs may be dynamic: the others say what they are.
        var type = Type(from.Type, to.Type, step.Type);
        var stepType = type == KqlType.DateTime ? KqlType.TimeSpan : type;
        if (type is null || Conversions.Implicit(from, type.Value) is not { } first || Conversions.Implicit(to, type.Value) is not { } last || Conversions.Implicit(step, stepType!.Value) is not { } distance)
        {
            binder.Error("KQL314", $"range goes over numbers, times or lengths of time; from {Conversions.Name(from.Type)} to {Conversions.Name(to.Type)} by {Conversions.Name(step.Type)} does not fit together", op.Span);
            return Binder.Empty();
        }

        if (distance is Constant { Value: 0 or 0L or 0.0 } or Constant { Value: TimeSpan { Ticks: 0 } })
        {
            binder.Error("KQL314", "the step of range is zero: it would never end", op.Step.Span);
            return Binder.Empty();
        }

        if (new[] { first, last, distance }.Any(v => v is Constant { Value: double number } && !double.IsFinite(number)))
        {
            binder.Error("KQL314", "range goes over finite numbers", op.Span);
            return Binder.Empty();
        }

        return new RangeRel(new Columns().Add(op.Name, type.Value), first, last, distance);
    }

    private static KqlType? Type(KqlType from, KqlType to, KqlType step)
    {
        var bounds = Conversions.Shared(from, to);
        return bounds switch
        {
            KqlType.DateTime or KqlType.TimeSpan => bounds,
            KqlType.Dynamic => step == KqlType.TimeSpan ? KqlType.DateTime : step == KqlType.Real ? step : KqlType.Long,
            KqlType.Int or KqlType.Long or KqlType.Real => step is KqlType.Real ? KqlType.Real : bounds == KqlType.Real ? KqlType.Real : KqlType.Long,
            _ => null,
        };
    }
}
