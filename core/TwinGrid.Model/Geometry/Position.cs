namespace TwinGrid.Model;

/// <summary>A point of a site in Cartesian coordinates, metres. Planar work keeps <see cref="Z"/> at a known height.</summary>
/// <param name="X">First horizontal coordinate in metres.</param>
/// <param name="Y">Second horizontal coordinate in metres.</param>
/// <param name="Z">Height in metres.</param>
public readonly record struct Position(double X, double Y, double Z = 0)
{
    /// <summary>A position whose coordinates have been checked to be numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is NaN or infinite.</exception>
    public static Position Of(double x, double y, double z = 0) => new(
        Finite.Required(x, "coordinate x in metres"),
        Finite.Required(y, "coordinate y in metres"),
        Finite.Required(z, "coordinate z in metres"));

    /// <summary>Euclidean distance to <paramref name="other"/> in metres.</summary>
    public double DistanceTo(Position other)
    {
        double x = X - other.X, y = Y - other.Y, z = Z - other.Z;
        return Math.Sqrt(x * x + y * y + z * z);
    }
}
