using TwinGrid.Model;

namespace TwinGrid.Signal.Propagation;

/// <summary>A reader and a tag in free space. Qi et al., eq. 1; the defaults are their set-up (section IV, table II).</summary>
/// <param name="Carrier">Carrier frequency.</param>
/// <param name="TransmitPower">P_T in dBm.</param>
/// <param name="TransmitGain">G_tx in dBi.</param>
/// <param name="ReceiveGain">G_rx in dBi.</param>
/// <param name="TagGain">G_t in dBi.</param>
public sealed record BackscatterLink(
    Hertz Carrier, double TransmitPower = 3, double TransmitGain = 7.5, double ReceiveGain = 7.5, double TagGain = 9)
{
    /// <summary>Power at the tag's antenna port, dBm.</summary>
    /// <param name="range">Distance in metres, above zero.</param>
    public double IncidentPower(double range) =>
        LinkBudget.OneWay(TransmitPower, TransmitGain, TagGain, range, LinkBudget.Wavelength(Carrier));

    /// <summary>Modulated power back at the reader, dBm; M follows the incident power.</summary>
    /// <param name="range">Distance in metres, above zero.</param>
    /// <param name="tag">The tag's modulation.</param>
    public double ReceivedPower(double range, TagModulation tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return ReceivedPower(range, tag.FactorDecibels(IncidentPower(range)));
    }

    /// <summary>Modulated power back at the reader, dBm, from a tag of constant M.</summary>
    /// <param name="range">Distance in metres, above zero.</param>
    /// <param name="modulationFactor">M in dB.</param>
    public double ReceivedPower(double range, double modulationFactor) =>
        LinkBudget.TwoWay(TransmitPower, TransmitGain, ReceiveGain, TagGain, range, LinkBudget.Wavelength(Carrier), modulationFactor);
}
