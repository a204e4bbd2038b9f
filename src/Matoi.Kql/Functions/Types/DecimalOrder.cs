using System.Globalization;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Types;

/// <summary>Decimals as texts that stand in the order of the numbers, as the engine keeps decimals as text.</summary>
internal static class DecimalOrder
{
    /// <summary>What a decimal is ordered by; null for null.</summary>
    public static Scalar Of(Scalar value) => Calls.Make(FunctionTable.Get("_decimal_order"), value);

    /// <summary>A sign, then all digits that a decimal can have before and behind its point; those of a negative number each as what they lack to 9.</summary>
    [KqlFunction("_decimal_order")]
    public static string? Key(decimal? value)
    {
        if (value is not { } number)
        {
            return null;
        }

        var digits = Math.Abs(number).ToString("00000000000000000000000000000.0000000000000000000000000000", CultureInfo.InvariantCulture);
        return number < 0 ? "0" + string.Concat(digits.Select(d => d == '.' ? d : (char)('0' + '9' - d))) : "1" + digits;
    }
}
