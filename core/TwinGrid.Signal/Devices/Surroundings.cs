namespace TwinGrid.Signal.Devices;

/// <summary>What a radio wave meets on its way.</summary>
/// <param name="Name">In a word.</param>
/// <param name="Exponent">Path-loss exponent beyond one metre; 2 in free space.</param>
/// <param name="FadeMargin">Decibels kept for fading and bad orientation, each way.</param>
/// <param name="Obstruction">Decibels lost in walls or covers, each way.</param>
public sealed record Surroundings(string Name, Sourced Exponent, Sourced FadeMargin, Sourced Obstruction)
{
    private static Sourced Nothing { get; } = Sourced.Assumed(0, "none");

    private static Sourced Fading { get; } = Sourced.Assumed(10, "one-way fading and orientation");

    /// <summary>Free space without a margin: the most that a budget gives.</summary>
    public static Surroundings FreeSpace { get; } = new("free space", Sourced.Assumed(2, "physics"), Nothing, Nothing);

    /// <summary>A hall with a line of sight.</summary>
    public static Surroundings Hall { get; } = new("hall", Sourced.Assumed(2, "line of sight"), Fading, Nothing);

    /// <summary>Rooms with light walls.</summary>
    public static Surroundings Rooms { get; } = new("rooms", Sourced.Assumed(2.2, "furnished rooms"), Fading, Sourced.Assumed(3, "a light wall"));

    /// <summary>Streets.</summary>
    public static Surroundings Street { get; } = new("street", Sourced.Assumed(2.7, "streets below roofs"), Fading, Nothing);

    /// <summary>Cable ducts below a cover.</summary>
    public static Surroundings Underground { get; } = new("underground", Sourced.Assumed(2, "along a duct"), Fading, Sourced.Assumed(20, "up to 1 m of concrete, section 2.1.3; loss taken"));

    /// <summary>Loss of a way in dB, with margin and obstruction.</summary>
    /// <param name="metres">Length, above zero.</param>
    /// <param name="wavelength">Wavelength in metres.</param>
    public double Loss(double metres, double wavelength) =>
        Propagation.LinkBudget.PathLoss(1, wavelength) + 10 * Exponent.Value * Math.Log10(metres) + FadeMargin.Value + Obstruction.Value;

    /// <summary>The length of a way whose loss is as given, metres: the inverse of <see cref="Loss"/>.</summary>
    /// <param name="loss">Loss in dB.</param>
    /// <param name="wavelength">Wavelength in metres.</param>
    public double Reach(double loss, double wavelength) => Math.Pow(10, (loss - Loss(1, wavelength)) / (10 * Exponent.Value));
}
