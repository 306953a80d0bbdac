using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>An axis-parallel box that is searched for a tag; both corners in metres.</summary>
/// <param name="Low">The corner with the smallest coordinates.</param>
/// <param name="High">The corner with the largest coordinates; not below <paramref name="Low"/> on any axis.</param>
public readonly record struct SearchBox(Position Low, Position High)
{
    /// <summary>The part of this box within <paramref name="radius"/> metres of <paramref name="centre"/> on every axis.</summary>
    public SearchBox Near(Position centre, double radius) => new(
        new Position(Math.Max(Low.X, centre.X - radius), Math.Max(Low.Y, centre.Y - radius), Math.Max(Low.Z, centre.Z - radius)),
        new Position(Math.Min(High.X, centre.X + radius), Math.Min(High.Y, centre.Y + radius), Math.Min(High.Z, centre.Z + radius)));

    /// <summary>True when <paramref name="position"/> is inside the box grown by <paramref name="margin"/> metres; heights are looked at in space only.</summary>
    internal bool Holds(Position position, int dimensions, double margin) =>
        position.X >= Low.X - margin && position.X <= High.X + margin
        && position.Y >= Low.Y - margin && position.Y <= High.Y + margin
        && (dimensions == 2 || (position.Z >= Low.Z - margin && position.Z <= High.Z + margin));
}

/// <summary>The physical setting of a localization: dimensions, wavelength, where to search and how far links reach.</summary>
public sealed record LocalizationSpace
{
    /// <summary>A checked setting.</summary>
    /// <param name="dimensions">2 where heights are known, 3 where they are estimated.</param>
    /// <param name="wavelength">λ of the carrier in metres.</param>
    /// <param name="bounds">Where tags may be.</param>
    /// <param name="maximumRange">No link is longer than this, in metres.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension other than 2 or 3, a length that is not positive and finite, or a box turned inside out.</exception>
    public LocalizationSpace(int dimensions, double wavelength, SearchBox bounds, double maximumRange)
    {
        if (dimensions is not (2 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(dimensions), dimensions, "expected 2 or 3 dimensions");
        }

        RequirePositive(wavelength, nameof(wavelength));
        RequirePositive(maximumRange, nameof(maximumRange));
        bool ordered = bounds.Low.X < bounds.High.X && bounds.Low.Y < bounds.High.Y && (dimensions == 2 || bounds.Low.Z < bounds.High.Z);
        double extent = bounds.Low.DistanceTo(bounds.High);
        if (!ordered || !double.IsFinite(extent))
        {
            throw new ArgumentOutOfRangeException(nameof(bounds), bounds, "expected a finite box with its low corner below its high corner on every searched axis");
        }

        Dimensions = dimensions;
        Wavelength = wavelength;
        Bounds = bounds;
        MaximumRange = maximumRange;
    }

    /// <summary>2 where heights are known, 3 where they are estimated.</summary>
    public int Dimensions { get; }

    /// <summary>λ of the carrier in metres; distances repeat every λ/2.</summary>
    public double Wavelength { get; }

    /// <summary>Where tags may be.</summary>
    public SearchBox Bounds { get; }

    /// <summary>No link is longer than this, in metres.</summary>
    public double MaximumRange { get; }

    /// <summary>2π/λ in radians a metre.</summary>
    internal double WaveNumber => 2 * Math.PI / Wavelength;

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "expected a length above zero, in metres");
        }
    }
}
