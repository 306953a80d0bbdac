namespace TwinGrid.Model;

/// <summary>An angle or phase in radians, finite, not wrapped.</summary>
public readonly record struct Radians
{
    private Radians(double value) => Value = value;

    /// <summary>The angle in radians.</summary>
    public double Value { get; }

    /// <summary>The angle in degrees.</summary>
    public double Degrees => Value * (180 / Math.PI);

    /// <summary>An angle of <paramref name="radians"/> radians.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Radians Of(double radians) => new(Finite.Required(radians, "an angle in radians"));

    /// <summary>An angle of <paramref name="degrees"/> degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Radians OfDegrees(double degrees) => Of(degrees * (Math.PI / 180));
}
