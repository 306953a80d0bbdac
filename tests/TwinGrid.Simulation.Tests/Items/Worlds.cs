using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.Items;

/// <summary>Worlds that tests look into.</summary>
internal static class Worlds
{
    /// <summary>A small world in which everything that may go wrong often does.</summary>
    public static Lives OfMishaps()
    {
        Hazards worst = WorldParameters.Default.Hazards with
        {
            TrailerUnit = new Hazard(0.3, 200, 300),
            CentrePower = new Hazard(0.3, 200, 900),
            TruckUnit = new Hazard(0.3, 200, 300),
            HubDock = new Hazard(0.3, 40, 100),
            VanDoors = new Hazard(0.3, 40, 60),
            ShopFridge = new Hazard(0.3, 300, 200),
            Robbed = 0.05,
            CaseLost = 0.05,
            Recalled = 0.2,
        };
        ProductClass[] goods = [.. WorldParameters.Default.Classes.Select(one => one with { Lost = 0.05, Broken = 0.03, Stolen = 0.04, Returned = 0.1 })];
        return new Lives(new WorldModel(7, 20_000_000, WorldParameters.Default with { Hazards = worst, Classes = goods }));
    }

    /// <summary>Calls a test with items from all over a world.</summary>
    public static void ForItems(Lives lives, Action<long> test, int count = 400)
    {
        for (uint pick = 0; pick < count; pick++)
        {
            test((long)(Philox.Block(99, pick, 0).Uniform * lives.World.Objects));
        }
    }

    /// <summary>Numbers from zero to a count, its ends among them.</summary>
    public static Gen<long> Numbers(long count) => Gen.Frequency(
        (8, Gen.Choose(0, int.MaxValue).Select(part => (long)(part / (int.MaxValue + 1.0) * count))), (1, Gen.Constant(0L)), (1, Gen.Constant(count - 1)));
}
