using System.Collections.Immutable;
using System.Reflection;

namespace Matoi.Kql.Functions;

/// <summary>
/// Declares a scalar function of KQL by a static method that computes it. Parameter types say the KQL types: <see cref="bool"/>, <see cref="int"/>,
/// <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="DateTime"/>, <see cref="TimeSpan"/>, <see cref="Guid"/>, <see cref="string"/>,
/// <see cref="System.Text.Json.Nodes.JsonNode"/> or <see cref="JsonText"/> for dynamic; <see cref="Utf8Text"/> for string and the types of <see cref="PreparedArguments"/> where speed counts. A parameter that is not nullable makes the result null when its argument is null; string is never null.
/// Methods of one name are overloads; C# defaults and <c>params</c> arrays are those of the function. Names that begin with <c>_</c> are not callable from KQL:
/// operators and special forms use them.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class KqlFunctionAttribute(string name) : Attribute
{
    /// <summary>The name in KQL, case-sensitive.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The same in SQL of DuckDB, with {0}, {1}… for the arguments, where the engine has it; it must give the same answers as the method for every value and null.
    /// Without it the method itself runs inside the engine.
    /// </summary>
    public string? DuckDb { get; init; }

    /// <summary>
    /// True when the template may stop the statement with an error of range where the method has an answer: the statement is then run again with the method.
    /// </summary>
    public bool MayOverflow { get; init; }

    /// <summary>True when it may give another value for the same arguments (<c>rand</c>): it is not computed ahead.</summary>
    public bool Volatile { get; init; }

    /// <summary>True when it is only kept for old queries and not proposed.</summary>
    public bool Deprecated { get; init; }
}

/// <summary>Marks a string parameter that takes a value of any type as its text, as <c>strcat</c> does.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AnyTextAttribute : Attribute;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Name in the method.</param>
/// <param name="Type">KQL type.</param>
/// <param name="Nullable">False: a null argument makes the result null without a call.</param>
/// <param name="AnyText">Takes any type as text.</param>
/// <param name="Default">Value when left out; <see cref="Missing.Value"/> when it must be given.</param>
public sealed record FunctionParameter(string Name, KqlType Type, bool Nullable, bool AnyText, object? Default);

/// <summary>One overload of a scalar function.</summary>
public sealed record KqlFunction(string Name, ImmutableArray<FunctionParameter> Parameters, bool Variadic, KqlType Returns, MethodInfo Method, string? DuckDb, bool Volatile, bool Deprecated)
{
    /// <summary>Reads the declaration off a method.</summary>
    public static KqlFunction Of(MethodInfo method, KqlFunctionAttribute declared)
    {
        var nullability = new NullabilityInfoContext();
        var parameters = method.GetParameters();
        var variadic = parameters is [.., var last] && last.IsDefined(typeof(ParamArrayAttribute), false);
        return new(
            declared.Name,
            [.. parameters.Select((p, i) => Parameter(p, variadic && i == parameters.Length - 1, nullability))],
            variadic,
            ClrTypes.KqlTypeOf(method.ReturnType),
            method,
            declared.DuckDb,
            declared.Volatile,
            declared.Deprecated)
        {
            MayOverflow = declared.MayOverflow,
        };
    }

    /// <summary>True when the template may stop the statement with an error of range where the method has an answer.</summary>
    public bool MayOverflow { get; init; }

    /// <summary>The parameter that an argument at a position goes to; null when there are too many.</summary>
    public FunctionParameter? ParameterAt(int position)
        => position < Parameters.Length ? Parameters[position] : Variadic ? Parameters[^1] : null;

    /// <summary>How many arguments must be given.</summary>
    public int Required => Parameters.Count(p => p.Default is Missing) - (Variadic ? 1 : 0);

    private static FunctionParameter Parameter(ParameterInfo parameter, bool rest, NullabilityInfoContext nullability)
    {
        var clr = rest ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var nullable = System.Nullable.GetUnderlyingType(clr) is not null
            || clr == typeof(System.Text.Json.Nodes.JsonNode) && (rest ? nullability.Create(parameter).ElementType! : nullability.Create(parameter)).ReadState == NullabilityState.Nullable;
        return new(parameter.Name!, ClrTypes.KqlTypeOf(clr), nullable || clr == typeof(string) || clr == typeof(Utf8Text) || PreparedArguments.KqlTypeOf(clr) is not null, parameter.IsDefined(typeof(AnyTextAttribute), false), parameter.HasDefaultValue ? parameter.DefaultValue : Missing.Value);
    }
}
