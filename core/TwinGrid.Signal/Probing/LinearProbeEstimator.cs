namespace TwinGrid.Signal.Probing;

/// <summary>
/// Least squares on the first-order model of the envelope, v = H·x with x = (V, βcosΘ, βsinΘ).
/// Ahmad et al. (4.4) to (4.7). One product of a 3 × N matrix with N voltages, cheap enough for a tag.
/// Biased when β is not small against V: see <see cref="EnvelopeProbeEstimator"/>.
/// </summary>
public static class LinearProbeEstimator
{
    /// <summary>Estimates one direction of a link from one probing cycle. Allocates nothing.</summary>
    /// <param name="palette">The coefficients of the tag that backscattered.</param>
    /// <param name="voltages">N detected voltages at the other tag, in the palette's order.</param>
    /// <param name="noiseDeviation">Standard deviation of one voltage where it is known, in volts; otherwise it is taken from the residuals.</param>
    /// <returns>The estimate; always converged.</returns>
    /// <exception cref="ArgumentException">Wrong number of voltages, or one is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise is given and is not above zero.</exception>
    public static ProbeEstimate Estimate(ReflectionPalette palette, ReadOnlySpan<double> voltages, double? noiseDeviation = null)
    {
        ProbeInput.Check(palette, voltages, noiseDeviation);
        (double v, double a, double b) = Solve(palette, voltages);

        ReadOnlySpan<double> direct = palette.Direct, quadrature = palette.Quadrature;
        double sum = 0;
        for (int i = 0; i < voltages.Length; i++)
        {
            double residual = voltages[i] - v - direct[i] * a - quadrature[i] * b;
            sum += residual * residual;
        }

        double deviation = Math.Sqrt(sum / (voltages.Length - 3));
        double noise = noiseDeviation ?? deviation;
        // The printed (4.7) has atan, which loses half of the circle; the quadrant is in the signs.
        return new ProbeEstimate(
            v, Math.Sqrt(a * a + b * b), Math.Atan2(b, a),
            palette.InverseGram.Scale(noise * noise), deviation, ProbeMethod.Linear, Converged: true);
    }

    /// <summary>x̂ = W·v without checks or statistics.</summary>
    internal static (double V, double A, double B) Solve(ReflectionPalette palette, ReadOnlySpan<double> voltages)
    {
        int n = voltages.Length;
        ReadOnlySpan<double> weights = palette.Weights;
        ReadOnlySpan<double> row0 = weights[..n], row1 = weights.Slice(n, n), row2 = weights.Slice(2 * n, n);
        double v = 0, a = 0, b = 0;
        for (int i = 0; i < n; i++)
        {
            v += row0[i] * voltages[i];
            a += row1[i] * voltages[i];
            b += row2[i] * voltages[i];
        }

        return (v, a, b);
    }
}
