using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Tests.Probing;

public class LinearProbeEstimatorTests
{
    private static readonly ReflectionPalette Palette = ReflectionPalette.Standard;

    [Fact]
    public void Agrees_with_a_qr_solution_on_noisy_voltages()
    {
        Matrix<double> h = Matrix<double>.Build.Dense(Palette.Count, 3, (i, j) => j switch { 0 => 1, 1 => Palette.Direct[i], _ => Palette.Quadrature[i] });
        for (ulong seed = 1; seed <= 20; seed++)
        {
            double[] voltages = Probe.Exact(Palette, 0.1, 0.01, 0.3 * seed, noise: 0.001, seed);
            Vector<double> expected = h.QR().Solve(Vector<double>.Build.Dense(voltages));
            double residual = (h * expected - Vector<double>.Build.Dense(voltages)).L2Norm() / Math.Sqrt(Palette.Count - 3);

            ProbeEstimate estimate = LinearProbeEstimator.Estimate(Palette, voltages);

            Assert.Equal(expected[0], estimate.ExcitationVoltage, 12);
            Assert.Equal(expected[1], estimate.BackscatterVoltage * Math.Cos(estimate.Phase), 12);
            Assert.Equal(expected[2], estimate.BackscatterVoltage * Math.Sin(estimate.Phase), 12);
            Assert.Equal(residual, estimate.ResidualDeviation, 12);
        }
    }

    [Fact]
    public void Recovers_every_quadrant_of_its_own_model() => Laws.Hold(
        Laws.Between(-Math.PI + 1e-6, Math.PI),
        theta =>
        {
            ProbeEstimate estimate = LinearProbeEstimator.Estimate(Palette, Probe.Linear(Palette, 0.1, 0.02, theta));
            return Math.Abs(AngleMath.Wrap(estimate.Phase - theta)) < 1e-9
                && Math.Abs(estimate.BackscatterVoltage - 0.02) < 1e-12
                && Math.Abs(estimate.ExcitationVoltage - 0.1) < 1e-12;
        });

    [Fact]
    public void Stated_deviations_match_a_monte_carlo_at_twenty_decibels()
    {
        const double V = 0.1, Beta = 0.002, Theta = 2.2, Noise = 0.0002;
        var phases = new List<double>();
        var voltages = new List<double>();
        ProbeEstimate last = default;
        for (ulong seed = 1; seed <= 4000; seed++)
        {
            last = LinearProbeEstimator.Estimate(Palette, Probe.Exact(Palette, V, Beta, Theta, Noise, seed), Noise);
            phases.Add(last.Phase);
            voltages.Add(last.ExcitationVoltage);
        }

        // 4,000 draws know a deviation to 1.1 %.
        Assert.InRange(last.PhaseDeviation / Deviation(phases), 0.9, 1.1);
        Assert.InRange(last.ExcitationDeviation / Deviation(voltages), 0.96, 1.04);
    }

    [Fact]
    public void Residuals_tell_the_noise_without_bias()
    {
        double sum = 0;
        for (ulong seed = 1; seed <= 2000; seed++)
        {
            double deviation = LinearProbeEstimator.Estimate(Palette, Probe.Exact(Palette, 0.1, 0.0005, 1, 0.0001, seed)).ResidualDeviation;
            sum += deviation * deviation;
        }

        Assert.InRange(Math.Sqrt(sum / 2000) / 0.0001, 0.97, 1.03);
    }

    [Fact]
    public void Without_backscatter_the_phase_is_stated_unknown()
    {
        double[] voltages = Enumerable.Repeat(0.1, Palette.Count).ToArray();

        ProbeEstimate estimate = LinearProbeEstimator.Estimate(Palette, voltages, noiseDeviation: 0.001);

        Assert.Equal(Math.PI / Math.Sqrt(3), estimate.PhaseDeviation, 9);
    }

    [Fact]
    public void Nan_and_wrong_counts_are_refused()
    {
        double[] voltages = Probe.Exact(Palette, 0.1, 0.01, 1);
        voltages[3] = double.NaN;

        Assert.Contains("index 3", Assert.Throws<ArgumentException>(() => LinearProbeEstimator.Estimate(Palette, voltages)).Message, StringComparison.Ordinal);
        Assert.Contains("found 7", Assert.Throws<ArgumentException>(() => LinearProbeEstimator.Estimate(Palette, voltages.AsSpan(0, 7))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearProbeEstimator.Estimate(Palette, Probe.Exact(Palette, 0.1, 0.01, 1), noiseDeviation: 0));
    }

    [Fact]
    public void Estimating_allocates_nothing()
    {
        double[] voltages = Probe.Exact(Palette, 0.1, 0.01, 1, 0.0001);
        LinkEstimator.Estimate(Palette, voltages, voltages);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            LinkEstimator.Estimate(Palette, voltages, voltages);
            LinkEstimator.Estimate(Palette, voltages, voltages, ProbeMethod.Linear);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Deviation(List<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
