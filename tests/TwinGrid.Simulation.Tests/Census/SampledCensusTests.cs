using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.Census;

public class SampledCensusTests
{
    private static readonly Lives World = new(new WorldModel(5, 30_000_000, WorldParameters.Default));

    [Fact]
    public void Strata_hold_each_case_once()
    {
        IReadOnlyList<Stratum> strata = Stratum.Of(World.World);
        Assert.Equal(World.World.Cases, strata.Sum(stratum => stratum.Cases));
        foreach (Stratum stratum in strata)
        {
            for (long index = 0; index < 50; index++)
            {
                CaseFacts drawn = World.Case(stratum.Draw(9, index));
                Assert.Equal((stratum.Country, stratum.Goods), (drawn.Country, drawn.Goods));
            }
        }
    }

    [Fact]
    public void A_stratum_gives_each_of_its_waves_alike()
    {
        Stratum largest = Stratum.Of(World.World).MaxBy(stratum => stratum.Cases)!;
        long waves = largest.Cases / Numbering.CasesPerWave, draws = 2000 * waves;
        Dictionary<long, long> seen = [];
        for (long index = 0; index < draws; index++)
        {
            long wave = Numbering.WaveOf(largest.Draw(3, index));
            seen[wave] = seen.GetValueOrDefault(wave) + 1;
        }

        Assert.Equal(waves, seen.Count);
        // χ² of that many cells stays below its mean and five standard deviations.
        double squares = seen.Values.Sum(count => Math.Pow(count - 2000, 2) / 2000);
        Assert.InRange(squares, 0, waves - 1 + 5 * Math.Sqrt(2.0 * (waves - 1)));
    }

    [Fact]
    public void The_number_of_cores_changes_nothing()
    {
        CensusEstimate one = Sample(1), three = Sample(3);
        Assert.Equal(one.Drawn, three.Drawn);
        Assert.Equal(one.Excursions(), three.Excursions());
        Assert.Equal(one.LocationMillimetres, three.LocationMillimetres);

        CensusSweep alone = new(World, 1), together = new(World, 3);
        alone.Advance(20, CancellationToken.None);
        together.Advance(20, CancellationToken.None);
        Assert.Equal(alone.Tally, together.Tally);
    }

    [Fact]
    public void A_sweep_goes_on_from_what_was_kept_of_it()
    {
        CensusSweep whole = new(World, 2), first = new(World, 2);
        whole.Advance(24, CancellationToken.None);
        first.Advance(11, CancellationToken.None);
        var kept = new long[first.Tally.Length];
        first.Tally.CopyTo(kept);
        CensusSweep second = new(World, 1, first.NextWave, kept);
        second.Advance(13, CancellationToken.None);
        Assert.Equal(whole.Tally, second.Tally);
        Assert.Throws<ArgumentException>(() => new CensusSweep(World, 1, 3, kept.AsSpan(1)));
    }

    [Fact]
    public void A_sweep_that_is_cancelled_keeps_what_it_had()
    {
        CensusSweep sweep = new(World, 2);
        sweep.Advance(2, CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => sweep.Advance(2, new CancellationToken(canceled: true)));
        Assert.Equal(2, sweep.NextWave);
        CensusSweep same = new(World, 1);
        same.Advance(2, CancellationToken.None);
        Assert.Equal(same.Tally, sweep.Tally);
    }

    [Fact]
    public void A_sample_is_within_four_errors_of_the_full_count()
    {
        CensusSweep sweep = new(World, 2);
        sweep.Advance(long.MaxValue, CancellationToken.None);
        CensusEstimate sampled = Sample(2);
        void Near(double counted, Estimate estimate) =>
            Assert.InRange(counted, estimate.Value - 4 * estimate.StandardError, estimate.Value + 4 * estimate.StandardError);
        Near(Sum(goods => sweep.Tally.Of(goods, Count.ReadsOfLastDay)), sampled.Of(Count.ReadsOfLastDay));
        Near(Sum(goods => sweep.Tally.Of(goods, Count.Reads)), sampled.Of(Count.Reads));
        Near(Sum(goods => sweep.Tally.Of(goods, Count.Located)), sampled.Of(Count.Located));
        Near(Stages(Stage.Shelf), sampled.InStage(Stage.Shelf));
        Near(Stages(Stage.Lost) + Stages(Stage.Stolen) + Stages(Stage.Broken), sampled.Losses);
        Near(Sum(goods => sweep.Tally.Of(goods, Count.ErrorSum)) / Sum(goods => sweep.Tally.Of(goods, Count.Located)) / 100, sampled.LocationMillimetres);
        CensusFigures full = new(World.World, sweep.Tally);
        for (int country = 0; country < full.Countries; country++)
        {
            Near(full.InChain(country).Value, sampled.InChain(country));
            Assert.All([Stage.NotMade, Stage.Factory, Stage.Shelf], stage => Near(full.InStage(stage, country).Value, sampled.InStage(stage, country)));
        }

        double Sum(Func<int, long> count) => Enumerable.Range(0, World.World.Classes.Count).Sum(count);
        double Stages(Stage stage) => Enumerable.Range(0, sweep.Tally.Countries).Sum(country => sweep.Tally.Stages(country, stage));
    }

    private static CensusEstimate Sample(int workers)
    {
        SampledCensus census = new(World, 11, workers);
        census.Pilot(20_000, CancellationToken.None);
        return census.Main(60_000, CancellationToken.None);
    }
}
