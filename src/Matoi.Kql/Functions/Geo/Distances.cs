namespace Matoi.Kql.Functions.Geo;

/// <summary>Distances on a sphere of the Earth's mean radius, as Kusto measures by default. Coordinates are degrees; those outside of their range give null.</summary>
internal static class Distances
{
    /// <summary>Metres from the middle of the Earth.</summary>
    public const double Radius = 6_371_010;

    /// <summary>Metres between two points; the more exact spheroid is refused.</summary>
    [KqlFunction("geo_distance_2points")]
    public static double? Distance(double p1Longitude, double p1Latitude, double p2Longitude, double p2Latitude, bool useSpheroid = false)
    {
        RefuseSpheroid(useSpheroid);
        return IsPoint(p1Longitude, p1Latitude) && IsPoint(p2Longitude, p2Latitude) ? Metres(p1Longitude, p1Latitude, p2Longitude, p2Latitude) : null;
    }

    /// <summary>True when a point is in a circle whose radius is in metres.</summary>
    [KqlFunction("geo_point_in_circle")]
    public static bool? InCircle(double longitude, double latitude, double centerLongitude, double centerLatitude, double radius)
        => radius >= 0 && double.IsFinite(radius) && IsPoint(longitude, latitude) && IsPoint(centerLongitude, centerLatitude)
            ? Metres(longitude, latitude, centerLongitude, centerLatitude) <= radius
            : null;

    /// <summary>The direction from one point to another in radians, clockwise from north; null when they are the same.</summary>
    [KqlFunction("geo_azimuth")]
    public static double? Azimuth(double p1Longitude, double p1Latitude, double p2Longitude, double p2Latitude)
    {
        if (!IsPoint(p1Longitude, p1Latitude) || !IsPoint(p2Longitude, p2Latitude) || p1Longitude == p2Longitude && p1Latitude == p2Latitude)
        {
            return null;
        }

        var (from, to, turn) = (double.DegreesToRadians(p1Latitude), double.DegreesToRadians(p2Latitude), double.DegreesToRadians(p2Longitude - p1Longitude));
        return Math.Atan2(Math.Sin(turn) * Math.Cos(to), Math.Cos(from) * Math.Sin(to) - Math.Sin(from) * Math.Cos(to) * Math.Cos(turn));
    }

    /// <summary>The angle at the second of three points, clockwise from the first to the third, in radians; null when two in a row are the same.</summary>
    [KqlFunction("geo_angle")]
    public static double? Angle(double p1Longitude, double p1Latitude, double p2Longitude, double p2Latitude, double p3Longitude, double p3Latitude)
        => Azimuth(p2Longitude, p2Latitude, p1Longitude, p1Latitude) is { } first && Azimuth(p2Longitude, p2Latitude, p3Longitude, p3Latitude) is { } second
            ? second - first + (second < first ? Math.Tau : 0)
            : null;

    /// <summary>Refuses a measure on the spheroid.</summary>
    public static void RefuseSpheroid(bool useSpheroid)
    {
        if (useSpheroid)
        {
            throw new ArgumentRefusedException("distances on the spheroid are not supported; leave out the last argument for those on the sphere");
        }
    }

    /// <summary>True when the coordinates are those of a point on Earth.</summary>
    public static bool IsPoint(double longitude, double latitude) => longitude is >= -180 and <= 180 && latitude is >= -90 and <= 90;

    private static double Metres(double fromLongitude, double fromLatitude, double toLongitude, double toLatitude)
    {
        var (from, to) = (double.DegreesToRadians(fromLatitude), double.DegreesToRadians(toLatitude));
        var (up, turn) = (Math.Sin((to - from) / 2), Math.Sin(double.DegreesToRadians(toLongitude - fromLongitude) / 2));
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(up * up + Math.Cos(from) * Math.Cos(to) * turn * turn)));
    }
}
