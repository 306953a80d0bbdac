namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Cramér–Rao bounds on a range from N phases with an unknown common offset and no multipath: σ_r = (λₑ/4π)·σ_φ/√(N(N² − 1)/12),
/// the bound of a slope in a regression.
/// </summary>
public static class RangingBound
{
    /// <summary>Least standard deviation of an unbiased range, metres.</summary>
    /// <param name="plan">The channels.</param>
    /// <param name="phaseDeviation">Standard deviation of one phase in radians, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public static double Deviation(ChannelPlan plan, double phaseDeviation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.MetresPerRadian * SlopeDeviation(plan.Count, Required.NotNegative(phaseDeviation, "a phase deviation in radians"));
    }

    /// <summary>Standard deviation of a phase at a signal-to-noise ratio (power ratio of one complex sample): 1/√(2·SNR), radians.</summary>
    /// <param name="signalToNoise">The ratio, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not above zero or not finite.</exception>
    public static double PhaseDeviation(double signalToNoise) => 1 / Math.Sqrt(2 * Required.Positive(signalToNoise, "a signal-to-noise ratio"));

    /// <summary>Least deviation of the phase change a channel, in radians.</summary>
    internal static double SlopeDeviation(int count, double phaseDeviation) =>
        phaseDeviation / Math.Sqrt(count * ((double)count * count - 1) / 12);
}
