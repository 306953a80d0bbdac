using System.Diagnostics;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Bench.Simulation;

/// <summary>
/// How quickly a world of 10¹² objects is counted, sampled and looked into. The reference for the count, in the same run, is the
/// same count one item at a time on one core.
/// </summary>
internal static class WorldFigures
{
    private const long Objects = 1_000_000_000_000, SweptObjects = 4_000_000_000;
    private const int LiteralCases = 100_000, Lookups = 300_000;
    private const double WantedError = 0.01;

    public static (string Name, double Value)[] Measure(Action<string> step)
    {
        Lives lives = new(new WorldModel(1, Objects, WorldParameters.Default));
        int cores = Environment.ProcessorCount;

        step("one item at a time");
        double literal = Seconds(() => CountLiterally(lives)) / (LiteralCases * Numbering.ItemsPerCase);

        step("a sweep");
        CensusSweep sweep = new(lives, cores);
        sweep.Advance(1000, CancellationToken.None);
        long before = sweep.Counted;
        double swept = Seconds(() => sweep.Advance(SweptObjects / Numbering.ItemsPerWave, CancellationToken.None));
        double rate = (sweep.Counted - before) / swept;

        step("a sample of 1 % error");
        CensusEstimate? estimate = null;
        double sampled = Seconds(() =>
        {
            SampledCensus census = new(lives, 1, cores);
            census.Pilot(200_000, CancellationToken.None);
            estimate = census.Main(census.CasesFor(WantedError), CancellationToken.None);
        });

        step("items by number");
        double lookup = Seconds(() => LookUp(lives)) / Lookups;
        return
        [
            ("objects_addressable", lives.World.Objects),
            ("objects_touched", sweep.Counted - before),
            ("objects_resident", 0),
            ("sweep_objects_per_second", rate),
            ("sweep_hours_for_1e12", Objects / rate / 3600),
            ("sweep_over_one_at_a_time_per_core", rate / cores * literal),
            ("sample_seconds_for_1_percent", sampled),
            ("sample_cases", estimate!.Drawn),
            ("sample_relative_error", estimate.Excursions().RelativeError),
            ("item_lookup_us", lookup * 1e6),
        ];
    }

    /// <summary>Stage, reads and exposure of items, each worked out alone by its number.</summary>
    private static void CountLiterally(Lives lives)
    {
        CensusTally tally = new(lives.World.Parameters.Countries.Count, lives.World.Classes.Count);
        for (long theCase = 0; theCase < LiteralCases; theCase++)
        {
            tally.AddOneByOne(lives, lives.Case(theCase));
        }
    }

    private static void LookUp(Lives lives)
    {
        SeededRandom random = new(3);
        long last = 0;
        for (int lookup = 0; lookup < Lookups; lookup++)
        {
            long item = (long)(random.NextUniform() * lives.World.Objects);
            CaseFacts theCase = lives.Case(Numbering.CaseOf(item));
            last += lives.Item(theCase, (int)(item % Numbering.ItemsPerCase)).EndsAt;
        }

        GC.KeepAlive(last);
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
