using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>An incident and what one item felt of it. The incident is the same for all that shared its place.</summary>
/// <param name="Shared">The incident.</param>
/// <param name="Place">The vehicle or room that it befell.</param>
/// <param name="Share">Share of its rise that the item felt, zero to one: how exposed the case stood, times how exposed the item lay in it.</param>
/// <param name="Outside">The stretch in which the item was beyond its limits, seconds; both ends equal where it never was.</param>
public readonly record struct FeltIncident(Incident Shared, Thing Place, float Share, (double From, double Until) Outside)
{
    /// <summary>The peak above the set point that the item felt, K; below zero where it cooled.</summary>
    public float Rise => Shared.Rise * Share;

    /// <summary>When it was over.</summary>
    public int End => Shared.Start + Shared.Seconds;

    /// <summary>Whether the item was beyond its limits.</summary>
    public bool IsOutside => Outside.Until > Outside.From;

    /// <summary>What the item felt at a time, K: the triangle.</summary>
    public float At(int second)
    {
        float half = Shared.Seconds / 2f, off = Math.Abs(second - Shared.Start - half);
        return off >= half ? 0 : Rise * (1 - off / half);
    }

    /// <summary>The incidents that an item felt before it left the chain, in the order of its way.</summary>
    internal static FeltIncident[] Of(in CaseFacts theCase, in ItemFacts item, ClassFigures goods, RouteStep[] steps)
    {
        List<FeltIncident>? found = null;
        Add(theCase.Trailer.Incident, theCase.Outside, Stage.Trailer, item);
        Add(theCase.Power, theCase.Beside, Stage.Centre, item);
        Add(theCase.Haul.Truck.Incident, theCase.Beside, Stage.Truck, item);
        Add(theCase.Haul.Dock, theCase.Beside, Stage.Hub, item);
        Add(theCase.Delivery.Van.Incident, theCase.Beside, Stage.Van, item);
        Add(theCase.Delivery.Fridge, theCase.Beside, Stage.Shelf, item);
        return found is null ? [] : [.. found];

        void Add(Incident incident, float share, Stage stage, in ItemFacts item)
        {
            if (!incident.Happened || incident.Start >= item.EndsAt)
            {
                return;
            }

            float own = share * Exposure.SlotShares[item.Slot], rise = incident.Rise * own;
            float allowed = rise > 0 ? goods.AboveSetPoint : goods.BelowSetPoint, size = MathF.Abs(rise);
            double half = incident.Seconds / 2.0, outside = size > allowed ? half * (1 - allowed / size) : 0, middle = incident.Start + half;
            RouteStep step = Array.Find(steps, candidate => candidate.Stage == stage);
            (found ??= []).Add(new(incident, step.Place!.Value, own, (middle - outside, middle + outside)));
        }
    }
}
