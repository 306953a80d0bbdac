using TwinGrid.Signal.Propagation;

namespace TwinGrid.Signal.Ranging;

/// <summary>A range from received power.</summary>
/// <param name="Range">Metres.</param>
/// <param name="Deviation">Its standard deviation in metres for the stated deviation of the power.</param>
/// <param name="Converged">False when the power lies outside what the link gives between the ends searched; the range is then that end.</param>
public readonly record struct StrengthEstimate(double Range, double Deviation, bool Converged);

/// <summary>
/// Range from received power by inverting the link budget. Qi et al., section V-B. Multipath fades by several decibels, and the range
/// goes with the fourth root of power: this is the method that ranging by phase is compared with.
/// </summary>
public static class StrengthRanging
{
    /// <summary>The published form: M taken as constant, so that eq. 1 is solved in closed form. Metres.</summary>
    /// <param name="link">Powers and gains.</param>
    /// <param name="receivedPower">Modulated power at the reader, dBm.</param>
    /// <param name="modulationFactor">The M assumed, dB; 18 for the tunnelling tag of the source.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static double WithConstantFactor(BackscatterLink link, double receivedPower, double modulationFactor)
    {
        ArgumentNullException.ThrowIfNull(link);
        double atOneMetre = link.ReceivedPower(1, Required.Finite(modulationFactor, "a modulation factor in decibels"));
        return Math.Pow(10, (atOneMetre - Required.Finite(receivedPower, "a power in dBm")) / 40);
    }

    /// <summary>With M as the tag has it at each range: the received power falls steadily with range, so bisection finds it.</summary>
    /// <param name="link">Powers and gains.</param>
    /// <param name="tag">The tag's modulation.</param>
    /// <param name="receivedPower">Modulated power at the reader, dBm.</param>
    /// <param name="powerDeviation">Standard deviation of that power in dB, not negative: fading and noise.</param>
    /// <param name="nearest">Least range searched, metres.</param>
    /// <param name="farthest">Largest range searched, metres.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static StrengthEstimate Following(
        BackscatterLink link, TagModulation tag, double receivedPower, double powerDeviation, double nearest = 0.1, double farthest = 10_000)
    {
        ArgumentNullException.ThrowIfNull(link);
        Required.Finite(receivedPower, "a power in dBm");
        Required.NotNegative(powerDeviation, "a deviation in decibels");
        double low = Math.Log(Required.Positive(nearest, "a range in metres")), high = Math.Log(Required.Positive(farthest, "a range in metres"));
        bool inside = receivedPower <= link.ReceivedPower(nearest, tag) && receivedPower >= link.ReceivedPower(farthest, tag);
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            (low, high) = link.ReceivedPower(Math.Exp(middle), tag) > receivedPower ? (middle, high) : (low, middle);
        }

        double range = Math.Exp(low);
        const double Ratio = 1.001;
        double slope = (link.ReceivedPower(range / Ratio, tag) - link.ReceivedPower(range * Ratio, tag)) / (2 * Math.Log(Ratio));
        return new StrengthEstimate(range, range * powerDeviation / slope, inside);
    }
}
