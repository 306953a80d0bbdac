using TwinGrid.Signal.Devices;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>
/// What the margin of <see cref="Signal.Devices.Surroundings.FadeMargin"/> stands for, drawn instead of kept: shadowing by what is near, and
/// the many paths of a place.
/// </summary>
/// <param name="Surroundings">The surroundings; their margin isn't used.</param>
/// <param name="ShadowDeviation">Standard deviation of the log-normal shadowing of a way, dB.</param>
/// <param name="RiceFactor">K, power of the direct path over that of all others, a ratio; as in <see cref="Signal.Propagation.MultipathModel"/>.</param>
public sealed record Fading(Surroundings Surroundings, Sourced ShadowDeviation, Sourced RiceFactor)
{
    /// <summary>A hall with a line of sight.</summary>
    public static Fading Hall { get; } = new(Surroundings.Hall, Sourced.Assumed(3, "a line of sight among goods"), Sourced.Assumed(4, "6 dB"));

    /// <summary>Rooms with light walls.</summary>
    public static Fading Rooms { get; } = new(Surroundings.Rooms, Sourced.Assumed(4, "furniture and walls"), Sourced.Assumed(2, "3 dB"));

    /// <summary>Streets.</summary>
    public static Fading Street { get; } = new(Surroundings.Street, Sourced.Assumed(6, "streets below roofs"), Sourced.Assumed(1, "0 dB"));

    /// <summary>Cable ducts below a cover.</summary>
    public static Fading Underground { get; } = new(Surroundings.Underground, Sourced.Assumed(4, "covers differ"), Sourced.Assumed(1, "0 dB"));

    /// <summary>All four.</summary>
    public static IReadOnlyList<Fading> All { get; } = [Hall, Rooms, Street, Underground];
}
