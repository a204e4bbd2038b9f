using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Forms that take one of several values of a common type.</summary>
internal static class ChoiceForms
{
    private const int Most = 64;

    /// <summary><c>coalesce(a, b, …)</c>: the first that is not null, or for text not empty.</summary>
    [SpecialForm("coalesce")]
    public static Scalar Coalesce(FormCall call) => Fold(call, "_coalesce");

    /// <summary><c>max_of(a, b, …)</c>: the greatest; nulls do not count.</summary>
    [SpecialForm("max_of")]
    public static Scalar Max(FormCall call) => Fold(call, "_max");

    /// <summary><c>min_of(a, b, …)</c>: the least; nulls do not count.</summary>
    [SpecialForm("min_of")]
    public static Scalar Min(FormCall call) => Fold(call, "_min");

    /// <summary><c>around(value, center, delta)</c>: no farther away than delta.</summary>
    [SpecialForm("around")]
    public static Scalar Around(FormCall call)
    {
        if (call.Count != 3)
        {
            return call.Wrong("a value, a center and a distance");
        }

        var (value, center, delta) = (call.Argument(0), call.Argument(1), call.Argument(2));
        Scalar Apply(string op, Scalar a, Scalar b) => OperatorBinder.Apply(op, a, b, call.Context, call.Syntax.Span);
        return Apply("and", Apply(">=", value, Apply("-", center, delta)), Apply("<=", value, Apply("+", center, delta)));
    }

    /// <summary><c>assert(condition, message)</c>: the query is wrong when the condition is a constant that does not hold.</summary>
    [SpecialForm("assert")]
    public static Scalar Assert(FormCall call)
    {
        if (call.Count != 2)
        {
            return call.Wrong("a condition and a message");
        }

        return (call.Argument(0), call.Argument(1)) switch
        {
            (Faulty, _) or (_, Faulty) => new Faulty(),
            (Constant { Type: KqlType.Bool, Value: true } holds, Constant { Type: KqlType.String }) => holds,
            (Constant { Type: KqlType.Bool }, Constant { Value: string message }) => call.Fault("KQL321", $"the query asserts that this holds: {message}", 0),
            _ => call.Fault("KQL304", "the condition and the message of assert must be constants", 0),
        };
    }

    private static Scalar Fold(FormCall call, string function)
    {
        if (call.Count is < 2 or > Most)
        {
            return call.Count == 1 && function == "_coalesce" ? call.Argument(0) : call.Wrong($"2 to {Most} values");
        }

        var arguments = call.Arguments();
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        var type = arguments[0].Type;
        for (var i = 1; i < arguments.Count; i++)
        {
            if (Conversions.Shared(type, arguments[i].Type) is not { } shared)
            {
                return call.Fault("KQL310", $"the values have the types {Conversions.Name(type)} and {Conversions.Name(arguments[i].Type)}; convert one of them", i);
            }

            type = shared;
        }

        if (type == KqlType.Dynamic && function != "_coalesce")
        {
            return call.Fault("KQL303", $"{call.Syntax.Name} cannot tell which of two dynamic values is greater; convert them, as with tolong()", 0);
        }

        // From the right, so that SQL written for a value stands in the text as often as the value does in the query.
        return arguments.Select(a => Conversions.Explicit(a, type)).Reverse().Aggregate((rest, value) => call.Make(function, value, rest));
    }
}
