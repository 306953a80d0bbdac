using System.Runtime.Intrinsics;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>Counts whole waves: the trips of a wave are worked out once, its cases in the order of their numbers.</summary>
public sealed class WaveCounter
{
    private readonly Lives _lives;
    private readonly CaseCounter _counter;
    private readonly Haul[] _hauls = new Haul[Numbering.LoadsPerWave];
    private readonly Delivery[] _deliveries = new Delivery[Numbering.VansPerWave];

    /// <summary>A counter of a world. Not for several threads.</summary>
    public WaveCounter(Lives lives)
    {
        ArgumentNullException.ThrowIfNull(lives);
        _lives = lives;
        Tally = new CensusTally(lives.World.Parameters.Countries.Count, lives.World.Classes.Count);
        _counter = new CaseCounter(lives.World, Tally);
    }

    /// <summary>What was counted so far.</summary>
    public CensusTally Tally { get; }

    /// <summary>Adds the items of a wave.</summary>
    /// <param name="wave">Its number.</param>
    public void Count(long wave)
    {
        WavePlan plan = _lives.Planner.Wave(wave);
        for (int truck = 0; truck < Numbering.LoadsPerWave; truck++)
        {
            _hauls[truck] = _lives.Planner.Truck(plan, truck);
        }

        for (int van = 0; van < Numbering.VansPerWave; van++)
        {
            _deliveries[van] = _lives.Planner.Van(plan, van, _hauls[van / Numbering.VansPerTruck].Truck.Arrived);
        }

        long firstCase = wave * Numbering.CasesPerWave, dealt = plan.Dealing.Forward(0), stride = plan.Dealing.Stride;
        for (int place = 0; place < Numbering.CasesPerWave; place += PhiloxLanes.Count)
        {
            PhiloxLanes.Eight(_lives.World.Seed, firstCase + place, Purpose.Case, out var x0, out var x1, out var x2, out var x3);
            for (int lane = 0; lane < PhiloxLanes.Count; lane++)
            {
                PhiloxBlock words = new(x0.GetElement(lane), x1.GetElement(lane), x2.GetElement(lane), x3.GetElement(lane));
                int at = (int)dealt;
                _counter.Count(_lives.Assemble(
                    plan, place + lane, at, _hauls[at / Numbering.CasesPerLoad], _deliveries[at / Numbering.CasesPerVan], words));
                dealt += stride;
                dealt -= dealt >= Numbering.CasesPerWave ? Numbering.CasesPerWave : 0;
            }
        }
    }
}
