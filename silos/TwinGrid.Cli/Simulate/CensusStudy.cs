using System.Diagnostics;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>What a sample of a size says.</summary>
/// <param name="Cases">Cases drawn.</param>
/// <param name="Rate">Share of the items with limits that had an excursion.</param>
internal sealed record SampleSize(long Cases, Estimate Rate);

/// <summary>How long a world of a size took.</summary>
/// <param name="Objects">Objects of the world.</param>
/// <param name="Seconds">Seconds.</param>
internal sealed record TimedSize(double Objects, double Seconds);

/// <summary>What a report shows besides the census: how errors shrink with a sample and how time grows with a world.</summary>
/// <param name="Growth">Samples of growing size of the census' world.</param>
/// <param name="Counts">Full counts of growing worlds.</param>
/// <param name="Samples">Samples of growing worlds, each for an error of 1 %; none of a world that is smaller than its sample.</param>
/// <param name="Touched">Objects that were worked out for all of these.</param>
/// <param name="Seconds">Time it took.</param>
internal sealed record CensusStudy(
    IReadOnlyList<SampleSize> Growth,
    IReadOnlyList<TimedSize> Counts,
    IReadOnlyList<TimedSize> Samples,
    double Touched,
    double Seconds)
{
    private const int GrowthSteps = 8;

    /// <summary>Most cases drawn for one of the growing samples besides the census' own.</summary>
    private const long MostCases = 1_000_000;

    /// <summary>The next larger count is left out where it would take longer than this.</summary>
    private const double LongestCount = 1;

    /// <summary>Most cases of a sample that is timed.</summary>
    private const long MostTimedCases = 10_000_000;

    private const double SampledError = 0.01;
    private static readonly double[] CountedWorlds = [1, 1e6, 1e7, 1e8, 1e9];
    private static readonly double[] SampledWorlds = [1e6, 1e9, 1e12];

    /// <summary>Sizes from the least to the most, equally far apart in proportion; fewer where they would be the same.</summary>
    public static IReadOnlyList<long> Sizes(long least, long most, int steps) => most <= least
        ? [least]
        : [.. Enumerable.Range(0, steps).Select(step => (long)Math.Round(least * Math.Pow((double)most / least, (double)step / (steps - 1)))).Distinct()];

    /// <summary>Works it out, on the cores that the census took.</summary>
    public static Task<CensusStudy> RunAsync(Lives lives, int workers, CensusOutcome outcome, bool isSilent, CancellationToken cancellation) =>
        LongWork.RunAsync("pictures", isSilent, progress =>
        {
            long start = Stopwatch.GetTimestamp();
            double touched = 0;
            IReadOnlyList<SampleSize> growth = Grow(lives, workers, outcome, ref touched, cancellation);
            progress?.Report(0.3);
            List<TimedSize> counts = Count(lives, workers, outcome, ref touched, cancellation);
            progress?.Report(0.5);
            List<TimedSize> samples = [];
            foreach (double size in SampledWorlds.Where((size, index) => index == 0 || size <= lives.World.Objects))
            {
                if (Sampled(Like(lives, size), workers, ref touched, cancellation) is { } sampled)
                {
                    samples.Add(sampled);
                }
            }

            progress?.Report(1);
            return new CensusStudy(growth, counts, samples, touched, Stopwatch.GetElapsedTime(start).TotalSeconds);
        });

    private static List<SampleSize> Grow(Lives lives, int workers, CensusOutcome outcome, ref double touched, CancellationToken cancellation)
    {
        WorldModel world = lives.World;
        SampledCensus census = new(lives, world.Seed, workers);
        touched += census.Pilot(CensusRun.PilotCasesOf(world), cancellation).Drawn * (double)Numbering.ItemsPerCase;
        List<SampleSize> growth = [];
        bool isSampled = !outcome.Figures.IsFull;
        long least = Stratum.Of(world).Count * SampledCensus.FewestPerStratum, most = Math.Min(MostCases, isSampled ? outcome.Drawn / 4 : world.Cases);

        // Where the census drew hardly more than the least there is nothing to grow.
        IEnumerable<long> sizes = Sizes(least, most, isSampled ? GrowthSteps - 1 : GrowthSteps).Where(size => !isSampled || 2 * size <= outcome.Drawn);
        foreach (long size in sizes)
        {
            CensusEstimate estimate = census.Main(size, cancellation);
            touched += estimate.Drawn * (double)Numbering.ItemsPerCase;
            growth.Add(new SampleSize(estimate.Drawn, new CensusFigures(world, estimate).ExcursionRate));
        }

        if (isSampled)
        {
            growth.Add(new SampleSize(outcome.Drawn, outcome.Figures.ExcursionRate));
        }

        return growth;
    }

    private static List<TimedSize> Count(Lives lives, int workers, CensusOutcome outcome, ref double touched, CancellationToken cancellation)
    {
        // The first count pays for the code's compilation, which is no cost of the world's.
        Counted(Like(lives, 1), workers, ref touched, cancellation);
        List<TimedSize> counts = [];
        double limit = outcome.Figures.IsFull ? lives.World.Objects - Numbering.ItemsPerWave : double.PositiveInfinity;
        foreach (double size in CountedWorlds.Where(size => size < limit))
        {
            if (counts.Count > 0 && size * counts[^1].Seconds / counts[^1].Objects > LongestCount)
            {
                break;
            }

            counts.Add(Counted(Like(lives, size), workers, ref touched, cancellation));
        }

        if (outcome.Figures.IsFull)
        {
            counts.Add(new TimedSize(lives.World.Objects, outcome.Seconds));
        }

        return counts;
    }

    /// <summary>A world of another size.</summary>
    private static Lives Like(Lives lives, double objects) => new(new WorldModel(lives.World.Seed, (long)objects, lives.World.Parameters));

    private static TimedSize Counted(Lives lives, int workers, ref double touched, CancellationToken cancellation)
    {
        CensusSweep sweep = new(lives, workers);
        long start = Stopwatch.GetTimestamp();
        sweep.Advance(long.MaxValue, cancellation);
        touched += sweep.Counted;
        return new TimedSize(lives.World.Objects, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Times a sample for an error of 1 %; null where it would take more cases than the world has, or too many to wait for.</summary>
    private static TimedSize? Sampled(Lives lives, int workers, ref double touched, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        SampledCensus census = new(lives, lives.World.Seed, workers);
        touched += census.Pilot(CensusRun.PilotCasesOf(lives.World), cancellation).Drawn * (double)Numbering.ItemsPerCase;
        long cases = census.CasesFor(SampledError);
        if (cases > Math.Min(lives.World.Cases, MostTimedCases))
        {
            return null;
        }

        touched += census.Main(cases, cancellation).Drawn * (double)Numbering.ItemsPerCase;
        return new TimedSize(lives.World.Objects, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
