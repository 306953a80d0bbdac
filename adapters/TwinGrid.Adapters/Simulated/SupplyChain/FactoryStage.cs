using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>The factory: cartons get identities and lots, go into cases, and the cases onto pallets. It writes Digital Links.</summary>
internal static class FactoryStage
{
    private static readonly EpcIdentity Line = ChainNames.InFactory("LINE-1"), Store = ChainNames.InFactory("STORE-1");

    /// <summary>Notes what the factory tells.</summary>
    public static void Tell(ChainPlan plan, ChainLedger ledger)
    {
        ChainSchedule schedule = plan.Schedule;
        ledger.Scene(schedule.Commissioning, $"factory: {plan.Options.Cartons} cartons of {plan.Options.Lots} lots get their identities");
        CartonCase[] cases = [.. plan.Pallets.SelectMany(pallet => pallet.Cases)];
        ledger.Document(plan.Event(
            schedule.Commissioning, "ADD", "commissioning", "active", [.. cases.Select(box => box.Id), .. ChainPlan.Ids(plan.Pallets)], Line, Line));

        // One event for each case and lot: a case on the border of two lots is commissioned by two.
        ChainEvent[] made = [.. cases.SelectMany((box, index) => box.Cartons.GroupBy(carton => carton.Lot).Select(ofLot => plan.Event(
            schedule.Commissioning.AddSeconds(10 + 5 * index), "ADD", "commissioning", "active", [.. ofLot.Select(carton => carton.Id)], Line, Line) with
        {
            Lot = plan.Names.Lot(ofLot.Key),
        }))];
        SendInParts(ledger, made);

        ledger.Scene(schedule.Packing, $"factory: cartons go into {cases.Length} cases");
        SendInParts(ledger, [.. cases.Select((box, index) => plan.Event(
            schedule.Packing.AddSeconds(5 * index), "ADD", "packing", "in_progress", [.. box.Cartons.Select(carton => carton.Id)], Line, Line) with
        {
            Container = box.Id,
        })]);

        ledger.Scene(schedule.Palletising, $"factory: cases go onto {plan.Pallets.Length} pallets, each with a logger tag");
        ledger.Document([.. plan.Pallets.Select(pallet => plan.Event(
            schedule.Palletising, "ADD", "packing", "in_progress", [.. pallet.Cases.Select(box => box.Id)], Store, Store) with
        {
            Container = pallet.Id,
        })]);
    }

    private static void SendInParts(ChainLedger ledger, ChainEvent[] events)
    {
        const int Part = 50;
        foreach (ChainEvent[] part in events.Chunk(Part))
        {
            ledger.Document(part);
        }
    }
}
