using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Types;

/// <summary><c>gettype</c>: the type of an expression, of a dynamic one what is inside.</summary>
internal static class TypeOf
{
    /// <summary>What a dynamic value holds.</summary>
    [KqlFunction("_gettype")]
    public static string Of(JsonText? value) => value?.Text[0] switch
    {
        null or 'n' => "null",
        '{' => "dictionary",
        '[' => "array",
        '"' => "string",
        't' or 'f' => "bool",
        _ => value.Value.Text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "long" : "double",
    };

    /// <summary>The name of the type.</summary>
    [SpecialForm("gettype")]
    public static Scalar GetType(FormCall call)
        => call.Count != 1 ? call.Wrong("one value")
        : call.Argument(0) is var value && value is Faulty ? value
        : value.Type == KqlType.Dynamic ? call.Make("_gettype", value) : Constant.Text(Conversions.Name(value.Type));
}
