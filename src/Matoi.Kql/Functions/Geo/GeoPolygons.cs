namespace Matoi.Kql.Functions.Geo;

/// <summary>Polygons of a Polygon or MultiPolygon in GeoJSON, read once for many rows.</summary>
internal sealed class GeoPolygons
{
    private List<Edge>? _outline;

    /// <summary>The polygons of a GeoJSON text.</summary>
    public GeoPolygons(string json)
    {
        var (type, coordinates) = GeoJson.Open(Json.Read(json));
        var parts = type switch
        {
            "Polygon" => [GeoJson.Parts(coordinates)],
            "MultiPolygon" when coordinates is System.Text.Json.Nodes.JsonArray { Count: > 0 } array => array.Select(GeoJson.Parts).ToList(),
            _ => [null],
        };
        var polygons = parts.Contains(null) ? null : parts.ConvertAll(rings => GeoPolygon.Of(rings!));
        Valid = polygons is not null && !polygons.Contains(null);
        Single = type == "Polygon";
        All = Valid ? polygons!.ConvertAll(p => p!) : [];
        Coordinates = Valid ? parts.ConvertAll(p => p!) : [];
    }

    /// <summary>False for what is no polygon: then every function gives null.</summary>
    public bool Valid { get; }

    /// <summary>True for a Polygon.</summary>
    public bool Single { get; }

    /// <summary>The polygons.</summary>
    public IReadOnlyList<GeoPolygon> All { get; }

    /// <summary>The coordinates of each ring of each polygon as they were given.</summary>
    public IReadOnlyList<List<List<(double Longitude, double Latitude)>>> Coordinates { get; }

    /// <summary>All edges of all rings.</summary>
    public IEnumerable<Edge> Edges => All.SelectMany(p => p.Edges);

    /// <summary>The outline of all polygons together, the inside on its left: parts of edges that are in none of the other polygons.</summary>
    public IReadOnlyList<Edge> Outline => _outline ??= All.Count == 1 ? [.. Edges] : [.. All.SelectMany((polygon, i) => Outside(polygon, i))];

    /// <summary>True for a point in one of the polygons.</summary>
    public bool Contains(Vector point) => All.Any(p => p.Contains(point));

    private IEnumerable<Edge> Outside(GeoPolygon polygon, int place)
    {
        var others = All.Where((_, i) => i != place).ToList();
        var edges = others.SelectMany(o => o.Edges).ToList();
        var earlier = All.Take(place).SelectMany(o => o.Edges).ToList();
        foreach (var part in polygon.Edges.SelectMany(e => e.Cut(edges)))
        {
            var middle = part.From.Toward(part.To, 0.5);
            // On an edge that two polygons share, one copy counts when the insides are on the same side, and none when they are on both sides.
            var shared = edges.FindIndex(e => middle.IsOn(e.From, e.To));
            if (shared < 0 ? !others.Exists(o => o.Contains(middle))
                : SameWay(edges[shared], part) && !earlier.Contains(edges[shared]))
            {
                yield return part;
            }
        }
    }

    private static bool SameWay(Edge one, Edge other) => one.From.Cross(one.To).Dot(other.From.Cross(other.To)) > 0;
}
