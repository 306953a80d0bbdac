using TwinGrid.Signal.Reproductions.CrcScatter;
using TwinGrid.Signal.Reproductions.Devices;
using TwinGrid.Signal.Reproductions.Localization;
using TwinGrid.Signal.Reproductions.Moving;
using TwinGrid.Signal.Reproductions.Probing;
using TwinGrid.Signal.Reproductions.Ranging;

namespace TwinGrid.Signal.Reproductions;

/// <summary>The systems whose evaluations can be run again, in the order in which they are shown.</summary>
public static class ReproductionCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IReproduction> All { get; } =
    [
        new ProbingReproduction(),
        new LocalizationReproduction(),
        new RangingReproduction(),
        new MovingReproduction(),
        new CrcScatterReproduction(),
        new DevicesReproduction(),
    ];
}
