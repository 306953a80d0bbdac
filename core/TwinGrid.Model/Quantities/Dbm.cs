namespace TwinGrid.Model;

/// <summary>A power in decibels over one milliwatt, finite.</summary>
public readonly record struct Dbm
{
    private Dbm(double value) => Value = value;

    /// <summary>The power in dBm.</summary>
    public double Value { get; }

    /// <summary>The power in watts: 10^((P − 30)/10).</summary>
    public double Watts => Math.Pow(10, (Value - 30) / 10);

    /// <summary>A power of <paramref name="dbm"/> dBm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Dbm Of(double dbm) => new(Finite.Required(dbm, "a power in dBm"));
}
