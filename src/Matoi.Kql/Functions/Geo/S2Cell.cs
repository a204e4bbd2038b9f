using System.Globalization;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>
/// Cells of the S2 grid: the Earth on the six faces of a cube, each face cut in four again and again along a Hilbert curve. A cell's number has three bits of the face,
/// two of each cut and a closing one; its token is the number in hexadecimal without the zeros at the end.
/// </summary>
internal static class S2Cell
{
    private const int Deepest = 30;

    // Place along the curve → quarter (2 × across + up) and change of direction (bit 0: axes swapped, bit 1: turned half round) for each of the four directions.
    private static readonly int[][] Quarters = [[0, 1, 3, 2], [0, 2, 3, 1], [3, 2, 0, 1], [3, 1, 0, 2]];
    private static readonly int[] Turns = [1, 0, 0, 3];

    /// <summary>The token of the cell of a point at a level of 0 to 30; empty for what is no point.</summary>
    [KqlFunction("geo_point_to_s2cell")]
    public static string OfPoint(double? longitude, double? latitude, long? level = 11)
    {
        if (longitude is not { } x || latitude is not { } y || level is not (>= 0 and <= Deepest) || !Distances.IsPoint(x, y))
        {
            return "";
        }

        var (face, u, v) = Face(Vector.Of(x, y));
        var (i, j) = (Step(u), Step(v));
        var (id, direction) = ((ulong)face, face & 1);
        for (var bit = Deepest - 1; bit >= Deepest - (int)level; bit--)
        {
            var place = Array.IndexOf(Quarters[direction], (i >> bit & 1) << 1 | j >> bit & 1);
            id = id << 2 | (uint)place;
            direction ^= Turns[place];
        }

        return ((id << 1 | 1) << 2 * (Deepest - (int)level)).ToString("x16", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    /// <summary>The middle of a cell as a GeoJSON point; null for what is no cell.</summary>
    [KqlFunction("geo_s2cell_to_central_point")]
    public static JsonNode? Center(string s2cell)
        => Find(s2cell) is var (face, west, south, size) ? GeoJson.Make(Point(face, west + size / 2, south + size / 2)) : null;

    /// <summary>A cell as a GeoJSON polygon; null for what is no cell.</summary>
    [KqlFunction("geo_s2cell_to_polygon")]
    public static JsonNode? Polygon(string s2cell)
    {
        if (Find(s2cell) is not var (face, west, south, size))
        {
            return null;
        }

        var (east, north) = (west + size, south + size);
        Vector[] corners = [Point(face, west, south), Point(face, east, south), Point(face, east, north), Point(face, west, north), Point(face, west, south)];
        return GeoJson.Make("Polygon", new JsonArray(new JsonArray([.. corners.Select(GeoJson.Write)])));
    }

    private static (int Face, double West, double South, double Size)? Find(string token)
    {
        if (token.Length is 0 or > 16 || !ulong.TryParse(token.PadRight(16, '0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) || id == 0)
        {
            return null;
        }

        var (face, zeros) = ((int)(id >> 61), System.Numerics.BitOperations.TrailingZeroCount(id));
        if (face > 5 || zeros % 2 == 1 || zeros > 2 * Deepest)
        {
            return null;
        }

        var (direction, west, south, size) = (face & 1, 0.0, 0.0, 1.0);
        for (var shift = 2 * Deepest - 1; shift > zeros; shift -= 2)
        {
            var place = (int)(id >> shift & 3);
            size /= 2;
            west += (Quarters[direction][place] >> 1) * size;
            south += (Quarters[direction][place] & 1) * size;
            direction ^= Turns[place];
        }

        return (face, west, south, size);
    }

    private static (int Face, double U, double V) Face(Vector p)
    {
        var (x, y, z) = (Math.Abs(p.X), Math.Abs(p.Y), Math.Abs(p.Z));
        return x > y && x > z ? p.X >= 0 ? (0, p.Y / p.X, p.Z / p.X) : (3, p.Z / p.X, p.Y / p.X)
            : x <= y && y > z ? p.Y >= 0 ? (1, -p.X / p.Y, p.Z / p.Y) : (4, p.Z / p.Y, -p.X / p.Y)
            : p.Z >= 0 ? (2, -p.X / p.Z, -p.Y / p.Z) : (5, -p.Y / p.Z, -p.X / p.Z);
    }

    /// <summary>The step of the finest grid, 0 to 2³⁰ - 1, of a place -1 to 1 on a face; the square makes cells of about the same size.</summary>
    private static int Step(double u)
    {
        var share = u >= 0 ? 0.5 * Math.Sqrt(1 + 3 * u) : 1 - 0.5 * Math.Sqrt(1 - 3 * u);
        return (int)Math.Clamp(Math.Floor(share * (1 << Deepest)), 0, (1 << Deepest) - 1);
    }

    private static Vector Point(int face, double across, double up)
    {
        var (u, v) = (Place(across), Place(up));
        return (face switch
        {
            0 => new Vector(1, u, v),
            1 => new Vector(-u, 1, v),
            2 => new Vector(-u, -v, 1),
            3 => new Vector(-1, -v, -u),
            4 => new Vector(v, -1, -u),
            _ => new Vector(v, u, -1),
        }).Unit;
    }

    private static double Place(double share) => share >= 0.5 ? (4 * share * share - 1) / 3 : (1 - 4 * (1 - share) * (1 - share)) / 3;
}
