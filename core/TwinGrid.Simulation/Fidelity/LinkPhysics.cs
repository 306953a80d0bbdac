using TwinGrid.Signal.Devices;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>How many tags a reader's link reaches.</summary>
/// <param name="Yield">Share of the tags that can be read at one moment.</param>
/// <param name="Miss">Share of the passes in which a tag can be read at no moment.</param>
public readonly record struct LinkFigures(TableValue Yield, TableValue Miss);

/// <summary>
/// Tags that pass one reader which both lights and hears them, by the link budget of <see cref="DeviceLink"/> with fading drawn for
/// each. A tag moves on a straight line past the reader, from a metre before the nearest point to a metre after, and is asked every half
/// wavelength. Shadowing and the tag's orientation, any of all, last for the pass; the sum of the many paths is drawn anew at each
/// place (Rician). All of them are the same on the way out and back. Not modelled: the pattern of the reader's antenna,
/// polarization, and other tags; those cost slots and stand in <see cref="InventoryTable"/>.
/// </summary>
internal static class LinkPhysics
{
    private const double HalfPath = 1;

    /// <summary>The network of the tables: a reader as in warehouses and shops.</summary>
    public static NetworkGeneration Network => NetworkGeneration.SingleReader;

    /// <summary>The link without margin, in its surroundings.</summary>
    public static DeviceLink Link(DeviceClass device, Fading fading) =>
        new(device, Network, fading.Surroundings with { FadeMargin = Sourced.Assumed(0, "drawn instead") });

    /// <summary>Lets tags pass at a distance.</summary>
    /// <param name="device">The class of the tags.</param>
    /// <param name="fading">What lies between.</param>
    /// <param name="metres">Distance at the nearest point, above zero.</param>
    /// <param name="passes">Tags.</param>
    /// <param name="seed">Seed of everything random.</param>
    public static LinkFigures Measure(DeviceClass device, Fading fading, double metres, int passes, ulong seed)
    {
        DeviceLink link = Link(device, fading);
        var random = new SeededRandom(seed);
        double step = Network.Wavelength / 2;
        int half = (int)(HalfPath / step), readable = 0, missed = 0;
        // Decibels above both thresholds at each place without fading; places before and after the nearest are alike.
        (double Forward, double Reverse)[] margins =
            [.. Enumerable.Range(0, half + 1).Select(place => Margins(link, double.Hypot(metres, place * step)))];
        double ways = device.ReportsUnasked ? 1 : 2;
        for (int pass = 0; pass < passes; pass++)
        {
            double lasting = fading.ShadowDeviation.Value * random.NextGaussian() + Orientation(random.NextUniform(-1, 1));
            bool isRead = IsRead(margins[0]);
            readable += isRead ? 1 : 0;
            for (int place = 1; place <= half && !isRead; place++)
            {
                isRead = IsRead(margins[place]) || IsRead(margins[place]);
            }

            missed += isRead ? 0 : 1;

            bool IsRead((double Forward, double Reverse) margin)
            {
                double gain = lasting + PathsGain(fading.RiceFactor.Value, random);
                return margin.Forward + gain >= 0 && margin.Reverse + ways * gain >= 0;
            }
        }

        return new LinkFigures(TableValue.Of(Measured.Share(readable, passes)), TableValue.Of(Measured.Share(missed, passes)));
    }

    private static (double Forward, double Reverse) Margins(DeviceLink link, double metres) => (
        link.Incident(metres) - link.Device.Sensitivity.Value, link.Received(metres, metres) - link.Network.ReceiverSensitivity);

    /// <summary>Gain of a half-wave dipole against broadside, dB: cos(π/2·cos θ)/sin θ, squared.</summary>
    /// <param name="cosine">cos θ, −1 to 1; even for directions of all.</param>
    internal static double Orientation(double cosine) =>
        2 * LinkBudget.ToDecibels(Math.Max(1e-9, Math.Cos(Math.PI / 2 * cosine) / Math.Sqrt(Math.Max(1e-18, 1 - cosine * cosine))));

    /// <summary>
    /// Gain by many paths at one frequency, dB, on average one: what <see cref="MultipathModel"/> draws, whose sum over complex Gaussian
    /// components is itself complex Gaussian.
    /// </summary>
    internal static double PathsGain(double rice, SeededRandom random)
    {
        double deviation = Math.Sqrt(1 / (2 * (rice + 1)));
        double real = Math.Sqrt(rice / (rice + 1)) + deviation * random.NextGaussian(), imaginary = deviation * random.NextGaussian();
        return LinkBudget.ToDecibels(real * real + imaginary * imaginary);
    }
}
