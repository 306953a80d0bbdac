namespace TwinGrid.Model;

/// <summary>A frequency in hertz, finite and above zero.</summary>
public readonly record struct Hertz
{
    /// <summary>Speed of light in vacuum, in metres per second (exact by definition of the metre).</summary>
    public const double SpeedOfLight = 299_792_458;

    private Hertz(double value) => Value = value;

    /// <summary>The frequency in hertz.</summary>
    public double Value { get; }

    /// <summary>The free-space wavelength c/f.</summary>
    public Metres Wavelength => Metres.Of(SpeedOfLight / Value);

    /// <summary>A frequency of <paramref name="hertz"/> hertz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite, zero or below.</exception>
    public static Hertz Of(double hertz) => new(Finite.Positive(hertz, "a frequency in hertz"));

    /// <summary>A frequency of <paramref name="megahertz"/> megahertz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite, zero or below.</exception>
    public static Hertz OfMega(double megahertz) => Of(megahertz * 1e6);
}
