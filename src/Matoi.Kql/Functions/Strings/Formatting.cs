using System.Globalization;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that write numbers as text.</summary>
internal static class Formatting
{
    private static readonly string[] Units = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A number of bytes with its unit, rounded; the largest unit that gives at least 1 unless one is asked for.</summary>
    [KqlFunction("format_bytes")]
    public static string Bytes(double size, long precision = 0, string units = "")
    {
        var unit = units.Length == 0 ? 0 : Array.IndexOf(Units, units);
        if (unit < 0)
        {
            throw new ArgumentRefusedException($"the unit '{units}' is none of {string.Join(", ", Units)}");
        }

        while (units.Length == 0 && unit + 1 < Units.Length && Math.Abs(size) / Math.Pow(1024, unit) >= 1024)
        {
            unit++;
        }

        var rounded = Math.Round(size / Math.Pow(1024, unit), (int)Math.Clamp(precision, 0, 15), MidpointRounding.AwayFromZero);
        return $"{rounded.ToString("0.###############", CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>Hexadecimal digits of a number, 16 for a negative one, with zeros before up to a least length.</summary>
    [KqlFunction("tohex")]
    public static string Hex(long value, long minLength = 0) => value.ToString("x", CultureInfo.InvariantCulture).PadLeft((int)Math.Clamp(minLength, 0, 1024), '0');

    /// <summary>The same for int, where a negative number has 8 digits.</summary>
    [KqlFunction("tohex")]
    public static string Hex(int value, long minLength = 0) => value.ToString("x", CultureInfo.InvariantCulture).PadLeft((int)Math.Clamp(minLength, 0, 1024), '0');
}
