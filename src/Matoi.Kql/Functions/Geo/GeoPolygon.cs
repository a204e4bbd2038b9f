namespace Matoi.Kql.Functions.Geo;

/// <summary>A polygon: the edges of its shell and holes, with the inside on their left. The inside of a ring is the smaller part of the Earth.</summary>
internal sealed record GeoPolygon(IReadOnlyList<List<Edge>> Rings)
{
    /// <summary>All edges.</summary>
    public IEnumerable<Edge> Edges => Rings.SelectMany(r => r);

    /// <summary>The polygon of rings of coordinates; null when one is not closed, has no area or crosses itself or another.</summary>
    public static GeoPolygon? Of(List<List<(double Longitude, double Latitude)>> rings)
    {
        var edges = rings.ConvertAll(GeoLines.Edges);
        if (rings.Exists(r => r.Count < 4 || r[0] != r[^1]) || edges.Exists(e => e.Count < 3 || e.DistinctBy(x => x.From).Count() < e.Count) || AnyCross([.. edges.SelectMany(e => e)]))
        {
            return null;
        }

        return new([.. edges.Select((ring, i) => Area(ring) > 0 == (i == 0) ? ring : Turned(ring))]);
    }

    /// <summary>True for a point inside of the shell and of no hole.</summary>
    public bool Contains(Vector point) => IsInside(point, Rings[0], hole: false) && !Rings.Skip(1).Any(hole => IsInside(point, hole, hole: true));

    /// <summary>The area on the left of edges that are closed, in steradians.</summary>
    public static double Area(IReadOnlyList<Edge> edges)
    {
        var (origin, area) = (edges[0].From, 0.0);
        foreach (var (from, to) in edges)
        {
            var volume = origin.Dot((from - origin).Cross(to - origin));
            area += 2 * Math.Atan2(volume, 1 + origin.Dot(from) + from.Dot(to) + to.Dot(origin));
        }

        return area;
    }

    /// <summary>Whether the ring goes round the point, from the turns between its corners as seen from there.</summary>
    private static bool IsInside(Vector point, List<Edge> ring, bool hole)
    {
        var turns = 0.0;
        foreach (var (from, to) in ring)
        {
            if (point.IsOn(from, to))
            {
                return true;
            }

            var (a, b) = (from - point.Dot(from) * point, to - point.Dot(to) * point);
            turns += Math.Atan2(point.Dot(a.Cross(b)), a.Dot(b));
        }

        return (hole ? -turns : turns) > Math.PI;
    }

    private static List<Edge> Turned(List<Edge> ring)
    {
        ring.Reverse();
        return ring.ConvertAll(e => e.Back);
    }

    private static bool AnyCross(List<Edge> edges)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            for (var j = i + 1; j < edges.Count; j++)
            {
                if (edges[i].Crosses(edges[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
