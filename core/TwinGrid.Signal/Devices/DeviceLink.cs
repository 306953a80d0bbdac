namespace TwinGrid.Signal.Devices;

/// <summary>
/// The two halves of a tag's link: forward from whatever lights it, reverse to whatever listens. Friis' formula one way, the
/// reflected power on from there (<see cref="Propagation.LinkBudget"/>). Powers in dBm, lengths in metres.
/// </summary>
/// <param name="Device">The tag.</param>
/// <param name="Network">The network.</param>
/// <param name="Surroundings">What lies between.</param>
/// <param name="IsLitByHelper">Whether a helper lights the tag rather than the reader or base station.</param>
public sealed record DeviceLink(DeviceClass Device, NetworkGeneration Network, Surroundings Surroundings, bool IsLitByHelper = false)
{
    private double Radiated => IsLitByHelper && Network.HelperRadiated is { } helper ? helper.Value : Network.Radiated.Value;

    /// <summary>The largest forward loss that still wakes or commands the tag, dB, without margin.</summary>
    public double ForwardBudget => Radiated + Device.Gain.Value - Device.Sensitivity.Value;

    /// <summary>How far a tag may be from what lights it: the forward or activation limit.</summary>
    public double ForwardRange => Surroundings.Reach(ForwardBudget, Network.Wavelength);

    /// <summary>Power at the tag at a distance from what lights it.</summary>
    public double Incident(double forward) => Radiated + Device.Gain.Value - Surroundings.Loss(forward, Network.Wavelength);

    /// <summary>Power at the receiver.</summary>
    /// <param name="forward">Distance of the tag from what lights it; without meaning for a tag with a transmitter.</param>
    /// <param name="reverse">Distance of the tag from the receiver.</param>
    public double Received(double forward, double reverse) =>
        Sent(forward) + Device.Gain.Value + Network.ReceiverGain.Value - Surroundings.Loss(reverse, Network.Wavelength);

    /// <summary>How far a tag may be from the receiver when it is lit from a distance: the reverse or sensitivity limit.</summary>
    /// <param name="forward">Distance of the tag from what lights it.</param>
    public double ReverseRange(double forward) => Surroundings.Reach(
        Sent(forward) + Device.Gain.Value + Network.ReceiverGain.Value - Network.ReceiverSensitivity, Network.Wavelength);

    /// <summary>How far a tag may be from a reader that both lights it and listens, by its reply alone.</summary>
    public double MonostaticReverseRange
    {
        get
        {
            // A transmitter's reply does not depend on how it was lit; a reflection's falls with the distance twice.
            double atOneMetre = Received(1, 1) - Network.ReceiverSensitivity;
            double slopes = Device.ReportsUnasked ? 1 : 2;
            return Math.Pow(10, atOneMetre / (10 * Surroundings.Exponent.Value * slopes));
        }
    }

    /// <summary>How far a tag may be from a reader that both lights it and listens: the lesser of both limits.</summary>
    public double MonostaticRange => Math.Min(ForwardRange, MonostaticReverseRange);

    private double Sent(double forward) => Device.Transmit?.Value ?? Incident(forward) + Device.Reflection!.Value.Value;
}
