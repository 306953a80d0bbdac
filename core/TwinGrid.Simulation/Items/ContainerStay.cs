using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>A time that something spent in a container: [From, Until), seconds.</summary>
/// <param name="Container">A case, pallet, load, trailer, truck or van.</param>
/// <param name="From">When it was put in.</param>
/// <param name="Until">When it was taken out, or left the chain.</param>
public readonly record struct ContainerStay(Thing Container, int From, int Until)
{
    /// <summary>Kinds of containers, in the order in which an item comes into them.</summary>
    public static IReadOnlyList<ThingKind> Kinds { get; } =
        [ThingKind.Case, ThingKind.Pallet, ThingKind.Load, ThingKind.Trailer, ThingKind.Truck, ThingKind.Van];

    /// <summary>The stay that a case's plan has in its container of a kind, whatever befalls it or its items before.</summary>
    /// <param name="theCase">The case; it is its items' own container.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    internal static ContainerStay Planned(in CaseFacts theCase, ThingKind kind)
    {
        long wave = Numbering.WaveOf(theCase.Number), load = Numbering.LoadOf(theCase.Number);
        int left = Numbering.CasesPerLoad - 1 - (int)(theCase.Number % Numbering.CasesPerLoad);
        int leftOfPallet = Numbering.CasesPerPallet - 1 - (int)(theCase.Number % Numbering.CasesPerPallet);
        return kind switch
        {
            ThingKind.Case => new(new(kind, theCase.Number), theCase.Made, theCase.OnFloor),
            ThingKind.Pallet => new(new(kind, Numbering.PalletOf(theCase.Number)), theCase.Made + leftOfPallet * CaseFacts.SecondsPerCase, theCase.AtCentre),
            ThingKind.Load => new(new(kind, load), theCase.Made + left * CaseFacts.SecondsPerCase, theCase.AtCentre),
            ThingKind.Trailer => new(new(kind, load), theCase.LeftFactory, theCase.AtCentre),
            ThingKind.Truck => new(new(kind, wave * Numbering.LoadsPerWave + theCase.TruckIndex), theCase.LeftCentre, theCase.AtHub),
            ThingKind.Van => new(new(kind, wave * Numbering.VansPerWave + theCase.VanIndex), theCase.LeftHub, theCase.AtShop),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected a container"),
        };
    }
}
