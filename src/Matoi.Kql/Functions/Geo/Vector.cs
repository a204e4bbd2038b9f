namespace Matoi.Kql.Functions.Geo;

/// <summary>A direction from the middle of the Earth: a point on it when its length is one.</summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    private const double Touching = 1e-15;

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator *(double by, Vector a) => new(by * a.X, by * a.Y, by * a.Z);

    /// <summary>The point of two coordinates in degrees.</summary>
    public static Vector Of(double longitude, double latitude)
    {
        var ((east, inward), (up, outward)) = (Math.SinCos(double.DegreesToRadians(longitude)), Math.SinCos(double.DegreesToRadians(latitude)));
        return new(outward * inward, outward * east, up);
    }

    /// <summary>Degrees east of Greenwich.</summary>
    public double Longitude => double.RadiansToDegrees(Math.Atan2(Y, X));

    /// <summary>Degrees north of the equator.</summary>
    public double Latitude => double.RadiansToDegrees(Math.Atan2(Z, Math.Sqrt(X * X + Y * Y)));

    /// <summary>The length.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>The same direction with length one.</summary>
    public Vector Unit => 1 / Length * this;

    /// <summary>The scalar product.</summary>
    public double Dot(Vector other) => X * other.X + Y * other.Y + Z * other.Z;

    /// <summary>The vector product, exact also for points that are near one another: (b + a) × (b - a) is twice a × b.</summary>
    public Vector Cross(Vector other)
    {
        var (sum, rest) = (other + this, other - this);
        return 0.5 * new Vector(sum.Y * rest.Z - sum.Z * rest.Y, sum.Z * rest.X - sum.X * rest.Z, sum.X * rest.Y - sum.Y * rest.X);
    }

    /// <summary>The angle to another direction in radians.</summary>
    public double Angle(Vector other) => Math.Atan2(Cross(other).Length, Dot(other));

    /// <summary>The point at a share, 0 to 1, of the shortest way to another point.</summary>
    public Vector Toward(Vector other, double share)
    {
        var angle = Angle(other);
        return angle == 0 ? this : (Math.Sin((1 - share) * angle) * this + Math.Sin(share * angle) * other).Unit;
    }

    /// <summary>The point nearest to this one on the shortest way between two.</summary>
    public Vector NearestOn(Vector from, Vector to)
    {
        var normal = from.Cross(to);
        if (normal.Length > 0)
        {
            normal = normal.Unit;
            var foot = this - Dot(normal) * normal;
            if (foot.Length > 0 && normal.Dot(from.Cross(foot)) >= 0 && normal.Dot(foot.Cross(to)) >= 0)
            {
                return foot.Unit;
            }
        }

        return Angle(from) <= Angle(to) ? from : to;
    }

    /// <summary>True when this point lies on the shortest way between two.</summary>
    public bool IsOn(Vector from, Vector to) => Angle(NearestOn(from, to)) <= Touching;
}
