using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>One step of an item's way: [From, Until), seconds.</summary>
/// <param name="Stage">What it was then.</param>
/// <param name="Place">The place or vehicle; null where nobody knows, as in a home.</param>
/// <param name="Country">The country it counts to: the one it was made in until it leaves the factory, then the one it is bought in.</param>
/// <param name="From">First second.</param>
/// <param name="Until">First second after it; <see cref="Trip.Never"/> where it lasts.</param>
public readonly record struct RouteStep(Stage Stage, Thing? Place, int Country, int From, int Until)
{
    /// <summary>The steps of an item, from its making on; none is empty, and each begins where the one before it ends.</summary>
    internal static RouteStep[] Of(in CaseFacts theCase, in ItemFacts item, WorldModel world)
    {
        long wave = Numbering.WaveOf(theCase.Number), truck = (long)theCase.TruckIndex;
        (int factory, _) = world.FactoryOf(theCase.Centre, theCase.LoadIndex);
        Thing shop = new(ThingKind.Shop, theCase.Shop);
        var steps = new List<RouteStep>(11);
        int from = theCase.Made, country = theCase.Origin, end = item.EndsAt;
        Until(Stage.Factory, new(ThingKind.Factory, factory), Math.Min(theCase.LeftFactory, end));
        country = theCase.Country;
        Until(Stage.Trailer, new(ThingKind.Trailer, Numbering.LoadOf(theCase.Number)), Math.Min(theCase.AtCentre, end));
        Until(Stage.Centre, new(ThingKind.Centre, theCase.Centre), Math.Min(theCase.LeftCentre, end));
        Until(Stage.Truck, new(ThingKind.Truck, wave * Numbering.LoadsPerWave + truck), Math.Min(theCase.AtHub, end));
        Until(Stage.Hub, new(ThingKind.Hub, (long)theCase.Centre * Numbering.LoadsPerWave + truck), Math.Min(theCase.LeftHub, end));
        Until(Stage.Van, new(ThingKind.Van, wave * Numbering.VansPerWave + theCase.VanIndex), Math.Min(theCase.AtShop, end));
        Until(Stage.BackRoom, shop, Math.Min(theCase.OnFloor, end));
        Until(Stage.Shelf, shop, end);
        if (item.End == ItemEnd.Sold)
        {
            Until(Stage.Home, null, Math.Min(item.ReturnedAt, item.UsedUpAt));
            Until(item.ReturnedAt == Trip.Never ? Stage.UsedUp : Stage.Returned, item.ReturnedAt == Trip.Never ? null : shop, Trip.Never);
        }
        else
        {
            Until(item.StageAt(theCase, end), null, Trip.Never);
        }

        return [.. steps];

        void Until(Stage stage, Thing? place, int until)
        {
            if (until > from)
            {
                steps.Add(new RouteStep(stage, place, country, from, until));
                from = until;
            }
        }
    }
}
