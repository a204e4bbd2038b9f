using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>What KQL converts without being asked: numbers to wider ones, dynamic to the type that is needed.</summary>
internal static class Conversions
{
    /// <summary>The name of a type in KQL.</summary>
    public static string Name(KqlType type) => type switch
    {
        KqlType.DateTime => "datetime",
        KqlType.TimeSpan => "timespan",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>How far an argument is from a parameter; null when it does not fit.</summary>
    public static int? Cost(Scalar argument, FunctionParameter parameter)
        => Cost(argument.Type, parameter.Type) ?? (parameter.AnyText ? 8 : IsNull(argument) ? 9 : null);

    /// <summary>How far one type is from another; null when there is no way without being asked.</summary>
    public static int? Cost(KqlType from, KqlType to) => (from, to) switch
    {
        _ when from == to => 0,
        (KqlType.Int, KqlType.Long) => 1,
        (KqlType.Long, KqlType.Real) => 2,
        (KqlType.Int, KqlType.Real) => 3,
        (KqlType.Int or KqlType.Long, KqlType.Decimal) => 4,
        (KqlType.Real, KqlType.Decimal) => 5,
        (KqlType.Dynamic, KqlType.String) => 6,
        (KqlType.Dynamic or KqlType.Decimal, KqlType.Real) => 7,
        (KqlType.Dynamic, _) => 8,
        (_, KqlType.Dynamic) => 10,
        _ => null,
    };

    /// <summary>The argument as a parameter's type; null when it does not fit.</summary>
    public static Scalar? ToParameter(Scalar argument, FunctionParameter parameter)
        => Implicit(argument, parameter.Type) ?? (parameter.AnyText ? Explicit(argument, KqlType.String) : IsNull(argument) ? Constant.Null(parameter.Type) : null);

    /// <summary>The value as another type where KQL does so by itself; null where it does not.</summary>
    public static Scalar? Implicit(Scalar value, KqlType type)
        => value is Faulty || value.Type == type ? value : Cost(value.Type, type) is null ? null : Explicit(value, type);

    /// <summary>The value as another type, as <c>tostring</c>, <c>tolong</c> and their like do it; null where there is no way.</summary>
    public static Scalar Explicit(Scalar value, KqlType type)
        => value.Type == type || value is Faulty ? value
        : IsNull(value) ? Constant.Null(type)
        : Calls.Choose(Function(type), [value]) is { } function ? Calls.Make(function, value) : Constant.Null(type);

    /// <summary>The type that two types have in common for branches of iff, list elements and operands; null when there is none.</summary>
    public static KqlType? Shared(KqlType a, KqlType b)
        => a == b ? a : Cost(a, b) is < 6 ? b : Cost(b, a) is < 6 ? a : a == KqlType.Dynamic ? b : b == KqlType.Dynamic ? a : null;

    private static string Function(KqlType type) => type switch
    {
        KqlType.Bool => "tobool",
        KqlType.Int => "toint",
        KqlType.Long => "tolong",
        KqlType.Real => "todouble",
        KqlType.Decimal => "todecimal",
        KqlType.DateTime => "todatetime",
        KqlType.TimeSpan => "totimespan",
        KqlType.Guid => "toguid",
        KqlType.String => "tostring",
        _ => "_dynamic",
    };

    private static bool IsNull(Scalar value) => value is Constant { Value: null };
}
