using TwinGrid.Signal.Reproductions.Devices;

namespace TwinGrid.Signal.Reproductions;

/// <summary>The systems whose evaluations can be run again, in the order in which they are shown.</summary>
public static class ReproductionCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IReproduction> All { get; } =
    [
        new DevicesReproduction(),
    ];
}
