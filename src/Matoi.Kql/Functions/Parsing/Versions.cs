using System.Globalization;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Versions as numbers that compare as versions do.</summary>
internal static class Versions
{
    private const int Parts = 4;
    private const int Digits = 8;

    /// <summary>One to four numbers of up to eight digits with dots between, missing ones being 0; null for anything else, and for a number that no decimal holds: the first part is up to 79,227.</summary>
    [KqlFunction("parse_version")]
    public static decimal? Parse(string version)
    {
        var parts = version.Split('.');
        if (parts.Length > Parts)
        {
            return null;
        }

        UInt128 value = 0;
        for (var i = 0; i < Parts; i++)
        {
            uint part = 0;
            if (i < parts.Length && (parts[i].Length > Digits || !uint.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out part)))
            {
                return null;
            }

            value = value * 100_000_000 + part;
        }

        return value <= (UInt128)decimal.MaxValue ? (decimal)value : null;
    }
}
