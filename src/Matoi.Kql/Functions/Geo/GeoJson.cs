using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Reads and writes coordinates of GeoJSON.</summary>
internal static class GeoJson
{
    /// <summary>The coordinates of each line of a LineString or MultiLineString, or each ring of a Polygon; null for anything else.</summary>
    public static List<List<(double Longitude, double Latitude)>>? Parts(JsonNode? coordinates)
    {
        var parts = (coordinates as JsonArray)?.Select(Points).ToList();
        return parts is null or [] || parts.Contains(null) ? null : parts.ConvertAll(p => p!);
    }

    /// <summary>The points of one line; null when one is no point of Earth.</summary>
    public static List<(double Longitude, double Latitude)>? Points(JsonNode? line)
    {
        var points = (line as JsonArray)?.Select(Point).ToList();
        return points is null || points.Contains(null) ? null : [.. points.Select(p => p!.Value)];
    }

    /// <summary>The type and coordinates of a geometry; nulls when it is none.</summary>
    public static (string? Type, JsonNode? Coordinates) Open(JsonNode? shape)
        => shape is JsonObject bag && bag["type"] is JsonValue type && type.TryGetValue<string>(out var name) ? (name, bag["coordinates"]) : (null, null);

    /// <summary>A geometry of a type.</summary>
    public static JsonObject Make(string type, JsonNode coordinates) => new() { ["type"] = type, ["coordinates"] = coordinates };

    /// <summary>A point.</summary>
    public static JsonObject Make(Vector point) => Make("Point", Write(point));

    /// <summary>What a shape that is empty is written as.</summary>
    public static JsonObject Nothing() => new() { ["type"] = "GeometryCollection", ["geometries"] = new JsonArray() };

    /// <summary>Longitude and latitude of a point.</summary>
    public static JsonArray Write(Vector point) => Write(point.Longitude, point.Latitude);

    /// <summary>Longitude and latitude; whole numbers of degrees without a fraction.</summary>
    public static JsonArray Write(double longitude, double latitude) => new(Number(longitude), Number(latitude));

    private static JsonValue Number(double degrees) => degrees == Math.Truncate(degrees) ? JsonValue.Create((long)degrees) : JsonValue.Create(degrees);

    private static (double Longitude, double Latitude)? Point(JsonNode? node)
        => node is JsonArray { Count: >= 2 } pair && Dynamic.Values.Real(pair[0]) is { } x && Dynamic.Values.Real(pair[1]) is { } y && Distances.IsPoint(x, y) ? (x, y) : null;
}
