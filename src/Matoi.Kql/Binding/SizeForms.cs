using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Forms over whole columns.</summary>
internal static class SizeForms
{
    /// <summary><c>estimate_data_size(columns)</c>: bytes of the values, of text and dynamic those of the text.</summary>
    [SpecialForm("estimate_data_size")]
    public static Scalar DataSize(FormCall call)
    {
        var columns = call.Syntax.Arguments is [WildcardExpr { Pattern: "*" }] && call.Context.Input is { } input
            ? [.. input.Columns.Select(c => (Scalar)new ColumnValue(c))]
            : call.Arguments();
        if (columns.Count == 0 || columns.Any(c => c is Faulty))
        {
            return columns.Count == 0 ? call.Wrong("columns, or *") : new Faulty();
        }

        return columns.Select(c => Size(call, c)).Aggregate((a, b) => call.Make("_add", a, b));
    }

    private static Scalar Size(FormCall call, Scalar value) => value.Type switch
    {
        KqlType.Bool => Constant.Long(1),
        KqlType.Int => Constant.Long(4),
        KqlType.Guid or KqlType.Decimal => Constant.Long(16),
        KqlType.String or KqlType.Dynamic => call.Make("_size", value),
        _ => Constant.Long(8),
    };
}
