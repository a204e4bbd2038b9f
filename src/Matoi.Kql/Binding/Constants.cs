using System.Reflection;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Computes calls whose arguments are constants.</summary>
internal static class Constants
{
    /// <summary>The value of a call of constants.</summary>
    public static Constant Compute(KqlFunction function, IReadOnlyList<Scalar> arguments)
    {
        var values = new object?[function.Parameters.Length];
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = ((Constant)arguments[i]).Value;
            if (value is null && !function.ParameterAt(i)!.Nullable)
            {
                return Constant.Null(function.Returns);
            }
        }

        var fixedCount = function.Parameters.Length - (function.Variadic ? 1 : 0);
        for (var i = 0; i < fixedCount; i++)
        {
            values[i] = ToClr((Constant)arguments[i], function.Method.GetParameters()[i].ParameterType);
        }

        if (function.Variadic)
        {
            var rest = Array.CreateInstance(function.Method.GetParameters()[^1].ParameterType.GetElementType()!, Math.Max(0, arguments.Count - fixedCount));
            for (var i = fixedCount; i < arguments.Count; i++)
            {
                rest.SetValue(ToClr((Constant)arguments[i], rest.GetType().GetElementType()!), i - fixedCount);
            }

            values[^1] = rest;
        }

        var result = FromClr(function.Method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null));
        return result is null ? Constant.Null(function.Returns) : new Constant(function.Returns, result);
    }

    /// <summary>A constant's value from what a function's method gives: dynamic becomes JSON text.</summary>
    public static object? FromClr(object? value) => value switch
    {
        JsonNode node => Json.Write(node),
        JsonText json => json.Text,
        _ => value,
    };

    private static object? ToClr(Constant constant, Type type)
        => PreparedArguments.KqlTypeOf(type) is not null ? PreparedArguments.Make(type, constant.Value as string ?? "")
        : type == typeof(Utf8Text) ? new Utf8Text(constant.Value as string ?? "")
        : constant.Type == KqlType.Dynamic && (Nullable.GetUnderlyingType(type) ?? type) == typeof(JsonText) ? constant.Value is string text ? new JsonText(text) : null
        : constant is { Type: KqlType.Dynamic, Value: string json } ? Json.Read(json) : constant.Value;
}
