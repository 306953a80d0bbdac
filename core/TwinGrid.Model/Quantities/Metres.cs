namespace TwinGrid.Model;

/// <summary>A length in metres, finite and not below zero.</summary>
public readonly record struct Metres
{
    private Metres(double value) => Value = value;

    /// <summary>The length in metres.</summary>
    public double Value { get; }

    /// <summary>The length in centimetres.</summary>
    public double Centimetres => Value * 100;

    /// <summary>A length of <paramref name="metres"/> metres.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite or below zero.</exception>
    public static Metres Of(double metres) => new(Finite.NotNegative(metres, "a length in metres"));
}
