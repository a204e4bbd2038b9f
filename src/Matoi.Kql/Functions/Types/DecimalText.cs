using System.Globalization;

namespace Matoi.Kql.Functions.Types;

/// <summary>How decimals are written: without needless zeros, so that equal numbers are equal text.</summary>
internal static class DecimalText
{
    /// <summary>The text.</summary>
    public static string Of(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return !text.Contains('.') ? text : text.TrimEnd('0').TrimEnd('.') is "-0" ? "0" : text.TrimEnd('0').TrimEnd('.');
    }
}
