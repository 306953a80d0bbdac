namespace TwinGrid.Signal.Devices;

/// <summary>A number that says where it comes from.</summary>
/// <param name="Value">The number, in the unit of whoever holds it.</param>
/// <param name="Source">Section or table of the GTI white paper "Passive IoT Typical Scenarios" (V1.0, 2024), or "assumed: …" and why.</param>
public readonly record struct Sourced(double Value, string Source)
{
    /// <summary>Whether the white paper gives no such number.</summary>
    public bool IsAssumed => Source.StartsWith("assumed", StringComparison.Ordinal);

    /// <summary>A number of the white paper.</summary>
    public static Sourced Of(double value, string where) => new(value, where);

    /// <summary>A number that the white paper does not give.</summary>
    public static Sourced Assumed(double value, string why) => new(value, "assumed: " + why);
}
