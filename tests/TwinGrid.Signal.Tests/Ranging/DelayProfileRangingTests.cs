using System.Numerics;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;
using Column = MathNet.Numerics.LinearAlgebra.Vector<System.Numerics.Complex>;

namespace TwinGrid.Signal.Tests.Ranging;

public class DelayProfileRangingTests
{
    private static readonly DelayProfileRanging AnyPlace = new(Hops.Plan, 300);
    private static readonly PhaseSlopeRanging Slope = new(Hops.Plan);

    [Theory]
    [InlineData(11, 8)]
    [InlineData(15, 35)]
    [InlineData(12, 15)]
    public void In_multipath_it_errs_by_less_than_half_of_the_slope_and_states_its_deviation(double decibels, double nanoseconds)
    {
        var model = new MultipathModel(LinkBudget.FromDecibels(decibels), nanoseconds * 1e-9);
        var random = new SeededRandom(21);
        var trials = Enumerable.Range(0, 400).Select(_ =>
        {
            double range = random.NextUniform(5, 35);
            Complex[] response = Hops.Response(range, model.Draw(random), 300, random);
            RangeEstimate estimate = AnyPlace.Estimate(response);
            Assert.True(estimate.Converged);
            return (Error: estimate.Range - range, estimate.Deviation, Slope: Hops.Error(Slope.Estimate(response).Range, range));
        }).ToArray();
        double rms = Hops.RootMeanSquare(trials.Select(trial => trial.Error));

        Assert.True(rms < Hops.RootMeanSquare(trials.Select(trial => trial.Slope)) / 2);
        // Two-way tails are squares, not Gaussian, which leaves a bias towards longer ranges; it stays the smaller part of the error.
        Assert.InRange(trials.Average(trial => trial.Error) / rms, -0.5, 0.5);
        Assert.InRange(Hops.RootMeanSquare(trials.Select(trial => trial.Error / trial.Deviation)), 0.75, 1.3);
    }

    [Fact]
    public void Knowing_the_place_it_reaches_the_bound_of_a_gaussian_channel()
    {
        var hypothesis = new DelayHypothesis(LinkBudget.FromDecibels(18), 20e-9);
        var model = new MultipathModel(hypothesis.RiceFactor, hypothesis.DelaySpread, 200);
        var ranging = new DelayProfileRanging(Hops.Plan, 300, [hypothesis]);
        var random = new SeededRandom(22);
        double[] errors = [.. Enumerable.Range(0, 1500).Select(_ => ranging.Estimate(Hops.Response(20, model.Draw(random), 300, random)).Range - 20)];

        Assert.InRange(Hops.RootMeanSquare(errors) / DelayCovariance.Bound(Hops.Plan, hypothesis, 1.0 / 300), 0.93, 1.1);
    }

    [Fact]
    public void Without_multipath_and_knowing_so_it_is_the_slope()
    {
        var ranging = new DelayProfileRanging(Hops.Plan, 100, [new DelayHypothesis(double.PositiveInfinity, 10e-9)]);
        var random = new SeededRandom(23);
        for (int trial = 0; trial < 50; trial++)
        {
            Complex[] response = Hops.Response(random.NextUniform(5, 35), snr: 100, random: random);
            RangeEstimate estimate = ranging.Estimate(response), slope = Slope.Estimate(response);

            Assert.Equal(slope.Range, estimate.Range, 1e-6);
            Assert.InRange(estimate.Deviation / RangingBound.Deviation(Hops.Plan, RangingBound.PhaseDeviation(100)), 0.9, 1.1);
        }
    }

    [Fact]
    public void The_range_is_that_of_a_likelihood_written_out()
    {
        var hypothesis = new DelayHypothesis(LinkBudget.FromDecibels(12), 20e-9);
        var ranging = new DelayProfileRanging(Hops.Plan, 100, [hypothesis]);
        Matrix<Complex> inverse = DelayCovariance.Of(Hops.Plan, hypothesis, 0.01).Inverse();
        var random = new SeededRandom(24);
        var model = new MultipathModel(hypothesis.RiceFactor, hypothesis.DelaySpread);
        for (int trial = 0; trial < 5; trial++)
        {
            Complex[] response = Hops.Response(20, model.Draw(random), 100, random);
            double Misfit(double range)
            {
                Column z = Column.Build.Dense(response.Length, n => response[n] * Complex.FromPolarCoordinates(1, -Hops.Plan.Phase(n, range)));
                Column one = Column.Build.Dense(response.Length, Complex.One);
                Column left = z - one * (one.ConjugateDotProduct(inverse * z) / one.ConjugateDotProduct(inverse * one));
                return left.ConjugateDotProduct(inverse * left).Real;
            }

            double best = Enumerable.Range(0, 1500).Select(i => 19 + i * 0.001).MinBy(Misfit);

            Assert.Equal(best, ranging.Estimate(response).Range, 0.001);
        }
    }

    [Fact]
    public void Scale_and_a_common_phase_change_nothing() => Laws.Hold(
        from scale in Laws.Between(1e-6, 1e6)
        from phase in Laws.Between(-4, 4)
        from seed in Gen.Choose(1, 100_000)
        select (scale, phase, seed),
        c =>
        {
            var random = new SeededRandom((ulong)c.seed);
            Complex[] response = Hops.Response(20, new MultipathModel(15, 15e-9).Draw(random), 300, random);
            Complex[] changed = [.. response.Select(value => value * Complex.FromPolarCoordinates(c.scale, c.phase))];
            return Math.Abs(AnyPlace.Estimate(response).Range - AnyPlace.Estimate(changed).Range) < 1e-6;
        },
        60);

    [Fact]
    public void An_estimate_allocates_nothing()
    {
        Complex[] response = Hops.Response(20, snr: 100, random: new SeededRandom(25));
        double[] phases = Hops.Phases(response);
        double sum = 0;
        long before = 0;
        for (int call = 0; call < 40; call++)
        {
            before = call == 20 ? GC.GetAllocatedBytesForCurrentThread() : before;
            sum += AnyPlace.Estimate(response).Range + Slope.Estimate(phases).Range;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(40, sum / 40, 0.5);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AnyPlace.Estimate(new Complex[50]));
        Assert.Throws<ArgumentException>(() => AnyPlace.Estimate(new Complex[49]));
        Assert.Throws<ArgumentException>(() => new DelayProfileRanging(Hops.Plan, 100, []));
        Assert.Throws<ArgumentException>(() => new DelayProfileRanging(Hops.Plan, 100, [new DelayHypothesis(-1, 1e-9)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayProfileRanging(Hops.Plan, 0));
    }
}
