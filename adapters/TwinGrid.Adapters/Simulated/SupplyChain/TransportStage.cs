using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>Journeys: into a truck, away, there, and out again. The carrier writes URNs.</summary>
internal static class TransportStage
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(20);

    /// <summary>Notes what the carrier tells of one journey.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="ledger">Where.</param>
    /// <param name="truck">The truck.</param>
    /// <param name="load">What rides in it.</param>
    /// <param name="from">Where it is loaded, and when; it leaves at the third.</param>
    /// <param name="to">Where it is unloaded; when it is there, and when it is empty.</param>
    public static void Tell(
        ChainPlan plan,
        ChainLedger ledger,
        EpcIdentity truck,
        IReadOnlyList<EpcIdentity> load,
        (EpcIdentity Place, DateTimeOffset Loading, DateTimeOffset Departure) from,
        (EpcIdentity Place, DateTimeOffset Arrival, DateTimeOffset Unloading) to)
    {
        ledger.Document(plan.Event(from.Loading, "ADD", "loading", "in_progress", load, from.Place, null) with { Container = truck, IsInUrns = true });
        ledger.Document(
            plan.Event(from.Departure - Later, "OBSERVE", "shipping", "in_transit", load, from.Place, null) with
            {
                IsInUrns = true,
                Transaction = ("desadv", $"urn:epcglobal:cbv:bt:9524141000010:{from.Departure:yyyyMMddHHmm}{truck.Reference}"),
            },
            plan.Event(from.Departure, "OBSERVE", "departing", "in_transit", [truck], from.Place, null) with { IsInUrns = true });
        ledger.Document(plan.Event(to.Arrival, "OBSERVE", "arriving", "in_transit", [truck], to.Place, null) with { IsInUrns = true });
        ledger.Document(
            plan.Event(to.Unloading, "DELETE", "unloading", "in_progress", load, to.Place, to.Place) with { Container = truck, IsInUrns = true },
            plan.Event(to.Unloading.AddMinutes(5), "OBSERVE", "receiving", "in_progress", load, to.Place, to.Place) with { IsInUrns = true });
    }

    /// <summary>Notes both journeys from the factory to the warehouse.</summary>
    public static void TellFromFactory(ChainPlan plan, ChainLedger ledger)
    {
        ChainSchedule schedule = plan.Schedule;
        EpcIdentity dock = ChainNames.InFactory("DOCK-1");
        for (int truck = 0; truck < 2; truck++)
        {
            Tell(
                plan,
                ledger,
                ChainNames.Truck(truck),
                ChainPlan.Ids(plan.Load(truck)),
                (dock, schedule.Loading, schedule.Departure),
                (plan.Dock.PlaceId, schedule.Arrival(truck), schedule.Unloading(truck)));
            ledger.Scene(schedule.Arrival(truck), $"truck {"AB"[truck]} reaches the warehouse");
        }

        ledger.Scene(schedule.Departure, "trucks A and B leave the factory");
        ledger.Scene(schedule.Failure, "truck B: cooling unit fails");
        ledger.Scene(schedule.Repair, "truck B: cooling unit works again");
    }
}
