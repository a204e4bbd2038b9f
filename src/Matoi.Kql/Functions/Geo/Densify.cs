using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Puts points on edges drawn straight on a flat map, so that the shortest ways between them keep near to the drawing.</summary>
internal static class Densify
{
    // Where on an edge of a flat map the way over the Earth is farthest off, and the share of the greatest distance seen there, as the S2 library has them.
    private const double Place = 0.31215691082248312;
    private const double Share = 0.83829992569888509;

    /// <summary>A line with more points, none of its edges farther off than a tolerance of 0.1 to 10000 metres.</summary>
    [KqlFunction("geo_line_densify")]
    public static JsonNode? Line(GeoLines lineString, double? tolerance = 10, bool preserveCrossing = false)
        => !lineString.Valid || !Fits(tolerance, preserveCrossing) ? null
            : lineString.Single ? GeoJson.Make("LineString", Points(lineString.Coordinates[0], tolerance!.Value))
            : GeoJson.Make("MultiLineString", Rings(lineString.Coordinates, tolerance!.Value));

    /// <summary>The same for the rings of a polygon.</summary>
    [KqlFunction("geo_polygon_densify")]
    public static JsonNode? Polygon(GeoPolygons polygon, double? tolerance = 10, bool preserveCrossing = false)
        => !polygon.Valid || !Fits(tolerance, preserveCrossing) ? null
            : polygon.Single ? GeoJson.Make("Polygon", Rings(polygon.Coordinates[0], tolerance!.Value))
            : GeoJson.Make("MultiPolygon", new JsonArray([.. polygon.Coordinates.Select(p => Rings(p, tolerance!.Value))]));

    private static bool Fits(double? tolerance, bool preserveCrossing)
        => preserveCrossing ? throw new ArgumentRefusedException("edges over the antimeridian are not supported; leave out preserve_crossing") : tolerance is >= 0.1 and <= 10_000;

    private static JsonArray Rings(IEnumerable<List<(double Longitude, double Latitude)>> rings, double tolerance) => new([.. rings.Select(r => Points(r, tolerance))]);

    private static JsonArray Points(List<(double Longitude, double Latitude)> points, double tolerance)
    {
        var all = new List<(double Longitude, double Latitude)> { points[0] };
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            Split(from, to, Share * tolerance / Distances.Radius, all);
        }

        return new([.. all.Select(p => GeoJson.Write(p.Longitude, p.Latitude))]);
    }

    private static void Split((double Longitude, double Latitude) from, (double Longitude, double Latitude) to, double tolerance, List<(double Longitude, double Latitude)> all)
    {
        var off = Math.Max(Off(from, to, Place), Off(from, to, 1 - Place));
        if (off <= tolerance)
        {
            all.Add(to);
            return;
        }

        var middle = ((from.Longitude + to.Longitude) / 2, (from.Latitude + to.Latitude) / 2);
        Split(from, middle, tolerance, all);
        Split(middle, to, tolerance, all);
    }

    private static double Off((double Longitude, double Latitude) from, (double Longitude, double Latitude) to, double share)
        => Vector.Of(from.Longitude, from.Latitude).Toward(Vector.Of(to.Longitude, to.Latitude), share)
            .Angle(Vector.Of(from.Longitude + share * (to.Longitude - from.Longitude), from.Latitude + share * (to.Latitude - from.Latitude)));
}
