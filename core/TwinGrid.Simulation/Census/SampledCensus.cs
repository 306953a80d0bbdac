using TwinGrid.Simulation.Items;

namespace TwinGrid.Simulation.Census;

/// <summary>
/// A census from a sample: cases drawn within each country and class of goods. A first small sample finds how much the strata
/// differ within; a second, which alone is reported, is shared out mostly by size times the spread of excursions
/// (Neyman's allocation), the rest by size.
/// </summary>
public sealed class SampledCensus
{
    /// <summary>Cases drawn of each stratum at least: below it a variance says little.</summary>
    public const long FewestPerStratum = 64;

    /// <summary>Share of the second sample that follows size alone, so that figures other than excursions keep small errors too.</summary>
    private const double BySize = 0.25;

    /// <summary>A first sample knows the spread of rare things to a tenth or so; so much more is drawn that the error wanted is kept.</summary>
    private const double Reserve = 1.4;

    private const long BatchSize = 1024;
    private readonly Lives _lives;
    private readonly ulong _seed;
    private readonly int _workers;
    private readonly IReadOnlyList<Stratum> _strata;
    private readonly long _cases;
    private SampleSums[]? _pilot;

    /// <summary>Prepares a sample.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="seed">Which cases are drawn follows from it, apart from the world's own seed.</param>
    /// <param name="workers">Cores to use; the estimates don't depend on it.</param>
    public SampledCensus(Lives lives, ulong seed, int workers)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        _lives = lives;
        _seed = seed;
        _workers = workers;
        _strata = Stratum.Of(lives.World);
        _cases = _strata.Sum(stratum => stratum.Cases);
    }

    /// <summary>Draws the first sample.</summary>
    /// <param name="cases">About how many cases.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What it alone says.</returns>
    public CensusEstimate Pilot(long cases, CancellationToken cancellation)
    {
        _pilot = Draw([.. _strata.Select(stratum => Size(cases * ((double)stratum.Cases / _cases)))], first: 0, cancellation);
        return new CensusEstimate(_strata, _pilot);
    }

    /// <summary>How many cases a second sample needs for a relative error of the number of excursions.</summary>
    /// <param name="relativeError">Half the width of the 95 % interval over the value, above zero.</param>
    /// <exception cref="InvalidOperationException">There was no first sample.</exception>
    public long CasesFor(double relativeError)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relativeError);
        double[] shares = Shares();
        double total = new CensusEstimate(_strata, _pilot!).Excursions().Value, variance = 0;
        for (int index = 0; index < shares.Length; index++)
        {
            variance += Math.Pow(_strata[index].Cases, 2) * _pilot![index].Variance(SampleSums.Excursions) / shares[index];
        }

        double needed = Math.Pow(Estimate.TwoSided95 / (relativeError * total), 2) * variance;
        return double.IsFinite(needed) ? (long)Math.Ceiling(Reserve * needed) : long.MaxValue;
    }

    /// <summary>Draws the second sample.</summary>
    /// <param name="cases">About how many cases.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidOperationException">There was no first sample.</exception>
    public CensusEstimate Main(long cases, CancellationToken cancellation) =>
        new(_strata, Draw([.. Shares().Select(share => Size(cases * share))], first: 1L << 40, cancellation));

    private static long Size(double cases) => Math.Max(FewestPerStratum, (long)Math.Ceiling(cases));

    private double[] Shares()
    {
        SampleSums[] pilot = _pilot ?? throw new InvalidOperationException("expected a first sample before the second");
        double[] spreads = [.. _strata.Select((stratum, index) => stratum.Cases * Math.Sqrt(pilot[index].Variance(SampleSums.Excursions)))];
        double all = spreads.Sum();
        return [.. _strata.Select((stratum, index) => BySize * stratum.Cases / _cases + (1 - BySize) * (all > 0 ? spreads[index] / all : (double)stratum.Cases / _cases))];
    }

    private SampleSums[] Draw(long[] sizes, long first, CancellationToken cancellation)
    {
        (int Stratum, long From, long To)[] batches = [.. sizes.SelectMany((size, index) => Enumerable
            .Range(0, (int)((size + BatchSize - 1) / BatchSize))
            .Select(batch => (index, first + batch * BatchSize, first + Math.Min(size, (batch + 1) * BatchSize))))];
        SampleSums[] total = [.. sizes.Select(_ => new SampleSums(_lives.World.Parameters.Countries.Count))];
        int next = -1;
        Parallel.For(0, _workers, new ParallelOptions { MaxDegreeOfParallelism = _workers, CancellationToken = cancellation }, _ =>
        {
            CensusTally scratch = new(_lives.World.Parameters.Countries.Count, _lives.World.Classes.Count);
            CaseCounter counter = new(_lives.World, scratch);
            SampleSums[] own = [.. sizes.Select(_ => new SampleSums(_lives.World.Parameters.Countries.Count))];
            for (int batch = Interlocked.Increment(ref next); batch < batches.Length; batch = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                (int stratum, long from, long to) = batches[batch];
                for (long index = from; index < to; index++)
                {
                    CaseFacts theCase = _lives.Case(_strata[stratum].Draw(_seed, index));
                    counter.Count(theCase);
                    own[stratum].Take(scratch, theCase);
                }
            }

            lock (total)
            {
                for (int index = 0; index < own.Length; index++)
                {
                    total[index].Add(own[index]);
                }
            }
        });
        return total;
    }
}
