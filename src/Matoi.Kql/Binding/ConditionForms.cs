using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Forms that choose between values.</summary>
internal static class ConditionForms
{
    /// <summary><c>iff(condition, then, else)</c>: a null condition takes the else branch.</summary>
    [SpecialForm("iff")]
    [SpecialForm("iif")]
    public static Scalar Iff(FormCall call) => call.Count == 3 ? Choose(call, call.Arguments()) : call.Wrong("a condition and two values");

    /// <summary><c>case(condition, value, …, else)</c>.</summary>
    [SpecialForm("case")]
    public static Scalar Case(FormCall call) => call.Count >= 3 && call.Count % 2 == 1 ? Choose(call, call.Arguments()) : call.Wrong("pairs of condition and value, then a value for all else");

    private static Scalar Choose(FormCall call, List<Scalar> arguments)
    {
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        // Branches that have nothing in common give a dynamic value.
        var type = arguments[^1].Type;
        for (var i = 1; i < arguments.Count; i += 2)
        {
            type = Conversions.Shared(type, arguments[i].Type) ?? KqlType.Dynamic;
        }

        var branches = new List<(Scalar, Scalar)>();
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            if (Conversions.Implicit(arguments[i], KqlType.Bool) is not { } condition)
            {
                return call.Fault("KQL303", $"the condition has the type {Conversions.Name(arguments[i].Type)}, not bool", i);
            }

            if (condition is Constant constant)
            {
                if (constant.Value is true)
                {
                    return branches.Count == 0 ? Conversions.Explicit(arguments[i + 1], type) : new Conditional(branches, Conversions.Explicit(arguments[i + 1], type), type);
                }

                continue;
            }

            branches.Add((condition, Conversions.Explicit(arguments[i + 1], type)));
        }

        var otherwise = Conversions.Explicit(arguments[^1], type);
        return branches.Count == 0 ? otherwise : new Conditional(branches, otherwise, type);
    }
}
