using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>Random access to a world: any case and any item from its number alone, in constant time.</summary>
public sealed class Lives
{
    private readonly uint _caseLostBelow;

    /// <summary>Opens a world.</summary>
    public Lives(WorldModel world)
    {
        ArgumentNullException.ThrowIfNull(world);
        World = world;
        Planner = new TripPlanner(world);
        _caseLostBelow = ClassFigures.Threshold(world.Parameters.Hazards.CaseLost);
    }

    /// <summary>The world.</summary>
    public WorldModel World { get; }

    /// <summary>Its trips.</summary>
    public TripPlanner Planner { get; }

    /// <summary>A case.</summary>
    /// <param name="number">Its number, 0 to the world's cases − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such case.</exception>
    public CaseFacts Case(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, World.Cases);
        (long wave, long place) = Math.DivRem(number, Numbering.CasesPerWave);
        return Case(Planner.Wave(wave, (int)(place / Numbering.CasesPerLoad)), (int)place);
    }

    /// <summary>A case of a wave whose plan is at hand.</summary>
    /// <param name="plan">The wave.</param>
    /// <param name="place">The case's place among the wave's, 0 to 8,319.</param>
    public CaseFacts Case(in WavePlan plan, int place)
    {
        int dealt = (int)plan.Dealing.Forward(place);
        Haul haul = Planner.Truck(plan, dealt / Numbering.CasesPerLoad);
        Delivery delivery = Planner.Van(plan, dealt / Numbering.CasesPerVan, haul.Truck.Arrived);
        return Assemble(plan, place, dealt, haul, delivery, World.Words(Purpose.Case, plan.Wave * Numbering.CasesPerWave + place));
    }

    /// <summary>An item of a case.</summary>
    /// <param name="theCase">The case.</param>
    /// <param name="slot">Its place in the case, 0 to 23.</param>
    public ItemFacts Item(in CaseFacts theCase, int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Numbering.ItemsPerCase);
        PhiloxBlock words = World.Words(Purpose.Item, theCase.Number * Numbering.ItemsPerCase + slot);
        return new ItemFacts(theCase, slot, words, World.FiguresOf(theCase.Goods));
    }

    internal CaseFacts Assemble(in WavePlan plan, int place, int dealt, in Haul haul, in Delivery delivery, PhiloxBlock words) =>
        new(plan, place, dealt, haul, delivery, words, _caseLostBelow);
}
