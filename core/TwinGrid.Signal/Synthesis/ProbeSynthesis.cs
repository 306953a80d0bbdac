using System.Numerics;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Synthesis;

/// <summary>Voltages of one probing cycle, from the exact envelope of the sum of exciter and backscatter.</summary>
public static class ProbeSynthesis
{
    /// <summary>
    /// Writes vᵢ = |V₂e^{jθ₂} + V₁e^{jθ₁}·α₁₂e^{jθ₁₂}·(1 − Γᵢ)| plus Gaussian noise. Ahmad et al. Appendix A, before
    /// its first-order step. A detector gives no voltage below zero, so neither does this.
    /// </summary>
    /// <param name="palette">The coefficients of the backscattering tag.</param>
    /// <param name="transmitter">V₁e^{jθ₁}: excitation of the tag that backscatters, volts.</param>
    /// <param name="receiver">V₂e^{jθ₂}: excitation of the tag that hears, volts.</param>
    /// <param name="channel">α₁₂e^{jθ₁₂}, the channel between them.</param>
    /// <param name="noiseDeviation">Standard deviation of the noise of one voltage, volts; zero for none.</param>
    /// <param name="random">Where the noise comes from.</param>
    /// <param name="voltages">Filled with N voltages.</param>
    /// <exception cref="ArgumentException"><paramref name="voltages"/> is not N long.</exception>
    public static void Fill(
        ReflectionPalette palette,
        Complex transmitter,
        Complex receiver,
        Complex channel,
        double noiseDeviation,
        SeededRandom random,
        Span<double> voltages)
    {
        ArgumentNullException.ThrowIfNull(palette);
        ArgumentNullException.ThrowIfNull(random);
        if (voltages.Length != palette.Count)
        {
            throw new ArgumentException($"expected room for {palette.Count} voltages, found {voltages.Length}", nameof(voltages));
        }

        Complex backscatter = transmitter * channel;
        ReadOnlySpan<Complex> coefficients = palette.Coefficients;
        for (int i = 0; i < voltages.Length; i++)
        {
            double envelope = (receiver + backscatter * (1 - coefficients[i])).Magnitude;
            voltages[i] = noiseDeviation > 0 ? Math.Max(0, envelope + noiseDeviation * random.NextGaussian()) : envelope;
        }
    }
}
