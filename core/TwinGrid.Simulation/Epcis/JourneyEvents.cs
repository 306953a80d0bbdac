using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Epcis;

/// <summary>Events of a case's way from its making to the floor of the shop, with all that was packed and loaded together with it.</summary>
/// <param name="lives">The world.</param>
/// <param name="names">Its names.</param>
internal sealed class JourneyEvents(Lives lives, WorldNames names)
{
    /// <summary>The events of a case's way as planned, whatever befalls it, up to a time; by kind, not by time.</summary>
    public IEnumerable<WorldEvent> Of(CaseFacts theCase, int until)
    {
        EpcIdentity ownCase = Name(ThingKind.Case, theCase.Number);
        return
        [
            .. Making(theCase, ownCase),
            .. Packing(theCase),
            .. Transport(theCase, ThingKind.Trailer, ownCase, ReaderKind.FactoryOut, ReaderKind.CentreIn, until),
            .. Transport(theCase, ThingKind.Truck, ownCase, ReaderKind.CentreOut, ReaderKind.HubIn, until),
            .. Transport(theCase, ThingKind.Van, ownCase, ReaderKind.HubOut, ReaderKind.ShopIn, until),
            .. Stocking(theCase, ownCase),
        ];
    }

    private IEnumerable<WorldEvent> Making(CaseFacts theCase, EpcIdentity ownCase)
    {
        EpcIdentity factory = names.Of(PlaceOf(theCase, ThingKind.Factory));
        EpcIdentity[] items = [.. Enumerable.Range(0, Numbering.ItemsPerCase).Select(slot => Name(ThingKind.Item, theCase.Number * Numbering.ItemsPerCase + slot))];
        yield return new WorldEvent
        {
            Second = theCase.Made,
            Action = EventAction.Add,
            Things = items,
            Step = "commissioning",
            Disposition = "active",
            ReadPoint = factory,
            Location = factory,
            Lot = names.LotOf(Numbering.LoadOf(theCase.Number)),
        };
        yield return Filled(theCase.Made, "packing", ownCase, items, factory);
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
        {
            ItemFacts item = lives.Item(theCase, slot);
            if (item.End == ItemEnd.Lost)
            {
                foreach (WorldEvent missing in Missing(theCase, item.EndsAt, ownCase, items[slot]))
                {
                    yield return missing;
                }
            }
        }
    }

    private IEnumerable<WorldEvent> Packing(CaseFacts theCase)
    {
        EpcIdentity factory = names.Of(PlaceOf(theCase, ThingKind.Factory));
        ContainerStay pallet = ContainerStay.Planned(theCase, ThingKind.Pallet), load = ContainerStay.Planned(theCase, ThingKind.Load);
        IReadOnlyList<CaseFacts> cases = new Contents(lives, pallet.Container).Cases();
        EpcIdentity ownPallet = names.Of(pallet.Container), ownLoad = names.Of(load.Container);
        yield return Filled(pallet.From, "packing", ownPallet, [.. cases.Select(one => Name(ThingKind.Case, one.Number))], factory);
        long first = load.Container.Number * Numbering.PalletsPerLoad;
        yield return Filled(
            load.From, "packing", ownLoad, [.. Enumerable.Range(0, Numbering.PalletsPerLoad).Select(index => Name(ThingKind.Pallet, first + index))], factory);
        foreach (WorldEvent lost in Losses(cases, pallet))
        {
            yield return lost;
        }

        // Out of the trailer first, then off the load, then off the pallet: the order within a second is that of capture.
        yield return Emptied(theCase.AtCentre, "unloading", names.Of(new Thing(ThingKind.Trailer, load.Container.Number)));
        yield return Emptied(theCase.AtCentre, "unpacking", ownLoad);
        yield return Emptied(theCase.AtCentre, "unpacking", ownPallet);
    }

    private IEnumerable<WorldEvent> Transport(CaseFacts theCase, ThingKind kind, EpcIdentity ownCase, ReaderKind gateOut, ReaderKind gateIn, int until)
    {
        ContainerStay trip = ContainerStay.Planned(theCase, kind);
        if (trip.From > until || trip.From >= theCase.TakenAt)
        {
            yield break;
        }

        EpcIdentity vehicle = names.Of(trip.Container), gate = names.Of(ReaderOf(theCase, gateOut));
        if (kind == ThingKind.Trailer)
        {
            yield return Filled(trip.From, "loading", vehicle, [Name(ThingKind.Load, trip.Container.Number)], null) with { ReadPoint = gate };
        }
        else
        {
            IReadOnlyList<CaseFacts> cases = new Contents(lives, trip.Container).Cases();
            yield return Filled(trip.From, "loading", vehicle, [.. cases.Select(one => Name(ThingKind.Case, one.Number))], null) with { ReadPoint = gate };
            foreach (WorldEvent lost in Losses(cases, trip))
            {
                yield return lost;
            }

            yield return Emptied(trip.Until, "unloading", vehicle) with { Location = names.Of(ReaderOf(theCase, gateIn).Place) };
        }

        yield return new WorldEvent
        {
            Second = trip.From,
            Action = EventAction.Observe,
            Things = [vehicle],
            Step = "shipping",
            Disposition = "in_transit",
            ReadPoint = gate,
        };
        yield return new WorldEvent
        {
            Second = trip.Until,
            Action = EventAction.Observe,
            Things = [ownCase],
            Step = "receiving",
            Disposition = "in_progress",
            ReadPoint = names.Of(ReaderOf(theCase, gateIn)),
            Location = names.Of(ReaderOf(theCase, gateIn).Place),
        };
    }

    private IEnumerable<WorldEvent> Stocking(CaseFacts theCase, EpcIdentity ownCase)
    {
        EpcIdentity[] left =
        [
            .. Enumerable.Range(0, Numbering.ItemsPerCase)
                .Where(slot => lives.Item(theCase, slot).EndsAt > theCase.OnFloor)
                .Select(slot => Name(ThingKind.Item, theCase.Number * Numbering.ItemsPerCase + slot)),
        ];
        yield return Emptied(theCase.OnFloor, "unpacking", ownCase);
        yield return new WorldEvent
        {
            Second = theCase.OnFloor,
            Action = EventAction.Observe,
            Things = left,
            Step = "stocking",
            Disposition = "sellable_accessible",
            ReadPoint = names.Of(ReaderOf(theCase, ReaderKind.Floor)),
            Location = names.Of(PlaceOf(theCase, ThingKind.Shop)),
        };
    }

    /// <summary>Cases that were lost as a whole while they were in a container.</summary>
    private IEnumerable<WorldEvent> Losses(IReadOnlyList<CaseFacts> cases, ContainerStay stay) => cases
        .Where(one => one.LostAt == one.TakenAt && one.LostAt >= stay.From && one.LostAt < ContainerStay.Planned(one, stay.Container.Kind).Until)
        .SelectMany(one => Missing(one, one.LostAt, names.Of(stay.Container), Name(ThingKind.Case, one.Number)));

    /// <summary>Something is no longer in its container and nobody knows where it is; in a room, that is where it was missed.</summary>
    /// <remarks>Two events, for what is told of the place must not be said of the container and of what is still in it.</remarks>
    private WorldEvent[] Missing(in CaseFacts theCase, int second, EpcIdentity container, EpcIdentity thing) =>
    [
        new() { Second = second, Action = EventAction.Delete, Parent = container, Things = [thing] },
        new() { Second = second, Action = EventAction.Observe, Things = [thing], Disposition = "unknown", ReadPoint = RoomAt(theCase, second) },
    ];

    /// <summary>The room that a case is in at a time; null in a vehicle.</summary>
    internal EpcIdentity? RoomAt(in CaseFacts theCase, int second) => ItemFacts.OnTheWay(theCase, second) switch
    {
        Stage.Centre => names.Of(PlaceOf(theCase, ThingKind.Centre)),
        Stage.Hub => names.Of(PlaceOf(theCase, ThingKind.Hub)),
        Stage.BackRoom or Stage.Shelf => names.Of(PlaceOf(theCase, ThingKind.Shop)),
        _ => null,
    };

    private Reader ReaderOf(in CaseFacts theCase, ReaderKind kind) => new(kind, PlaceOf(theCase, NameLayout.PlaceOf(kind)));

    private Thing PlaceOf(in CaseFacts theCase, ThingKind kind) => new(kind, kind switch
    {
        ThingKind.Factory => lives.World.FactoryOf(theCase.Centre, theCase.LoadIndex).Factory,
        ThingKind.Centre => theCase.Centre,
        ThingKind.Hub => (long)theCase.Centre * Numbering.LoadsPerWave + theCase.TruckIndex,
        _ => theCase.Shop,
    });

    private EpcIdentity Name(ThingKind kind, long number) => names.Of(new Thing(kind, number));

    private static WorldEvent Filled(int second, string step, EpcIdentity container, IReadOnlyList<EpcIdentity> things, EpcIdentity? location) => new()
    {
        Second = second,
        Action = EventAction.Add,
        Parent = container,
        Things = things,
        Step = step,
        ReadPoint = location,
        Location = location,
    };

    private static WorldEvent Emptied(int second, string step, EpcIdentity container) => new()
    {
        Second = second,
        Action = EventAction.Delete,
        Parent = container,
        Step = step,
    };
}
