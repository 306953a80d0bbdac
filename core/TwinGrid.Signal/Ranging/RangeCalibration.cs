using System.Numerics;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Takes out what a reference measurement at a known distance shows of cables, hardware and surroundings. Qi et al., sections II-D
/// and V-A, eqs. 10, 11, 17 and 18.
/// </summary>
public static class RangeCalibration
{
    /// <summary>
    /// ε = d̂ − d, the published form: one offset for all ranges, wrapped to within half of the unambiguous range.
    /// </summary>
    /// <param name="plan">The channels.</param>
    /// <param name="estimated">d̂ at the reference, metres.</param>
    /// <param name="actual">d, metres.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range is not finite.</exception>
    public static double Offset(ChannelPlan plan, double estimated, double actual)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return AngleMath.WrapTo(
            Required.Finite(estimated, "an estimated range in metres") - Required.Finite(actual, "a range in metres"), plan.UnambiguousRange);
    }

    /// <summary>
    /// Divides a response by that of a reference, channel by channel, and puts back the phase of the reference's distance. What is left
    /// has neither the delay of the hardware nor its ripple over frequency; but the multipath of the reference is now in every
    /// channel, so that the reference must be a clean one, such as a place close by in the open. Amplitudes are kept.
    /// </summary>
    /// <param name="plan">The channels.</param>
    /// <param name="reference">N responses measured at the reference, none zero.</param>
    /// <param name="actual">Distance of the reference, metres.</param>
    /// <param name="response">N responses; corrected in place.</param>
    /// <exception cref="ArgumentException">A list has another length than N, or a reference is zero or not finite.</exception>
    public static void Correct(ChannelPlan plan, ReadOnlySpan<Complex> reference, double actual, Span<Complex> response)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.RequireLength(reference.Length, nameof(reference));
        plan.RequireLength(response.Length, nameof(response));
        Required.Finite(actual, "a range in metres");
        for (int n = 0; n < response.Length; n++)
        {
            double magnitude = reference[n].Magnitude;
            if (!(magnitude > 0 && double.IsFinite(magnitude)))
            {
                throw new ArgumentException(FormattableString.Invariant($"expected finite responses other than zero, found {reference[n]} in channel {n}"), nameof(reference));
            }

            response[n] *= Complex.Conjugate(reference[n]) / magnitude * Complex.FromPolarCoordinates(1, plan.Phase(n, actual));
        }
    }
}
