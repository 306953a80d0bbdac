using System.Diagnostics;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Bench.Simulation;

/// <summary>Time of one item's whole trace by its number alone, in a world of 10¹², on one core: items at random, each timed by itself.</summary>
internal static class ItemTraceFigures
{
    private const long Objects = 1_000_000_000_000;
    private const int Items = 100_000, WarmUp = 20_000;

    /// <summary>Measures it.</summary>
    /// <param name="step">Told what is being measured.</param>
    /// <returns>Rows to print.</returns>
    public static (string Name, double Value)[] Measure(Action<string> step)
    {
        step("traces of items at random");
        Lives lives = new(new WorldModel(1, Objects, WorldParameters.Default));
        var ticks = new long[Items];
        long reads = 0;
        for (int index = -WarmUp; index < Items; index++)
        {
            long number = (long)(Philox.Block(17, (ulong)(index + WarmUp), 0).Uniform * lives.World.Objects);
            long start = Stopwatch.GetTimestamp();
            ItemTrace trace = ItemTrace.Of(lives, number);
            long taken = Stopwatch.GetTimestamp() - start;
            reads += trace.Reads.All.Count;
            if (index >= 0)
            {
                ticks[index] = taken;
            }
        }

        Array.Sort(ticks);
        double Microseconds(double share) => Math.Round(ticks[(int)(share * (Items - 1))] * 1e6 / Stopwatch.Frequency, 2);
        return
        [
            ("simulate_trace_us", Microseconds(0.5)),
            ("simulate_trace_p99_us", Microseconds(0.99)),
            ("simulate_trace_reads_mean", Math.Round((double)reads / (Items + WarmUp), 1)),
        ];
    }
}
