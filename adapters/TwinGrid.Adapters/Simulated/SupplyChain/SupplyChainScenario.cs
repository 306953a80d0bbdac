using System.Collections.Immutable;
using TwinGrid.Model;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>
/// A supply chain that exists only as a story: a factory, two trucks of which one loses its cooling, a warehouse with readers, and a shop.
/// What its partners, readers and logger tags tell comes in the order in which they tell it; the truth stands beside.
/// </summary>
public sealed class SupplyChainScenario
{
    private SupplyChainScenario(SupplyChainOptions options, ChainPlan plan, ImmutableArray<ChainHappening> happenings, ChainTruth truth) =>
        (Options, Schedule, Zones, Happenings, Truth, LoggerTags) = (options, plan.Schedule, [plan.Dock, .. plan.Rooms], happenings, truth, TagsOf(plan));

    /// <summary>The options.</summary>
    public SupplyChainOptions Options { get; }

    /// <summary>When what happens.</summary>
    public ChainSchedule Schedule { get; }

    /// <summary>The zones of the warehouse.</summary>
    public ImmutableArray<WarehouseZone> Zones { get; }

    /// <summary>Everything that is told, oldest first.</summary>
    public ImmutableArray<ChainHappening> Happenings { get; }

    /// <summary>What truly happened.</summary>
    public ChainTruth Truth { get; }

    /// <summary>The logger tags with the names of the twins that they are on.</summary>
    public ImmutableArray<(string Tag, string Twin)> LoggerTags { get; }

    /// <summary>Makes a chain; the same options and start make the same.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="start">When it begins, on the minute. All EPCs and event ids follow from it and the seed; what happens does not.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the start is not on the minute.</exception>
    public static SupplyChainScenario Create(SupplyChainOptions options, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (start.UtcTicks % TimeSpan.TicksPerMinute != 0)
        {
            throw new ArgumentException($"start of a chain: expected a time on the minute, found {start:O}", nameof(start));
        }

        var plan = new ChainPlan(options.Required(), start.ToUniversalTime());
        var ledger = new ChainLedger();
        FactoryStage.Tell(plan, ledger);
        TransportStage.TellFromFactory(plan, ledger);
        IReadOnlyDictionary<int, Position> places = WarehouseStage.TellArrivals(plan, ledger);
        WarehouseStage.TellPicking(plan, ledger);
        ShopOutcome shop = ShopStage.Tell(plan, ledger);
        PalletTruth[] pallets = [.. plan.Pallets.Select(pallet => ChainLoggers.Tell(plan, ledger, pallet, places[pallet.Index]))];
        foreach ((int cage, LoggerTag tag) in ChainLoggers.OfCages(plan).Index())
        {
            ChainLoggers.TellCage(plan, ledger, tag, cage);
        }

        ledger.Scene(plan.Schedule.End, "the end");
        return new SupplyChainScenario(options, plan, ledger.InOrder(), TruthOf(plan, pallets, shop));
    }

    private static ChainTruth TruthOf(ChainPlan plan, PalletTruth[] pallets, ShopOutcome shop)
    {
        string Room(Pallet pallet) => plan.Rooms[pallet.Truck].Place;
        string? PlaceOf(LifeStage stage) => stage switch
        {
            LifeStage.OnShelf => DigitalLink.Format(ShopStage.Shelf),
            LifeStage.Returned => DigitalLink.Format(ShopStage.Quarantine),
            _ => null,
        };
        IEnumerable<CartonTruth> OnPallet(Pallet pallet) => pallet.Cases.SelectMany(box => box.Cartons).Select(carton =>
        {
            bool isInShop = shop.Stages.TryGetValue(carton.Id, out LifeStage stage);
            return new CartonTruth(
                DigitalLink.Format(carton.Id),
                DigitalLink.Format(plan.Names.LotClass(carton.Lot)),
                pallets[pallet.Index].Epc,
                isInShop ? stage : LifeStage.Stored,
                isInShop ? PlaceOf(stage) : Room(pallet),
                pallets[pallet.Index].Above);
        });
        return new ChainTruth
        {
            Cartons = [.. plan.Pallets.SelectMany(OnPallet)],
            Pallets = [.. pallets],
            WarmTruck = DigitalLink.Format(ChainNames.Truck(1)),
            Failure = (plan.Schedule.Failure, plan.Schedule.Repair),
            InWarmTruck = [.. plan.Load(1).SelectMany(pallet => pallet.Everything).Select(DigitalLink.Format)],
            RecalledLot = DigitalLink.Format(plan.Names.LotClass(plan.Returned.Lot)),
            Traced = DigitalLink.Format(plan.Returned.Id),
            Path =
            [
                .. new[]
                {
                    ChainNames.InFactory("LINE-1"), ChainNames.InFactory("STORE-1"), plan.Dock.PlaceId, plan.Rooms[1].PlaceId, plan.Dock.PlaceId,
                    ChainNames.InShop("DOCK-1"), ShopStage.Shelf, ShopStage.Quarantine,
                }.Select(DigitalLink.Format),
            ],
            WrongSale = (DigitalLink.Format(shop.Named), DigitalLink.Format(shop.Meant)),
        };
    }

    private static ImmutableArray<(string Tag, string Twin)> TagsOf(ChainPlan plan) =>
        [.. plan.Pallets.Select(pallet => ChainLoggers.OfPallet(plan, pallet)).Concat(ChainLoggers.OfCages(plan)).Select(tag => (tag.Name, ChainLedger.Twin(tag.On)))];
}
