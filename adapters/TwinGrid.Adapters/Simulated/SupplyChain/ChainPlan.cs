using System.Collections.Immutable;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>What the stages of a chain share: names, stock, places, time and chance.</summary>
internal sealed class ChainPlan
{
    /// <summary>A plan.</summary>
    public ChainPlan(SupplyChainOptions options, DateTimeOffset start)
    {
        (Options, Schedule, Names) = (options, new ChainSchedule(start), new ChainNames(options.Seed, start));
        Pallets = ChainStock.Make(options, Names);
        Dock = new WarehouseZone("dock", 0, ChainNames.InWarehouse("DOCK-1"), start);
        Rooms = [new WarehouseZone("cold-room-1", 1, ChainNames.InWarehouse("ROOM-1"), start), new WarehouseZone("cold-room-2", 2, ChainNames.InWarehouse("ROOM-2"), start)];
        Returned = Pallets.First(pallet => pallet.Truck == 1 && pallet.IsTakenApart).Cases[0].Cartons[0];
    }

    /// <summary>The options.</summary>
    public SupplyChainOptions Options { get; }

    /// <summary>When what happens.</summary>
    public ChainSchedule Schedule { get; }

    /// <summary>Identifiers.</summary>
    public ChainNames Names { get; }

    /// <summary>The stock.</summary>
    public ImmutableArray<Pallet> Pallets { get; }

    /// <summary>The dock of the warehouse.</summary>
    public WarehouseZone Dock { get; }

    /// <summary>Its cold rooms: one for the pallets of each truck.</summary>
    public ImmutableArray<WarehouseZone> Rooms { get; }

    /// <summary>The carton that is sold and comes back; its lot is the one that is called back.</summary>
    public Carton Returned { get; }

    /// <summary>Everything happens in order of these numbers; each stage has its own, so that one doesn't shift another's.</summary>
    public SeededRandom Chance(int stage) => new(Options.Seed * 0x100 + (ulong)stage);

    /// <summary>The pallets of a truck.</summary>
    public IReadOnlyList<Pallet> Load(int truck) => [.. Pallets.Where(pallet => pallet.Truck == truck)];

    /// <summary>Pallets that are taken apart, in the order of their roll cages.</summary>
    public IReadOnlyList<Pallet> TakenApart => [.. Pallets.Where(pallet => pallet.IsTakenApart)];

    /// <summary>Ids of things.</summary>
    public static IReadOnlyList<EpcIdentity> Ids(IEnumerable<Pallet> pallets) => [.. pallets.Select(pallet => pallet.Id)];

    /// <summary>An event with the next id.</summary>
    public ChainEvent Event(
        DateTimeOffset time, string action, string step, string? disposition, IReadOnlyList<EpcIdentity> things, EpcIdentity readPoint, EpcIdentity? location) => new()
        {
            Id = Names.NextEventId(),
            Time = time,
            Action = action,
            Step = step,
            Disposition = disposition,
            Things = things,
            ReadPoint = readPoint,
            Location = location,
        };
}
