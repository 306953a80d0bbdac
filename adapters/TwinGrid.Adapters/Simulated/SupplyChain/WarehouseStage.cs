using TwinGrid.Model;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>The warehouse: pallets over the dock into cold rooms, half of them taken apart, part of their cases picked for the shop. It writes URNs.</summary>
internal static class WarehouseStage
{
    /// <summary>Notes what the warehouse tells of pallets that have come, and where its tags were.</summary>
    /// <returns>Where each pallet was put, by its number.</returns>
    public static IReadOnlyDictionary<int, Position> TellArrivals(ChainPlan plan, ChainLedger ledger)
    {
        var places = new Dictionary<int, Position>();
        for (int truck = 0; truck < 2; truck++)
        {
            IReadOnlyList<Pallet> load = plan.Load(truck);
            IReadOnlyList<EpcIdentity> ids = ChainPlan.Ids(load);
            (DateTimeOffset unloading, DateTimeOffset storing) = (plan.Schedule.Unloading(truck), plan.Schedule.Storing(truck));
            WarehouseZone room = plan.Rooms[truck];
            ledger.Scene(unloading, $"warehouse: {load.Count} pallets over the dock");
            ledger.Add(plan.Dock.Probe(unloading.AddMinutes(15), ids, plan.Chance(10 + truck).NextBits()).Probed);
            ledger.Scene(storing, $"warehouse: {load.Count} pallets into {room.Name}");
            ledger.Document(plan.Event(storing, "OBSERVE", "storing", "sellable_not_accessible", ids, room.PlaceId, room.PlaceId) with { IsInUrns = true });
            (TagsProbed probed, IReadOnlyList<Position> truth) = room.Probe(storing.AddMinutes(15), ids, plan.Chance(20 + truck).NextBits());
            ledger.Add(probed);
            for (int i = 0; i < load.Count; i++)
            {
                places[load[i].Index] = truth[i];
            }
        }

        return places;
    }

    /// <summary>Notes how every other pallet is taken apart and what of it goes on to the shop.</summary>
    public static void TellPicking(ChainPlan plan, ChainLedger ledger)
    {
        ChainSchedule schedule = plan.Schedule;
        IReadOnlyList<Pallet> apart = plan.TakenApart;
        ledger.Scene(schedule.Unpacking, $"warehouse: {apart.Count} pallets are taken apart");
        for (int cage = 0; cage < apart.Count; cage++)
        {
            Pallet pallet = apart[cage];
            EpcIdentity room = plan.Rooms[pallet.Truck].PlaceId;
            EpcIdentity[] picked = [.. pallet.ForShop.Select(box => box.Id)], staying = [.. pallet.Staying.Select(box => box.Id)];
            ledger.Document(
                plan.Event(schedule.Unpacking, "DELETE", "unpacking", "in_progress", [.. pallet.Cases.Select(box => box.Id)], room, room) with { Container = pallet.Id, IsInUrns = true },
                plan.Event(schedule.Unpacking.AddMinutes(5), "DELETE", "decommissioning", "inactive", [pallet.Id], room, null) with { IsInUrns = true },
                plan.Event(schedule.Unpacking.AddMinutes(10), "OBSERVE", "storing", "sellable_not_accessible", staying, room, room) with { IsInUrns = true });
            ledger.Document(
                plan.Event(schedule.Picking, "OBSERVE", "picking", "in_progress", picked, room, plan.Dock.PlaceId) with { IsInUrns = true },
                plan.Event(schedule.Picking.AddMinutes(1), "ADD", "packing", "in_progress", picked, plan.Dock.PlaceId, plan.Dock.PlaceId) with
                {
                    Container = ChainNames.Cage(cage),
                    IsInUrns = true,
                });
        }

        ledger.Scene(schedule.ShopDeparture, $"truck A leaves for the shop with {apart.Count} roll cages");
        ledger.Scene(schedule.ShopArrival, "truck A reaches the shop");
        TransportStage.Tell(
            plan,
            ledger,
            ChainNames.Truck(0),
            [.. Enumerable.Range(0, apart.Count).Select(ChainNames.Cage)],
            (plan.Dock.PlaceId, schedule.Picking.AddMinutes(20), schedule.ShopDeparture),
            (ChainNames.InShop("DOCK-1"), schedule.ShopArrival, schedule.ShopArrival.AddMinutes(15)));
    }
}
