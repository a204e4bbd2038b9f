using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Types;

namespace Matoi.Kql.Functions.Operators;

/// <summary>Arithmetic between two dynamic values: whole numbers as long, other numbers as real; null for what is no number.</summary>
internal static class DynamicArithmetic
{
    /// <summary>Sum.</summary>
    [KqlFunction("_add_dynamic")]
    public static JsonNode? Add(JsonText a, JsonText b) => Compute(a, b, (x, y) => WholeNumberArithmetic.Add(x, y), RealArithmetic.Add);

    /// <summary>Difference.</summary>
    [KqlFunction("_subtract_dynamic")]
    public static JsonNode? Subtract(JsonText a, JsonText b) => Compute(a, b, (x, y) => WholeNumberArithmetic.Subtract(x, y), RealArithmetic.Subtract);

    /// <summary>Product.</summary>
    [KqlFunction("_multiply_dynamic")]
    public static JsonNode? Multiply(JsonText a, JsonText b) => Compute(a, b, (x, y) => WholeNumberArithmetic.Multiply(x, y), RealArithmetic.Multiply);

    /// <summary>Quotient.</summary>
    [KqlFunction("_divide_dynamic")]
    public static JsonNode? Divide(JsonText a, JsonText b) => Compute(a, b, WholeNumberArithmetic.Divide, RealArithmetic.Divide);

    /// <summary>The rest of a division, never negative.</summary>
    [KqlFunction("_modulo_dynamic")]
    public static JsonNode? Modulo(JsonText a, JsonText b) => Compute(a, b, WholeNumberArithmetic.Modulo, RealArithmetic.Modulo);

    /// <summary>The number with the other sign.</summary>
    [KqlFunction("_negate_dynamic")]
    public static JsonNode? Negate(JsonText a) => Subtract(new("0"), a);

    private static JsonNode? Compute(JsonText a, JsonText b, Func<long, long, long?> whole, Func<double, double, double> real)
        => a.Whole is { } x && b.Whole is { } y ? ToDynamic.Of(whole(x, y)) : a.Number is { } m && b.Number is { } n ? ToDynamic.Of(real(m, n)) : null;
}
