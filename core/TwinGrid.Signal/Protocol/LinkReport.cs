using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// One entry of a data packet: the vector x = (V, βcosΘ, βsinΘ) that one tag measured of another (Ahmad et al., (4.5) and
/// section 5.3), quantised to ten signed bits a component. An eight-bit converter averaged over eight coefficients gives about
/// that resolution.
/// </summary>
/// <param name="Receiver">The tag that measured.</param>
/// <param name="Transmitter">The tag that probed.</param>
/// <param name="Version">Counts the values that the receiver has reported of this link, modulo 16.</param>
/// <param name="Excitation">V in steps, −512 to 511.</param>
/// <param name="Direct">βcosΘ in steps, −512 to 511.</param>
/// <param name="Quadrature">βsinΘ in steps, −512 to 511.</param>
public readonly record struct LinkReport(ushort Receiver, ushort Transmitter, byte Version, short Excitation, short Direct, short Quadrature)
{
    /// <summary>Bits of one component.</summary>
    public const int ComponentBits = 10;

    private const int Largest = (1 << (ComponentBits - 1)) - 1;

    /// <summary>The report of an estimate; values beyond full scale saturate.</summary>
    /// <param name="receiver">The tag that measured.</param>
    /// <param name="transmitter">The tag that probed.</param>
    /// <param name="version">Version of the value, 0 to 15.</param>
    /// <param name="estimate">What was measured.</param>
    /// <param name="excitationScale">Full scale of V in volts.</param>
    /// <param name="backscatterScale">Full scale of βcosΘ and βsinΘ in volts; smaller, because the converter sits behind a high-pass filter (section 5.2).</param>
    /// <exception cref="ArgumentOutOfRangeException">A scale is not above zero.</exception>
    public static LinkReport Of(ushort receiver, ushort transmitter, byte version, ProbeEstimate estimate, double excitationScale, double backscatterScale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(excitationScale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(backscatterScale);
        (double sine, double cosine) = Math.SinCos(estimate.Phase);
        return new LinkReport(
            receiver,
            transmitter,
            version,
            Quantise(estimate.ExcitationVoltage / excitationScale),
            Quantise(estimate.BackscatterVoltage * cosine / backscatterScale),
            Quantise(estimate.BackscatterVoltage * sine / backscatterScale));
    }

    /// <summary>Θ in radians, (−π, π], from the two quadratures.</summary>
    public double Phase => Math.Atan2(Quadrature, Direct);

    private static short Quantise(double share) => (short)Math.Clamp(Math.Round(share * Largest), -Largest - 1, Largest);
}
