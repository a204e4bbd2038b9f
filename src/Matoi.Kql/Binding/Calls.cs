using System.Reflection;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Chooses the overload of a function, converts arguments to its parameters, and computes ahead what does not depend on rows.</summary>
internal static class Calls
{
    /// <summary>A call by name; reports what does not fit.</summary>
    public static Scalar Make(RowContext context, string name, IReadOnlyList<Scalar> arguments, TextSpan span)
    {
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        if (Choose(name, arguments) is not { } function)
        {
            return ScalarBinder.Fault(context, "KQL303", Mismatch(name, FunctionTable.Overloads(name), arguments), span);
        }

        try
        {
            return PreparedArguments.Problem(function, arguments) is { } problem ? ScalarBinder.Fault(context, "KQL406", problem, span) : Make(function, arguments);
        }
        catch (ArgumentRefusedException e)
        {
            return ScalarBinder.Fault(context, "KQL406", $"{OperatorBinder.Spelling(name) ?? name}: {e.Message}", span);
        }
    }

    /// <summary>The overload that takes the arguments with the least conversion; null when none does.</summary>
    public static KqlFunction? Choose(string name, IReadOnlyList<Scalar> arguments)
        => FunctionTable.Overloads(name).Select(f => (Function: f, Cost: Cost(f, arguments))).Where(f => f.Cost is not null).OrderBy(f => f.Cost).FirstOrDefault().Function;

    /// <summary>A call of a chosen overload.</summary>
    public static Scalar Make(KqlFunction function, params IReadOnlyList<Scalar> arguments)
    {
        var converted = new List<Scalar>();
        for (var i = 0; i < Math.Max(arguments.Count, function.Variadic ? 0 : function.Parameters.Length); i++)
        {
            var parameter = function.ParameterAt(i)!;
            converted.Add(i < arguments.Count ? Conversions.ToParameter(arguments[i], parameter)! : new Constant(parameter.Type, Constants.FromClr(parameter.Default)));
        }

        return !function.Volatile && converted.All(a => a is Constant) ? Constants.Compute(function, converted) : new Call(function, converted, function.Returns);
    }

    private static int? Cost(KqlFunction function, IReadOnlyList<Scalar> arguments)
    {
        if (arguments.Count < function.Required || arguments.Count > function.Parameters.Length && !function.Variadic)
        {
            return null;
        }

        var total = 0;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Conversions.Cost(arguments[i], function.ParameterAt(i)!) is not { } cost)
            {
                return null;
            }

            total += cost;
        }

        return total;
    }

    private static string Mismatch(string name, IReadOnlyList<KqlFunction> overloads, IReadOnlyList<Scalar> arguments)
    {
        var shown = OperatorBinder.Spelling(name);
        var given = string.Join(", ", arguments.Select(a => Conversions.Name(a.Type)));
        return shown is not null
            ? $"'{shown}' does not work on ({given})"
            : $"{name}({given}) does not exist; there is {string.Join(", ", overloads.Take(4).Select(Signature))}";
    }

    private static string Signature(KqlFunction f)
        => $"{f.Name}({string.Join(", ", f.Parameters.Select(p => (p.Default is Missing ? "" : "?") + (p.AnyText ? "any" : Conversions.Name(p.Type)) + (f.Variadic && p == f.Parameters[^1] ? "…" : "")))})";
}
