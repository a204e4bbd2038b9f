using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Lines of a LineString or MultiLineString in GeoJSON, read once for many rows.</summary>
internal sealed class GeoLines
{
    /// <summary>The lines of a GeoJSON text.</summary>
    public GeoLines(string json)
    {
        var (type, coordinates) = GeoJson.Open(Json.Read(json));
        var parts = type switch
        {
            "LineString" => GeoJson.Points(coordinates) is { } line ? [line] : null,
            "MultiLineString" => GeoJson.Parts(coordinates),
            _ => null,
        };
        var lines = parts?.Select(Edges).ToList();
        Valid = lines is not null && lines.TrueForAll(l => l.Count > 0);
        Single = type == "LineString";
        Lines = Valid ? lines! : [];
        Coordinates = Valid ? parts! : [];
    }

    /// <summary>False for what is no line: then every function gives null.</summary>
    public bool Valid { get; }

    /// <summary>True for a LineString.</summary>
    public bool Single { get; }

    /// <summary>The edges of each line.</summary>
    public IReadOnlyList<List<Edge>> Lines { get; }

    /// <summary>The coordinates of each line as they were given.</summary>
    public IReadOnlyList<List<(double Longitude, double Latitude)>> Coordinates { get; }

    /// <summary>All edges.</summary>
    public IEnumerable<Edge> All => Lines.SelectMany(l => l);

    /// <summary>The edges between points, one after another; those that are the same count once.</summary>
    public static List<Edge> Edges(List<(double Longitude, double Latitude)> points)
    {
        var vectors = points.ConvertAll(p => Vector.Of(p.Longitude, p.Latitude));
        return [.. vectors.Zip(vectors.Skip(1), (a, b) => new Edge(a, b)).Where(e => e.From != e.To)];
    }

    /// <summary>Lines as GeoJSON: nothing, one line or more.</summary>
    public static JsonNode Write(List<List<Vector>> lines) => lines switch
    {
        [] => GeoJson.Nothing(),
        [var line] => GeoJson.Make("LineString", Points(line)),
        _ => GeoJson.Make("MultiLineString", new JsonArray([.. lines.Select(Points)])),
    };

    private static JsonArray Points(List<Vector> line) => new([.. line.Select(GeoJson.Write)]);
}
