namespace Matoi.Kql.Functions.Geo;

/// <summary>The shortest way over the Earth from one point to another.</summary>
internal readonly record struct Edge(Vector From, Vector To)
{
    /// <summary>The length in radians.</summary>
    public double Length => From.Angle(To);

    /// <summary>The same way back.</summary>
    public Edge Back => new(To, From);

    /// <summary>True when both ways go over one another inside of both.</summary>
    public bool Crosses(Edge other)
    {
        if (From == other.From || From == other.To || To == other.From || To == other.To)
        {
            return false;
        }

        var (mine, its) = (From.Cross(To), other.From.Cross(other.To));
        var (a, b, c, d) = (-mine.Dot(other.From), mine.Dot(other.To), -its.Dot(To), its.Dot(From));
        return a * b > 0 && a * c > 0 && a * d > 0;
    }

    /// <summary>True when both have a point in common.</summary>
    public bool Meets(Edge other) => Crosses(other) || From.IsOn(other.From, other.To) || To.IsOn(other.From, other.To) || other.From.IsOn(From, To) || other.To.IsOn(From, To);

    /// <summary>The point where two ways that cross do so.</summary>
    public Vector Crossing(Edge other)
    {
        var point = From.Cross(To).Unit.Cross(other.From.Cross(other.To).Unit).Unit;
        return point.Dot(From + To) < 0 ? -1 * point : point;
    }

    /// <summary>The parts of this way between the points where others cross or touch it.</summary>
    public IEnumerable<Edge> Cut(IEnumerable<Edge> others)
    {
        var at = From;
        foreach (var point in Meetings(others).OrderBy(From.Angle).Append(To))
        {
            if (at != point)
            {
                yield return new(at, point);
            }

            at = point;
        }
    }

    private List<Vector> Meetings(IEnumerable<Edge> others)
    {
        var (me, found) = (this, new List<Vector>());
        foreach (var other in others)
        {
            if (Crosses(other))
            {
                found.Add(Crossing(other));
            }
            else
            {
                found.AddRange(new[] { other.From, other.To }.Where(p => p.IsOn(me.From, me.To)));
            }
        }

        return found;
    }
}
