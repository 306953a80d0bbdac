using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>
/// Counts every object of a world, wave by wave on several cores. What is counted so far is always a whole number of waves from
/// the first on, so that a sweep may end at any time and go on from what was kept of it.
/// </summary>
public sealed class CensusSweep
{
    private readonly WaveCounter[] _counters;

    /// <summary>A sweep.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="workers">Cores to use, one or more; the counts don't depend on it.</param>
    /// <param name="nextWave">The first wave that isn't counted yet.</param>
    /// <param name="counts">The counts of the waves before it in <see cref="CensusTally.CopyTo"/>'s order; empty for none.</param>
    /// <exception cref="ArgumentException">The counts don't fit the world.</exception>
    public CensusSweep(Lives lives, int workers, long nextWave = 0, ReadOnlySpan<long> counts = default)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(nextWave);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nextWave, lives.World.Waves);
        World = lives.World;
        NextWave = nextWave;
        _counters = [.. Enumerable.Range(0, workers).Select(_ => new WaveCounter(lives))];
        Tally = new CensusTally(World.Parameters.Countries.Count, World.Classes.Count);
        if (!counts.IsEmpty)
        {
            Tally.CopyFrom(counts);
        }
    }

    /// <summary>The world.</summary>
    public WorldModel World { get; }

    /// <summary>The first wave that isn't counted yet.</summary>
    public long NextWave { get; private set; }

    /// <summary>Whether all waves are counted.</summary>
    public bool IsComplete => NextWave == World.Waves;

    /// <summary>Objects counted.</summary>
    public long Counted => NextWave * Numbering.ItemsPerWave;

    /// <summary>The counts.</summary>
    public CensusTally Tally { get; }

    /// <summary>Counts some more waves.</summary>
    /// <param name="waves">How many at most, above zero.</param>
    /// <param name="cancellation">Ends it before; what was counted in this call is then not kept.</param>
    public void Advance(long waves, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(waves);
        long end = Math.Min(World.Waves, NextWave + waves), next = NextWave - 1;
        try
        {
            Parallel.ForEach(_counters, new ParallelOptions { MaxDegreeOfParallelism = _counters.Length, CancellationToken = cancellation }, counter =>
            {
                for (long wave = Interlocked.Increment(ref next); wave < end; wave = Interlocked.Increment(ref next))
                {
                    cancellation.ThrowIfCancellationRequested();
                    counter.Count(wave);
                }
            });
            Array.ForEach(_counters, counter => Tally.Add(counter.Tally));
            NextWave = end;
        }
        finally
        {
            Array.ForEach(_counters, counter => counter.Tally.Clear());
        }
    }
}
