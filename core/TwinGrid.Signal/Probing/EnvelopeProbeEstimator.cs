namespace TwinGrid.Signal.Probing;

/// <summary>
/// Least squares on the exact envelope vᵢ = |V + β(1 − Γᵢ)e^{jΘ}|, without the first-order step of
/// Ahmad et al. Appendix A, so that short links (β not small against V) carry no bias.
/// Levenberg–Marquardt in (V, a = βcosΘ, b = βsinΘ), started at the linear estimate.
/// With |Γ| = 1 a mirror solution a′ = −V − a fits equally well; the physical one, where the tag adds less
/// than the exciter (a &gt; −V/2), is the one near the linear estimate, and the fit stays on its side.
/// </summary>
public static class EnvelopeProbeEstimator
{
    private const int MaximumIterations = 30;
    private const double RelativeStep = 1e-10;

    /// <summary>Estimates one direction of a link from one probing cycle. Allocates nothing.</summary>
    /// <param name="palette">The coefficients of the tag that backscattered.</param>
    /// <param name="voltages">N detected voltages at the other tag, in the palette's order.</param>
    /// <param name="noiseDeviation">Standard deviation of one voltage where it is known, in volts; otherwise it is taken from the residuals.</param>
    /// <returns>
    /// The exact estimate; or, where it does not settle, the linear one with <see cref="ProbeEstimate.Converged"/> false.
    /// </returns>
    /// <exception cref="ArgumentException">Wrong number of voltages, or one is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise is given and is not above zero.</exception>
    public static ProbeEstimate Estimate(ReflectionPalette palette, ReadOnlySpan<double> voltages, double? noiseDeviation = null)
    {
        ProbeInput.Check(palette, voltages, noiseDeviation);
        (double v, double a, double b) = LinearProbeEstimator.Solve(palette, voltages);
        if (a < -v / 2)
        {
            a = -v / 2;
        }

        EnvelopeNormal normal = EnvelopeNormal.At(palette, voltages, v, a, b);
        double damping = 1e-4;
        bool converged = false;
        for (int iteration = 0; iteration < MaximumIterations && !converged; iteration++)
        {
            if (!normal.TryStep(damping, out double dv, out double da, out double db))
            {
                break;
            }

            EnvelopeNormal trial = EnvelopeNormal.At(palette, voltages, v + dv, a + da, b + db);
            bool tiny = Math.Abs(dv) + Math.Abs(da) + Math.Abs(db) <= RelativeStep * Math.Abs(v);
            if (trial.SquaredSum <= normal.SquaredSum)
            {
                (v, a, b, normal) = (v + dv, a + da, b + db, trial);
                damping /= 10;
                converged = tiny;
            }
            else
            {
                converged = tiny;
                damping *= 10;
            }
        }

        double deviation = Math.Sqrt(normal.SquaredSum / (voltages.Length - 3));
        double noise = noiseDeviation ?? deviation;
        if (!converged || !(v > 0) || !normal.TryInvert(out ProbeCovariance inverse))
        {
            return LinearProbeEstimator.Estimate(palette, voltages, noiseDeviation) with { Converged = false };
        }

        return new ProbeEstimate(
            v, Math.Sqrt(a * a + b * b), Math.Atan2(b, a), inverse.Scale(noise * noise), deviation, ProbeMethod.Envelope, Converged: true);
    }
}
