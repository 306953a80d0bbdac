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
    private readonly PhiloxLanes _random;
    private readonly Haul[] _hauls = new Haul[Numbering.LoadsPerWave];
    private readonly Delivery[] _deliveries = new Delivery[Numbering.VansPerWave];

    /// <summary>A counter of a world. Not for several threads.</summary>
    public WaveCounter(Lives lives)
    {
        ArgumentNullException.ThrowIfNull(lives);
        _lives = lives;
        _random = new PhiloxLanes(lives.World.Seed);
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

        Span<Vector256<uint>> words = stackalloc Vector256<uint>[4];
        long firstCase = wave * Numbering.CasesPerWave, dealt = plan.Dealing.Forward(0), stride = plan.Dealing.Stride;
        for (int place = 0; place < Numbering.CasesPerWave; place += PhiloxLanes.Count)
        {
            _random.Eight(firstCase + place, Purpose.Case, words);
            for (int lane = 0; lane < PhiloxLanes.Count; lane++)
            {
                PhiloxBlock block = new(words[0][lane], words[1][lane], words[2][lane], words[3][lane]);
                int at = (int)dealt;
                _counter.Count(_lives.Assemble(
                    plan, place + lane, at, _hauls[at / Numbering.CasesPerLoad], _deliveries[at / Numbering.CasesPerVan], block));
                dealt += stride;
                dealt -= dealt >= Numbering.CasesPerWave ? Numbering.CasesPerWave : 0;
            }
        }
    }
}
