using System.Numerics;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>
/// How far each envelope model is off without any noise, over all phases of the backscatter: the second-order term that the
/// first-order model of Ahmad et al., Appendix A, leaves out.
/// </summary>
/// <param name="LinearLargest">Largest phase bias of the linear model, degrees.</param>
/// <param name="LinearRms">Its root mean square over all phases, degrees.</param>
/// <param name="ExactLargest">Largest phase bias of the exact envelope, degrees.</param>
public sealed record EnvelopeBias(double LinearLargest, double LinearRms, double ExactLargest)
{
    private const double Degrees = 180 / Math.PI;

    /// <summary>Computes the biases for one strength of the backscatter, in steps of one degree.</summary>
    /// <param name="ratio">β/V, above zero.</param>
    public static EnvelopeBias At(double ratio)
    {
        double[] linear = Over(ratio, voltages => LinearProbeEstimator.Estimate(ReflectionPalette.Standard, voltages).Phase);
        double[] exact = Over(ratio, voltages => EnvelopeProbeEstimator.Estimate(ReflectionPalette.Standard, voltages).Phase);
        return new EnvelopeBias(linear.Max(), Math.Sqrt(linear.Average(bias => bias * bias)), exact.Max());
    }

    private static double[] Over(double ratio, Func<double[], double> phaseOf)
    {
        var random = new SeededRandom(1);
        var voltages = new double[ReflectionPalette.Standard.Count];
        return [.. Enumerable.Range(0, 360).Select(degree =>
        {
            double truth = degree / Degrees;
            ProbeSynthesis.Fill(ReflectionPalette.Standard, 0.1, 0.1, Complex.FromPolarCoordinates(ratio, truth), 0, random, voltages);
            return Math.Abs(AngleMath.Wrap(phaseOf(voltages) - truth)) * Degrees;
        })];
    }
}
