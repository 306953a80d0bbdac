using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Tests.Probing;

public class EnvelopeProbeEstimatorTests
{
    private static readonly ReflectionPalette Palette = ReflectionPalette.Standard;

    [Fact]
    public void At_short_range_the_exact_model_has_no_bias_where_the_linear_one_has_degrees()
    {
        double worstExact = 0, worstLinear = 0;
        for (int degrees = -175; degrees <= 180; degrees += 5)
        {
            double theta = degrees * Math.PI / 180;
            double[] voltages = Probe.Exact(Palette, 0.1, 0.03, theta);
            ProbeEstimate exact = EnvelopeProbeEstimator.Estimate(Palette, voltages);
            Assert.True(exact.Converged);
            worstExact = Math.Max(worstExact, Math.Abs(AngleMath.Wrap(exact.Phase - theta)));
            worstLinear = Math.Max(worstLinear, Math.Abs(AngleMath.Wrap(LinearProbeEstimator.Estimate(Palette, voltages).Phase - theta)));
        }

        Assert.True(Probe.Degrees(worstExact) < 0.1, $"exact bias {Probe.Degrees(worstExact)}");
        Assert.True(Probe.Degrees(worstLinear) > 5, $"linear bias {Probe.Degrees(worstLinear)}");
    }

    [Fact]
    public void Noise_at_short_range_leaves_the_exact_model_unbiased()
    {
        const double Theta = 2.0;
        double sine = 0, cosine = 0;
        for (ulong seed = 1; seed <= 2000; seed++)
        {
            double phase = EnvelopeProbeEstimator.Estimate(Palette, Probe.Exact(Palette, 0.1, 0.03, Theta, 0.001, seed)).Phase;
            sine += Math.Sin(phase - Theta);
            cosine += Math.Cos(phase - Theta);
        }

        Assert.True(Math.Abs(Probe.Degrees(Math.Atan2(sine, cosine))) < 0.1);
    }

    [Theory]
    [InlineData(0.02, 0.0005)]
    [InlineData(0.03, 0.002)]
    [InlineData(0.04, 0.001)]
    public void Agrees_with_a_grid_search_followed_by_nelder_mead(double beta, double noise)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            double[] voltages = Probe.Exact(Palette, 0.1, beta, 1.1 * seed, noise, seed);
            Vector<double> expected = BruteForce(voltages);

            ProbeEstimate estimate = EnvelopeProbeEstimator.Estimate(Palette, voltages);

            Assert.True(estimate.Converged);
            Assert.Equal(expected[0], estimate.ExcitationVoltage, 1e-5);
            Assert.Equal(expected[1], estimate.BackscatterVoltage * Math.Cos(estimate.Phase), 1e-5);
            Assert.Equal(expected[2], estimate.BackscatterVoltage * Math.Sin(estimate.Phase), 1e-5);
        }
    }

    [Fact]
    public void Far_apart_both_models_agree() => Laws.Hold(
        Laws.Between(-Math.PI, Math.PI),
        theta =>
        {
            double[] voltages = Probe.Exact(Palette, 0.1, 1e-5, theta);
            ProbeEstimate exact = EnvelopeProbeEstimator.Estimate(Palette, voltages);
            ProbeEstimate linear = LinearProbeEstimator.Estimate(Palette, voltages);
            return exact.Converged && Math.Abs(AngleMath.Wrap(exact.Phase - linear.Phase)) < 1e-3;
        });

    [Theory]
    [InlineData(0.3, 0.5)]
    [InlineData(1.4, 1.2)]
    [InlineData(2.6, 2.9)]
    public void Stated_covariance_matches_a_monte_carlo_at_short_range(double theta, double otherTheta)
    {
        foreach (double phase in new[] { theta, otherTheta })
        {
            const double Noise = 0.0005;
            double sum = 0, stated = 0;
            const int Draws = 3000;
            for (ulong seed = 1; seed <= Draws; seed++)
            {
                ProbeEstimate estimate = EnvelopeProbeEstimator.Estimate(Palette, Probe.Exact(Palette, 0.1, 0.02, phase, Noise, seed), Noise);
                double error = AngleMath.Wrap(estimate.Phase - phase);
                sum += error * error;
                stated += estimate.PhaseDeviation;
            }

            Assert.InRange(stated / Draws / Math.Sqrt(sum / Draws), 0.94, 1.06);
        }
    }

    [Fact]
    public void Silence_is_not_converged()
    {
        ProbeEstimate estimate = EnvelopeProbeEstimator.Estimate(Palette, new double[Palette.Count]);

        Assert.False(estimate.Converged);
        Assert.Equal(ProbeMethod.Linear, estimate.Method);
    }

    private static Vector<double> BruteForce(double[] voltages)
    {
        double Cost(double v, double a, double b)
        {
            double sum = 0;
            for (int i = 0; i < voltages.Length; i++)
            {
                var gamma = Palette.Coefficients[i];
                double envelope = (v + (1 - gamma) * new System.Numerics.Complex(a, b)).Magnitude;
                sum += (voltages[i] - envelope) * (voltages[i] - envelope);
            }

            return sum;
        }

        double best = double.PositiveInfinity;
        Vector<double> start = Vector<double>.Build.Dense(3);
        foreach (double v in Generate.LinearSpaced(21, 0.08, 0.12))
        {
            // The physical side: the tag adds less than the exciter.
            foreach (double a in Generate.LinearSpaced(40, -0.049, 0.05))
            {
                foreach (double b in Generate.LinearSpaced(40, -0.05, 0.05))
                {
                    double cost = Cost(v, a, b);
                    if (cost < best)
                    {
                        (best, start) = (cost, Vector<double>.Build.Dense([v, a, b]));
                    }
                }
            }
        }

        // Volts scaled so that the simplex works with numbers near one.
        IObjectiveFunction objective = ObjectiveFunction.Value(x => Cost(x[0] / 10, x[1] / 10, x[2] / 10) * 1e6);
        return new NelderMeadSimplex(1e-12, 5000).FindMinimum(objective, start * 10).MinimizingPoint / 10;
    }
}
