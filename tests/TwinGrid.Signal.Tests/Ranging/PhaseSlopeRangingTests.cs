using System.Numerics;
using FsCheck.Fluent;
using TwinGrid.Model;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Ranging;

public class PhaseSlopeRangingTests
{
    private static readonly PhaseSlopeRanging Slope = new(Hops.Plan);

    [Fact]
    public void Every_range_below_half_the_equivalent_wavelength_is_found_exactly() => Laws.Hold(
        Laws.Between(0, 149.89),
        range =>
        {
            RangeEstimate byResponse = Slope.Estimate(Hops.Response(range)), byPhase = Slope.Estimate(Hops.Phases(Hops.Response(range)));
            return byResponse.Converged && byPhase.Converged
                && Math.Abs(Hops.Error(byResponse.Range, range)) < 1e-6 && Math.Abs(Hops.Error(byPhase.Range, range)) < 1e-6
                && byPhase.Coherence > 1 - 1e-9;
        });

    [Fact]
    public void Whole_turns_and_a_common_offset_change_nothing() => Laws.Hold(
        from range in Laws.Between(1, 140)
        from offset in Laws.Between(-9, 9)
        from seed in Gen.Choose(1, 100_000)
        select (range, offset, seed),
        c =>
        {
            var random = new SeededRandom((ulong)c.seed);
            double[] phases = Hops.Phases(Hops.Response(c.range, snr: 30, random: random));
            double[] moved = [.. phases.Select(phase => phase + c.offset + 2 * Math.PI * (random.NextIndex(7) - 3))];
            return Math.Abs(Hops.Error(Slope.Estimate(phases).Range, Slope.Estimate(moved).Range)) < 1e-7;
        });

    [Fact]
    public void A_longer_way_adds_its_length() => Laws.Hold(
        from range in Laws.Between(1, 70)
        from more in Laws.Between(0, 70)
        from seed in Gen.Choose(1, 100_000)
        select (range, more, seed),
        c =>
        {
            Complex[] response = Hops.Response(c.range, snr: 30, random: new SeededRandom((ulong)c.seed));
            Complex[] longer = [.. response.Select((value, n) => value * Complex.FromPolarCoordinates(1, Hops.Plan.Phase(n, c.more)))];
            return Math.Abs(Hops.Error(Slope.Estimate(longer).Range, Slope.Estimate(response).Range + c.more)) < 1e-7;
        });

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    public void Errors_reach_the_bound_and_the_stated_deviation(double decibels)
    {
        double snr = Math.Pow(10, decibels / 10), bound = RangingBound.Deviation(Hops.Plan, RangingBound.PhaseDeviation(snr));
        var random = new SeededRandom(11);
        var estimates = Enumerable.Range(0, 3000).Select(_ =>
        {
            double range = random.NextUniform(5, 35);
            RangeEstimate estimate = Slope.Estimate(Hops.Response(range, snr: snr, random: random));
            return (Error: Hops.Error(estimate.Range, range), estimate.Deviation);
        }).ToArray();
        double rms = Hops.RootMeanSquare(estimates.Select(e => e.Error));

        Assert.InRange(rms / bound, 0.95, 1.1);
        Assert.InRange(estimates.Average(e => e.Deviation) / rms, 0.93, 1.07);
    }

    [Fact]
    public void Weights_by_deviation_reach_the_weighted_bound_and_beat_equal_weights()
    {
        double[] deviations = [.. Enumerable.Range(0, Hops.Plan.Count).Select(n => n % 3 == 0 ? 0.6 : 0.05)];
        var random = new SeededRandom(12);
        var trials = Enumerable.Range(0, 1500).Select(_ =>
        {
            double[] phases = [.. Enumerable.Range(0, Hops.Plan.Count).Select(n => Hops.Plan.Phase(n, 20) + deviations[n] * random.NextGaussian())];
            RangeEstimate weighted = Slope.Estimate(phases, deviations);
            return (Weighted: weighted.Range - 20, weighted.Deviation, Equal: Slope.Estimate(phases).Range - 20);
        }).ToArray();
        double rms = Hops.RootMeanSquare(trials.Select(trial => trial.Weighted));

        Assert.InRange(trials[0].Deviation / rms, 0.93, 1.07);
        Assert.True(Hops.RootMeanSquare(trials.Select(trial => trial.Equal)) > 3 * rms);
    }

    [Fact]
    public void The_estimate_is_the_maximum_of_a_fine_raster()
    {
        var random = new SeededRandom(13);
        for (int trial = 0; trial < 20; trial++)
        {
            Complex[] response = Hops.Response(random.NextUniform(0, 149), snr: 1, random: random);
            double Likelihood(double range)
            {
                Complex sum = 0;
                for (int n = 0; n < response.Length; n++)
                {
                    sum += response[n] * Complex.FromPolarCoordinates(1, -Hops.Plan.Phase(n, range) + Hops.Plan.Phase(0, range));
                }

                return sum.Magnitude;
            }

            double found = Slope.Estimate(response).Range;
            double best = Enumerable.Range(0, 15_000).Select(i => i * 0.01).MaxBy(Likelihood);

            Assert.True(Math.Abs(Hops.Error(found, best)) < 0.011, $"expected {best}, found {found} m");
        }
    }

    [Fact]
    public void Wrapped_noise_has_little_coherence()
    {
        var random = new SeededRandom(14);
        RangeEstimate estimate = Slope.Estimate([.. Enumerable.Range(0, 50).Select(_ => random.NextUniform(-3, 3))]);

        Assert.InRange(estimate.Coherence, 0, 0.5);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        double[] phases = new double[50];
        Assert.Throws<ArgumentException>(() => Slope.Estimate(new double[49]));
        Assert.Throws<ArgumentException>(() => Slope.Estimate(phases, new double[50]));
        Assert.Throws<ArgumentException>(() => Slope.Estimate(phases, new double[49]));
        Assert.Throws<ArgumentException>(() => Slope.Estimate(new Complex[50]));
        phases[3] = double.NaN;
        Assert.Throws<ArgumentException>(() => Slope.Estimate(phases));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChannelPlan(Hertz.OfMega(1), Hertz.OfMega(1), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChannelPlan(Hertz.OfMega(1), default, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangingBound.Deviation(Hops.Plan, -1));
    }

    [Fact]
    public void A_plan_knows_its_wavelength_and_its_limit()
    {
        Assert.Equal(299.792458, Hops.Plan.EquivalentWavelength, 9);
        Assert.Equal(149.896229, Hops.Plan.UnambiguousRange, 9);
        Assert.Equal(5799e6, Hops.Plan.Frequency(49));
        Assert.Equal(0.1, Hops.Plan.Reduce(Hops.Plan.UnambiguousRange + 0.1), 9);
    }
}
