namespace TwinGrid.Signal.Probing;

/// <summary>
/// Joins the two directions of a pair: the exciter's phases enter Θ₁ and Θ₂ with opposite signs and its
/// amplitudes divide out, so the tag-to-tag channel remains. Ahmad et al. (4.8) and (4.9).
/// </summary>
public static class LinkEstimator
{
    /// <summary>
    /// α̂ = ½(β̂₁/V̂₂ + β̂₂/V̂₁) and θ̂₁₂ = ½(Θ̂₁ + Θ̂₂) mod π. The sum is reduced modulo 2π before it is
    /// halved, so the result does not depend on how either phase was wrapped. Symmetric in its arguments.
    /// </summary>
    /// <param name="forward">Tag 1 backscatters, tag 2 hears.</param>
    /// <param name="backward">Tag 2 backscatters, tag 1 hears.</param>
    /// <exception cref="ArgumentException">An excitation voltage is not above zero: that tag heard no exciter.</exception>
    public static ChannelEstimate Combine(in ProbeEstimate forward, in ProbeEstimate backward)
    {
        if (!(forward.ExcitationVoltage > 0 && backward.ExcitationVoltage > 0))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected excitation voltages above zero, found {forward.ExcitationVoltage} and {backward.ExcitationVoltage} V"));
        }

        double phase = AngleMath.Modulo(AngleMath.Modulo(forward.Phase + backward.Phase, 2 * Math.PI) / 2, Math.PI);
        double phaseVariance = (Square(forward.PhaseDeviation) + Square(backward.PhaseDeviation)) / 4;

        double v2 = forward.ExcitationVoltage, v1 = backward.ExcitationVoltage;
        double beta2 = forward.BackscatterVoltage, beta1 = backward.BackscatterVoltage;
        double attenuation = (beta1 / v2 + beta2 / v1) / 2;
        return new ChannelEstimate(
            attenuation,
            Math.Sqrt(AttenuationVariance(forward, beta1 / v2, v1) + AttenuationVariance(backward, beta2 / v1, v2)) / 2,
            phase,
            Math.Sqrt(phaseVariance),
            forward.Method == ProbeMethod.Envelope && backward.Method == ProbeMethod.Envelope ? ProbeMethod.Envelope : ProbeMethod.Linear,
            forward.Converged && backward.Converged);
    }

    /// <summary>Estimates both directions from their voltages and joins them. Allocates nothing.</summary>
    /// <param name="palette">The coefficients both tags cycle through.</param>
    /// <param name="forward">N voltages at tag 2 while tag 1 backscatters.</param>
    /// <param name="backward">N voltages at tag 1 while tag 2 backscatters.</param>
    /// <param name="method">The envelope model to fit.</param>
    /// <param name="forwardNoise">Voltage noise at tag 2 where known, in volts.</param>
    /// <param name="backwardNoise">Voltage noise at tag 1 where known, in volts.</param>
    /// <exception cref="ArgumentException">As for the estimators, or an excitation voltage is not above zero.</exception>
    public static ChannelEstimate Estimate(
        ReflectionPalette palette,
        ReadOnlySpan<double> forward,
        ReadOnlySpan<double> backward,
        ProbeMethod method = ProbeMethod.Envelope,
        double? forwardNoise = null,
        double? backwardNoise = null) =>
        method == ProbeMethod.Envelope
            ? Combine(EnvelopeProbeEstimator.Estimate(palette, forward, forwardNoise), EnvelopeProbeEstimator.Estimate(palette, backward, backwardNoise))
            : Combine(LinearProbeEstimator.Estimate(palette, forward, forwardNoise), LinearProbeEstimator.Estimate(palette, backward, backwardNoise));

    /// <summary>
    /// Share of one direction in the variance of 2·α̂: this direction's V divides the other's β (ratio
    /// <paramref name="otherRatio"/>) and its own β is divided by the other's V, and the two are correlated.
    /// </summary>
    private static double AttenuationVariance(in ProbeEstimate own, double otherRatio, double otherVoltage)
    {
        ProbeCovariance c = own.Covariance;
        double toVoltage = -otherRatio / own.ExcitationVoltage;
        double toAmplitude = 1 / otherVoltage;
        double cross = c.VA * Math.Cos(own.Phase) + c.VB * Math.Sin(own.Phase);
        return toVoltage * toVoltage * c.VV
            + 2 * toVoltage * toAmplitude * cross
            + toAmplitude * toAmplitude * c.AmplitudeVariance(own.Phase);
    }

    private static double Square(double value) => value * value;
}
