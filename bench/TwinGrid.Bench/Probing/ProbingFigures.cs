using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Bench.Probing;

/// <summary>
/// How far the two envelope models are off at short range, and how little the exciter's place matters. Angles in degrees.
/// </summary>
/// <param name="LinearBiasLargest">Largest phase bias of the linear model over all phases, without noise, at β/V = 0.3.</param>
/// <param name="LinearBiasRms">Its root mean square.</param>
/// <param name="ExactBiasLargest">Largest phase bias of the exact model there.</param>
/// <param name="OneDirectionSpread">Largest difference of the phase of one direction between six exciter positions.</param>
/// <param name="ChannelSpread">Standard deviation of the mean θ̂₁₂ over the six positions.</param>
/// <param name="ChannelNoise">What probing noise alone makes of that.</param>
internal sealed record ProbingFigures(
    double LinearBiasLargest,
    double LinearBiasRms,
    double ExactBiasLargest,
    double OneDirectionSpread,
    double ChannelSpread,
    double ChannelNoise)
{
    private const double Ratio = 0.3, Degrees = 180 / Math.PI, NoiseDegrees = 4;
    private const int Repeats = 50;

    /// <summary>Measures both.</summary>
    public static ProbingFigures Measure()
    {
        double[] linear = Biases(voltages => LinearProbeEstimator.Estimate(ReflectionPalette.Standard, voltages).Phase);
        double[] exact = Biases(voltages => EnvelopeProbeEstimator.Estimate(ReflectionPalette.Standard, voltages).Phase);
        (double oneDirection, double spread, double noise) = MoveExciter();
        return new ProbingFigures(linear.Max(), Math.Sqrt(linear.Average(bias => bias * bias)), exact.Max(), oneDirection, spread, noise);
    }

    private static double[] Biases(Func<double[], double> phaseOf)
    {
        var random = new SeededRandom(1);
        var voltages = new double[ReflectionPalette.Standard.Count];
        return [.. Enumerable.Range(0, 360).Select(degree =>
        {
            double truth = degree / Degrees;
            ProbeSynthesis.Fill(ReflectionPalette.Standard, 0.1, 0.1, Complex.FromPolarCoordinates(Ratio, truth), 0, random, voltages);
            return Math.Abs(AngleMath.Wrap(phaseOf(voltages) - truth)) * Degrees;
        })];
    }

    /// <summary>Two tags 0.8 m apart, lit in turn from six places with multipath of their own; the channel between them stays.</summary>
    private static (double OneDirection, double Spread, double Noise) MoveExciter()
    {
        Position first = new(1.6, 2), second = new(2.4, 2);
        Position[] places = [new(2, -1.5, 1.5), new(-1.5, 2, 1.5), new(5.5, 2, 1.5), new(2, 5.5, 1.5), new(-1, -1, 2), new(5, 5, 1)];
        Complex channel = Complex.FromPolarCoordinates(0.05, 2 * Math.PI * first.DistanceTo(second) / new RoomOptions().Carrier.Wavelength.Value);
        var random = new SeededRandom(7);
        double[] oneDirection = new double[places.Length], means = new double[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            ExciterField field = ExciterField.Draw(new RoomOptions { Exciter = places[i] }, random);
            (oneDirection[i], means[i]) = Probe(field.At(first), field.At(second), channel, random);
        }

        double centre = means[0], mean = means.Average(value => AngleMath.WrapTo(value - centre, Math.PI));
        double spread = Math.Sqrt(means.Sum(value => Square(AngleMath.WrapTo(value - centre, Math.PI) - mean)) / (places.Length - 1));
        double largest = oneDirection.Max(a => oneDirection.Max(b => Math.Abs(AngleMath.Wrap(a - b))));
        return (largest * Degrees, spread * Degrees, NoiseDegrees / Math.Sqrt(Repeats));
    }

    /// <summary>Mean of Θ̂ of one direction and of θ̂₁₂ over repeated cycles.</summary>
    private static (double OneDirection, double Channel) Probe(Complex light1, Complex light2, Complex channel, SeededRandom random)
    {
        ReflectionPalette palette = ReflectionPalette.Standard;
        var forward = new double[palette.Count];
        var backward = new double[palette.Count];
        Complex direction = Complex.Zero, between = Complex.Zero;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            ProbeSynthesis.Fill(palette, light1, light2, channel, NoiseVolts(light1), random, forward);
            ProbeSynthesis.Fill(palette, light2, light1, channel, NoiseVolts(light2), random, backward);
            ProbeEstimate one = EnvelopeProbeEstimator.Estimate(palette, forward), other = EnvelopeProbeEstimator.Estimate(palette, backward);
            direction += Complex.FromPolarCoordinates(1, one.Phase);
            between += Complex.FromPolarCoordinates(1, 2 * LinkEstimator.Combine(one, other).Phase);
        }

        return (direction.Phase, between.Phase / 2);

        double NoiseVolts(Complex transmitter) =>
            NoiseDegrees / Degrees * Math.Sqrt(2) * transmitter.Magnitude * channel.Magnitude / Math.Sqrt(palette.PhaseNoiseGain);
    }

    private static double Square(double value) => value * value;
}
