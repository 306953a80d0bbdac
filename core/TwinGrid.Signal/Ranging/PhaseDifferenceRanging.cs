namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Range from the mean phase difference of adjacent channels: the published estimator, kept as a reference. It takes absolute
/// values, so that noise larger than the slope adds a positive error; without them the sum would telescope to its two ends, and
/// with them it does so wherever all differences have one sign. <see cref="PhaseSlopeRanging"/> uses all channels.
/// </summary>
public static class PhaseDifferenceRanging
{
    /// <summary>
    /// As printed, Qi et al., eqs. 6 to 8: the sum of N − 1 absolute differences of phases in [0, 2π), divided by N. Each wrap adds
    /// nearly a turn, and the divisor makes every range too short by 1/N, 2 % for 50 channels.
    /// </summary>
    /// <param name="plan">The channels.</param>
    /// <param name="phases">N phases in radians; they are reduced to [0, 2π) as eq. 3 says.</param>
    /// <returns>Range in metres.</returns>
    /// <exception cref="ArgumentException">The number of phases is not N.</exception>
    public static double Printed(ChannelPlan plan, ReadOnlySpan<double> phases)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.RequireLength(phases.Length, nameof(phases));
        double sum = 0;
        for (int n = 1; n < phases.Length; n++)
        {
            sum += Math.Abs(AngleMath.Modulo(phases[n - 1], 2 * Math.PI) - AngleMath.Modulo(phases[n], 2 * Math.PI));
        }

        return plan.MetresPerRadian * sum / plan.Count;
    }

    /// <summary>The same with differences wrapped into (−π, π] before their absolute values are taken, still divided by N.</summary>
    /// <inheritdoc cref="Printed"/>
    public static double PrintedDivisor(ChannelPlan plan, ReadOnlySpan<double> phases)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Corrected(plan, phases) * (plan.Count - 1) / plan.Count;
    }

    /// <summary>Differences wrapped, absolute values averaged over the N − 1 that there are: eq. 7 as its authors must have computed it.</summary>
    /// <inheritdoc cref="Printed"/>
    public static double Corrected(ChannelPlan plan, ReadOnlySpan<double> phases)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.RequireLength(phases.Length, nameof(phases));
        double sum = 0;
        for (int n = 1; n < phases.Length; n++)
        {
            sum += Math.Abs(AngleMath.Wrap(phases[n - 1] - phases[n]));
        }

        return plan.MetresPerRadian * sum / (plan.Count - 1);
    }
}
