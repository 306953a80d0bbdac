using System.Diagnostics;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>A census as it came out.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="Touched">Objects that were worked out for it.</param>
/// <param name="Seconds">Time it took, that of earlier runs of a full count included.</param>
/// <param name="SweptNow">Objects counted in this run alone.</param>
/// <param name="SecondsNow">Time of this run alone.</param>
/// <param name="Drawn">Cases of the sample whose figures these are; zero where everything was counted.</param>
internal sealed record CensusOutcome(CensusFigures Figures, double Touched, double Seconds, double SweptNow, double SecondsNow, long Drawn)
{
    /// <summary>Objects worked out a second in this run.</summary>
    public double ObjectsPerSecond => SweptNow / Math.Max(SecondsNow, 1e-9);
}

/// <summary>Counts or samples a world and says how far it is.</summary>
internal sealed class CensusRun(Lives lives, int workers, bool isSilent)
{
    private const double MissingError = 0.01, Margin = 0.85;
    private const long PilotCases = 200_000, MostCases = 200_000_000;

    /// <summary>Waves between two checkpoints for each core: a few seconds.</summary>
    private const int WavesPerCore = 1000;

    /// <summary>About how many cases the first sample of a world draws.</summary>
    public static long PilotCasesOf(WorldModel world) => Math.Min(PilotCases, world.Cases);

    public Task<CensusOutcome> CountAsync(FileInfo? checkpoint, CancellationToken cancellation)
    {
        string mark = checkpoint is null ? "" : CensusCheckpoint.MarkOf(lives);
        (CensusSweep sweep, double before) = CensusCheckpoint.Open(checkpoint, lives, workers, mark);
        double counted = sweep.Counted;
        return LongWork.RunAsync("census", isSilent, progress =>
        {
            long start = Stopwatch.GetTimestamp();
            while (!sweep.IsComplete)
            {
                sweep.Advance((long)WavesPerCore * workers, cancellation);
                CensusCheckpoint.Keep(checkpoint, sweep, before + Elapsed(start), mark);
                progress?.Report((double)sweep.NextWave / lives.World.Waves);
            }

            double now = Elapsed(start);
            return new CensusOutcome(new CensusFigures(lives.World, sweep.Tally), sweep.Counted, before + now, sweep.Counted - counted, now, 0);
        });
    }

    public Task<CensusOutcome> SampleAsync(TimeSpan? within, double? relativeError, CancellationToken cancellation) =>
        LongWork.RunAsync("sample", isSilent, progress =>
        {
            long start = Stopwatch.GetTimestamp();
            SampledCensus census = new(lives, lives.World.Seed, workers);
            // The first cases pay for setting the machine going as well, so that a rate would be wrong with them.
            census.Pilot(Math.Max(1, PilotCasesOf(lives.World) / 10), cancellation);
            double warm = Elapsed(start);
            CensusEstimate pilot = census.Pilot(PilotCasesOf(lives.World), cancellation);
            progress?.Report(0.1);
            double spent = Elapsed(start);
            long cases = within is { } time
                ? (long)(Math.Max(0, time.TotalSeconds * Margin - spent) / (spent - warm) * pilot.Drawn)
                : census.CasesFor(relativeError ?? MissingError);
            CensusEstimate estimate = census.Main(Math.Clamp(cases, 1, MostCases), cancellation);
            progress?.Report(1);
            double seconds = Elapsed(start), touched = (double)(pilot.Drawn + estimate.Drawn) * Numbering.ItemsPerCase;
            return new CensusOutcome(new CensusFigures(lives.World, estimate), touched, seconds, touched, seconds, estimate.Drawn);
        });

    /// <summary>Holds samples of many small worlds to their full counts and prints how often the intervals hold them.</summary>
    public async Task ValidateAsync(int seeds, CancellationToken cancellation)
    {
        CoverageTable coverage = await LongWork.RunAsync("worlds", isSilent, progress =>
        {
            CoverageTable table = new();
            for (int seed = 0; seed < seeds; seed++)
            {
                Lives small = new(new WorldModel(lives.World.Seed + (ulong)seed, lives.World.Objects, lives.World.Parameters));
                CensusSweep sweep = new(small, workers);
                sweep.Advance(long.MaxValue, cancellation);
                SampledCensus census = new(small, small.World.Seed, workers);
                census.Pilot(PilotCases / 10, cancellation);
                table.Add(new CensusFigures(small.World, sweep.Tally), new CensusFigures(small.World, census.Main(PilotCases, cancellation)));
                progress?.Report((seed + 1.0) / seeds);
            }

            return table;
        });
        coverage.Print(isSilent, seeds, lives.World.Objects);
    }

    private static double Elapsed(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
