using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Functions of polygons. Lengths are metres on a sphere; several polygons count as one, and what is no polygon, or no point of Earth, gives null.</summary>
internal static class PolygonFunctions
{
    /// <summary>The area in square metres.</summary>
    [KqlFunction("geo_polygon_area")]
    public static double? Area(GeoPolygons polygon) => polygon.Valid ? Distances.Radius * Distances.Radius * GeoPolygon.Area(polygon.Outline) : null;

    /// <summary>The length of the outline, holes included.</summary>
    [KqlFunction("geo_polygon_perimeter")]
    public static double? Perimeter(GeoPolygons polygon) => polygon.Valid ? Distances.Radius * polygon.Outline.Sum(e => e.Length) : null;

    /// <summary>The middle of mass of the area.</summary>
    [KqlFunction("geo_polygon_centroid")]
    public static JsonNode? Centroid(GeoPolygons polygon)
        => polygon.Valid ? GeoJson.Make(polygon.Outline.Aggregate(default(Vector), (sum, e) => sum + e.Length * e.From.Cross(e.To).Unit).Unit) : null;

    /// <summary>True when a point is inside.</summary>
    [KqlFunction("geo_point_in_polygon")]
    public static bool? Contains(double longitude, double latitude, GeoPolygons polygon)
        => polygon.Valid && Distances.IsPoint(longitude, latitude) ? polygon.Contains(Vector.Of(longitude, latitude)) : null;

    /// <summary>Metres from a point to the polygon; 0 inside.</summary>
    [KqlFunction("geo_distance_point_to_polygon")]
    public static double? Distance(double longitude, double latitude, GeoPolygons polygon)
        => Nearest(longitude, latitude, polygon) is { } nearest ? Distances.Radius * nearest.Angle(Vector.Of(longitude, latitude)) : null;

    /// <summary>The point of the polygon that is nearest to a point: inside, the point itself.</summary>
    [KqlFunction("geo_closest_point_on_polygon")]
    public static JsonNode? Closest(double longitude, double latitude, GeoPolygons polygon)
        => Contains(longitude, latitude, polygon) == true ? GeoJson.Make("Point", GeoJson.Write(longitude, latitude))
            : Nearest(longitude, latitude, polygon) is { } nearest ? GeoJson.Make(nearest) : null;

    /// <summary>True when a line has a point in a polygon.</summary>
    [KqlFunction("geo_intersects_line_with_polygon")]
    public static bool? Intersects(GeoLines lineString, GeoPolygons polygon)
        => lineString.Valid && polygon.Valid ? lineString.All.Any(e => polygon.Contains(e.From) || polygon.Contains(e.To) || polygon.Edges.Any(e.Meets)) : null;

    /// <summary>True when two polygons have a point in common.</summary>
    [KqlFunction("geo_intersects_2polygons")]
    public static bool? Intersects(GeoPolygons polygon1, GeoPolygons polygon2)
        => polygon1.Valid && polygon2.Valid
            ? polygon1.Edges.Any(e => polygon2.Contains(e.From)) || polygon2.Edges.Any(e => polygon1.Contains(e.From) || polygon1.Edges.Any(e.Meets))
            : null;

    /// <summary>The parts of a line that are in a polygon.</summary>
    [KqlFunction("geo_intersection_line_with_polygon")]
    public static JsonNode? Intersection(GeoLines lineString, GeoPolygons polygon)
    {
        if (!lineString.Valid || !polygon.Valid)
        {
            return null;
        }

        var (edges, inside) = (polygon.Edges.ToList(), new List<List<Vector>>());
        foreach (var part in lineString.Lines.SelectMany(l => l).SelectMany(e => e.Cut(edges)).Where(p => polygon.Contains(p.From.Toward(p.To, 0.5))))
        {
            if (inside.Count > 0 && inside[^1][^1] == part.From)
            {
                inside[^1].Add(part.To);
            }
            else
            {
                inside.Add([part.From, part.To]);
            }
        }

        return inside.Count > 0 || Intersects(lineString, polygon) == false ? GeoLines.Write(inside)
            : throw new ArgumentRefusedException("a line that only touches the polygon is not supported");
    }

    private static Vector? Nearest(double longitude, double latitude, GeoPolygons polygon)
    {
        var point = Vector.Of(longitude, latitude);
        return !polygon.Valid || !Distances.IsPoint(longitude, latitude) ? null
            : polygon.Contains(point) ? point
            : polygon.Edges.Select(e => point.NearestOn(e.From, e.To)).MinBy(point.Angle);
    }
}
