using System.Globalization;

namespace Matoi.Kql.Functions.Geo;

/// <summary>
/// Numbers of cells of the H3 grid: four bits of the resolution, seven of one of 122 base cells, then three for each step to a finer cell, which are all set
/// where there are no more steps.
/// </summary>
internal static class H3Cell
{
    private const int Finest = 15;
    private const int BaseCells = 122;
    private const ulong Unused = 7;

    /// <summary>The resolution of a cell, 0 to 15; null for what is no cell.</summary>
    [KqlFunction("geo_h3cell_level")]
    public static long? Level(string h3cell) => Read(h3cell) is { } cell ? Resolution(cell) : null;

    /// <summary>The cell of a coarser resolution, by default the next, that a cell belongs to; empty when there is none.</summary>
    [KqlFunction("geo_h3cell_parent")]
    public static string Parent(string h3cell)
        => Read(h3cell) is { } cell ? Parent(h3cell, Resolution(cell) - 1) : "";

    /// <inheritdoc cref="Parent(string)"/>
    [KqlFunction("geo_h3cell_parent")]
    public static string Parent(string h3cell, long? resolution)
    {
        if (Read(h3cell) is not { } cell || resolution is not { } level || level < 0 || level > Resolution(cell))
        {
            return "";
        }

        var finer = (1UL << 3 * (Finest - (int)level)) - 1;
        return (cell & ~(0xFUL << 52) | (ulong)level << 52 | finer).ToString("x", CultureInfo.InvariantCulture);
    }

    private static int Resolution(ulong cell) => (int)(cell >> 52 & 0xF);

    private static ulong? Read(string text)
    {
        // One bit that must be clear, four that say it is a cell, three that must be clear.
        if (text.Length != 15 || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var cell) || cell >> 56 != 8 || (cell >> 45 & 0x7F) >= BaseCells)
        {
            return null;
        }

        for (var step = 1; step <= Finest; step++)
        {
            if ((cell >> 3 * (Finest - step) & 7) == Unused != step > Resolution(cell))
            {
                return null;
            }
        }

        return cell;
    }
}
