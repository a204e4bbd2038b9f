using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Functions of lines. Lengths are metres on a sphere; what is no line, or no point of Earth, gives null.</summary>
internal static class LineFunctions
{
    /// <summary>The length of all lines.</summary>
    [KqlFunction("geo_line_length")]
    public static double? Length(GeoLines lineString) => lineString.Valid ? Distances.Radius * lineString.All.Sum(e => e.Length) : null;

    /// <summary>The middle of mass of all lines.</summary>
    [KqlFunction("geo_line_centroid")]
    public static JsonNode? Centroid(GeoLines lineString)
        => lineString.Valid ? GeoJson.Make(lineString.All.Aggregate(default(Vector), (sum, e) => sum + 2 * Math.Sin(e.Length / 2) * (e.From + e.To).Unit).Unit) : null;

    /// <summary>The point at a share of a line's length, 0 to 1.</summary>
    [KqlFunction("geo_line_interpolate_point")]
    public static JsonNode? Interpolate(GeoLines lineString, double fraction)
    {
        if (!lineString.Valid || !lineString.Single || fraction is not (>= 0 and <= 1))
        {
            return null;
        }

        var rest = fraction * lineString.All.Sum(e => e.Length);
        foreach (var edge in lineString.Lines[0])
        {
            if (rest <= edge.Length)
            {
                return GeoJson.Make(edge.From.Toward(edge.To, rest / edge.Length));
            }

            rest -= edge.Length;
        }

        return GeoJson.Make(lineString.Lines[0][^1].To);
    }

    /// <summary>The share of a line's length at the point of it that is nearest to a point; the spheroid is refused.</summary>
    [KqlFunction("geo_line_locate_point")]
    public static double? Locate(GeoLines lineString, double longitude, double latitude, bool useSpheroid = false)
    {
        Distances.RefuseSpheroid(useSpheroid);
        if (!lineString.Valid || !lineString.Single || !Distances.IsPoint(longitude, latitude))
        {
            return null;
        }

        var (point, before, best, at) = (Vector.Of(longitude, latitude), 0.0, double.MaxValue, 0.0);
        foreach (var edge in lineString.Lines[0])
        {
            var nearest = point.NearestOn(edge.From, edge.To);
            if (point.Angle(nearest) < best)
            {
                (best, at) = (point.Angle(nearest), before + edge.From.Angle(nearest));
            }

            before += edge.Length;
        }

        return at / before;
    }

    /// <summary>Metres from a point to the nearest point of a line.</summary>
    [KqlFunction("geo_distance_point_to_line")]
    public static double? Distance(double longitude, double latitude, GeoLines lineString)
        => Nearest(longitude, latitude, lineString) is { } nearest ? Distances.Radius * nearest.Angle(Vector.Of(longitude, latitude)) : null;

    /// <summary>The point of a line that is nearest to a point.</summary>
    [KqlFunction("geo_closest_point_on_line")]
    public static JsonNode? Closest(double longitude, double latitude, GeoLines lineString) => Nearest(longitude, latitude, lineString) is { } nearest ? GeoJson.Make(nearest) : null;

    /// <summary>True when two lines have a point in common.</summary>
    [KqlFunction("geo_intersects_2lines")]
    public static bool? Intersect(GeoLines lineString1, GeoLines lineString2)
        => lineString1.Valid && lineString2.Valid ? lineString1.All.Any(a => lineString2.All.Any(a.Meets)) : null;

    /// <summary>The point where two lines cross; lines that meet in another way are refused.</summary>
    [KqlFunction("geo_intersection_2lines")]
    public static JsonNode? Intersection(GeoLines lineString1, GeoLines lineString2)
    {
        if (!lineString1.Valid || !lineString2.Valid)
        {
            return null;
        }

        var meets = lineString1.All.SelectMany(a => lineString2.All.Where(a.Meets).Select(b => (a, b))).ToList();
        return meets switch
        {
            [] => GeoJson.Nothing(),
            [var (a, b)] when a.Crosses(b) => GeoJson.Make(a.Crossing(b)),
            _ => throw new ArgumentRefusedException("lines that touch or cross more than once are not supported"),
        };
    }

    private static Vector? Nearest(double longitude, double latitude, GeoLines line)
    {
        var point = Vector.Of(longitude, latitude);
        return line.Valid && Distances.IsPoint(longitude, latitude) ? line.All.Select(e => point.NearestOn(e.From, e.To)).MinBy(point.Angle) : null;
    }
}
