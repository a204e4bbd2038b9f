using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Geohashes: letters for ever smaller rectangles, five bits each, longitude and latitude in turn.</summary>
internal static class Geohash
{
    private const string Letters = "0123456789bcdefghjkmnpqrstuvwxyz";
    private const int Longest = 18;

    /// <summary>The geohash of a point with so many letters, 1 to 18; empty for what is no point.</summary>
    [KqlFunction("geo_point_to_geohash")]
    public static string OfPoint(double? longitude, double? latitude, long? accuracy = 5)
    {
        if (longitude is not { } x || latitude is not { } y || accuracy is not (>= 1 and <= Longest) || !Distances.IsPoint(x, y))
        {
            return "";
        }

        Span<char> letters = stackalloc char[(int)accuracy];
        var (west, east, south, north) = (-180.0, 180.0, -90.0, 90.0);
        for (var bit = 0; bit < 5 * letters.Length; bit++)
        {
            letters[bit / 5] = (char)((bit % 5 == 0 ? 0 : letters[bit / 5]) * 2 + (bit % 2 == 0 ? Half(x, ref west, ref east) : Half(y, ref south, ref north)));
        }

        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Letters[letters[i]];
        }

        return new(letters);
    }

    /// <summary>The middle of a geohash's rectangle as a GeoJSON point; null for what is no geohash.</summary>
    [KqlFunction("geo_geohash_to_central_point")]
    public static JsonNode? Center(string geohash)
        => Rectangle(geohash) is var (west, east, south, north) ? new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray((west + east) / 2, (south + north) / 2) } : null;

    /// <summary>A geohash's rectangle as a GeoJSON polygon; null for what is no geohash.</summary>
    [KqlFunction("geo_geohash_to_polygon")]
    public static JsonNode? Polygon(string geohash)
        => Rectangle(geohash) is var (west, east, south, north)
            ? new JsonObject
            {
                ["type"] = "Polygon",
                ["coordinates"] = new JsonArray(new JsonArray(new JsonArray(west, south), new JsonArray(east, south), new JsonArray(east, north), new JsonArray(west, north), new JsonArray(west, south))),
            }
            : null;

    private static int Half(double value, ref double low, ref double high)
    {
        var middle = (low + high) / 2;
        if (value < middle)
        {
            high = middle;
            return 0;
        }

        low = middle;
        return 1;
    }

    private static (double West, double East, double South, double North)? Rectangle(string geohash)
    {
        if (geohash.Length is 0 or > Longest)
        {
            return null;
        }

        var (west, east, south, north) = (-180.0, 180.0, -90.0, 90.0);
        for (var bit = 0; bit < 5 * geohash.Length; bit++)
        {
            var letter = Letters.IndexOf(geohash[bit / 5], StringComparison.OrdinalIgnoreCase);
            if (letter < 0)
            {
                return null;
            }

            var upper = (letter >> (4 - bit % 5) & 1) == 1;
            if (bit % 2 == 0)
            {
                (west, east) = upper ? ((west + east) / 2, east) : (west, (west + east) / 2);
            }
            else
            {
                (south, north) = upper ? ((south + north) / 2, north) : (south, (south + north) / 2);
            }
        }

        return (west, east, south, north);
    }
}
