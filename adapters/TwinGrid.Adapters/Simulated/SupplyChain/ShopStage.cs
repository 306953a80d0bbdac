using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>What became of cartons in the shop.</summary>
/// <param name="Stages">The stage that the life of each ended in, by its identity.</param>
/// <param name="Named">The carton that a sale named by mistake.</param>
/// <param name="Meant">The one that was meant.</param>
internal sealed record ShopOutcome(IReadOnlyDictionary<EpcIdentity, LifeStage> Stages, EpcIdentity Named, EpcIdentity Meant);

/// <summary>
/// The shop: everything is unpacked and put on the shelf, one carton breaks, three in five are sold, one sale names the wrong carton and is
/// put right, one carton comes back. It writes Digital Links.
/// </summary>
internal static class ShopStage
{
    private const double SoldShare = 0.6;
    private const int LargestBasket = 3;
    private static readonly EpcIdentity Dock = ChainNames.InShop("DOCK-1"), Till = ChainNames.InShop("TILL-1"), Desk = ChainNames.InShop("DESK-1");

    /// <summary>The shop's refrigerator.</summary>
    public static EpcIdentity Shelf { get; } = ChainNames.InShop("SHELF-1");

    /// <summary>Where returned cartons are kept.</summary>
    public static EpcIdentity Quarantine { get; } = ChainNames.InShop("QUARANTINE");

    /// <summary>Notes what the shop tells.</summary>
    public static ShopOutcome Tell(ChainPlan plan, ChainLedger ledger)
    {
        ChainSchedule schedule = plan.Schedule;
        SeededRandom chance = plan.Chance(30);
        CartonCase[] cases = [.. plan.TakenApart.SelectMany(pallet => pallet.ForShop)];
        EpcIdentity[] cartons = [.. cases.SelectMany(box => box.Cartons).Select(carton => carton.Id)];
        Unpack(plan, ledger, cases);
        (EpcIdentity broken, EpcIdentity named, EpcIdentity meant, EpcIdentity returned) = (cartons[^1], cartons[^2], cartons[^3], plan.Returned.Id);
        ledger.Scene(schedule.Stocking.AddMinutes(10), "shop: a carton breaks");
        ledger.Document(plan.Event(schedule.Stocking.AddMinutes(10), "DELETE", "destroying", "destroyed", [broken], Shelf, null));

        EpcIdentity[] sold = [.. cartons.Where(carton => carton == returned || (carton != broken && carton != named && carton != meant && chance.NextUniform() < SoldShare))];
        ledger.Scene(schedule.FirstSale, $"shop: the first of {sold.Length + 1} cartons is sold");
        foreach ((EpcIdentity[] basket, DateTimeOffset time) in Baskets(sold, schedule, chance))
        {
            ledger.Document(Sale(plan, time, basket));
        }

        SellWrongly(plan, ledger, named, meant);
        ledger.Scene(schedule.Return, "shop: a carton comes back");
        ledger.Document(plan.Event(schedule.Return, "OBSERVE", "receiving", "returned", [returned], Desk, Quarantine) with
        {
            Transaction = ("rma", $"urn:epcglobal:cbv:bt:9526060000012:R{schedule.Return:yyyyMMdd}"),
        });
        var stages = cartons.ToDictionary(carton => carton, _ => LifeStage.OnShelf);
        foreach (EpcIdentity carton in sold.Append(meant))
        {
            stages[carton] = LifeStage.Sold;
        }

        (stages[broken], stages[returned]) = (LifeStage.Decommissioned, LifeStage.Returned);
        return new ShopOutcome(stages, named, meant);
    }

    private static void Unpack(ChainPlan plan, ChainLedger ledger, CartonCase[] cases)
    {
        ChainSchedule schedule = plan.Schedule;
        ledger.Scene(schedule.ShopUnpacking, $"shop: {cases.Length} cases are unpacked");
        IReadOnlyList<Pallet> apart = plan.TakenApart;
        ledger.Document([.. apart.Select((pallet, cage) =>
            plan.Event(schedule.ShopUnpacking, "DELETE", "unpacking", "in_progress", [.. pallet.ForShop.Select(box => box.Id)], Dock, Dock) with { Container = ChainNames.Cage(cage) })]);
        ledger.Document([.. cases.Select((box, index) =>
            plan.Event(schedule.ShopUnpacking.AddSeconds(60 + 20 * index), "DELETE", "unpacking", "in_progress", [.. box.Cartons.Select(carton => carton.Id)], Dock, Dock) with { Container = box.Id })]);
        ledger.Document(plan.Event(schedule.ShopUnpacking.AddMinutes(25), "DELETE", "decommissioning", "inactive", [.. cases.Select(box => box.Id)], Dock, null));
        ledger.Scene(schedule.Stocking, "shop: cartons go into the refrigerator");
        ledger.Document([.. cases.Select(box =>
            plan.Event(schedule.Stocking, "OBSERVE", "stocking", "sellable_accessible", [.. box.Cartons.Select(carton => carton.Id)], Shelf, Shelf))]);
    }

    /// <summary>Baskets of one to three cartons at rising times of chance.</summary>
    private static IEnumerable<(EpcIdentity[] Basket, DateTimeOffset Time)> Baskets(EpcIdentity[] sold, ChainSchedule schedule, SeededRandom chance)
    {
        var baskets = new List<EpcIdentity[]>();
        for (int first = 0; first < sold.Length;)
        {
            int size = Math.Min(1 + chance.NextIndex(LargestBasket), sold.Length - first);
            baskets.Add(sold[first..(first + size)]);
            first += size;
        }

        double[] shares = [.. baskets.Select(_ => chance.NextUniform()).Order()];
        return baskets.Select((basket, index) => (basket, schedule.FirstSale + Math.Round((schedule.LastSale - schedule.FirstSale).TotalSeconds * shares[index]) * TimeSpan.FromSeconds(1)));
    }

    /// <summary>A sale that names a carton which stays on the shelf; half an hour later it is withdrawn and said right.</summary>
    private static void SellWrongly(ChainPlan plan, ChainLedger ledger, EpcIdentity named, EpcIdentity meant)
    {
        DateTimeOffset time = plan.Schedule.FirstSale.AddHours(2), noticed = time.AddMinutes(30);
        ChainEvent wrong = Sale(plan, time, [named]), right = Sale(plan, time, [meant]);
        ledger.Scene(noticed, "shop: a sale named the wrong carton; it is withdrawn and said right");
        ledger.Document(wrong);
        ledger.DocumentAt(noticed, wrong with { Withdrawal = new Withdrawal(noticed, right.Id) }, right);
    }

    private static ChainEvent Sale(ChainPlan plan, DateTimeOffset time, IReadOnlyList<EpcIdentity> cartons) =>
        plan.Event(time, "OBSERVE", "retail_selling", "retail_sold", cartons, Till, null);
}
