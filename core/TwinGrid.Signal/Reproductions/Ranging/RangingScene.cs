using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>One of the two places of the measurements, as synthesised. Qi et al., sections III-B and IV; docs/algorithms/ranging.md argues the values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Multipath">Rice factor and delay spread.</param>
/// <param name="SiteDelay">Part of the multipath delay common to all ranges, two-way, in seconds.</param>
internal sealed record RangingScene(string Name, MultipathModel Multipath, double SiteDelay)
{
    /// <summary>Delay of cables, reader and tag: 0.485 m, the mean of what the calibration at 1 m took off (0.52 and 0.45 m).</summary>
    private const double HardwareDelay = 2 * 0.485 / Hertz.SpeedOfLight;

    /// <summary>A cable of 1.5 m with 20 dB return loss at both ends: 0.01 rad of ripple over a delay of 15 ns.</summary>
    private const double RippleAmplitude = 0.01, RippleDelay = 15e-9;

    /// <summary>
    /// Noise after the reader's filter, kTBF with B = 1 kHz and F = 16 dB (no baseband amplifier): −128 dBm. With it the semi-passive
    /// tag falls to 10 dB at 20 m, about where the source lost it.
    /// </summary>
    public static double NoisePower { get; } = LinkBudget.ThermalNoise(1000, 16);

    /// <summary>The signal-to-noise ratio below which a tag counts as not readable, dB.</summary>
    public const double ReadableRatio = 10;

    /// <summary>
    /// Indoors: with σ = 8 ns the sounding at 3 m has the mean delay that was measured, 25 ns by eq. 16; K = 11 dB is free. The 5 ns
    /// over the direct path are the site's common delay.
    /// </summary>
    public static RangingScene Indoor { get; } = new("indoor", new MultipathModel(LinkBudget.FromDecibels(11), 8e-9), 5e-9);

    /// <summary>On a roof: the same tail, weaker; K = 15.5 dB is free, and there is no delay of the site.</summary>
    public static RangingScene Outdoor { get; } = new("outdoor", new MultipathModel(LinkBudget.FromDecibels(15.5), 8e-9), 0);

    /// <summary>Indoors with a tail of three components only: a channel that the model behind our estimator does not describe.</summary>
    public static RangingScene Sparse { get; } = Indoor with { Name = "sparse", Multipath = new MultipathModel(Indoor.Multipath.RiceFactor, Indoor.Multipath.DelaySpread, 3) };

    /// <summary>The ranges of the measurements, metres.</summary>
    public static IReadOnlyList<double> Ranges { get; } = [5, 10, 15, 20, 25, 30, 35];

    /// <summary>The link of the measurements.</summary>
    public static BackscatterLink Link { get; } = new(Hertz.OfMega(5775));

    /// <summary>The tag with the tunnel diode.</summary>
    public static TagModulation Tunnelling { get; } = new TunnellingModulation();

    /// <summary>The tag with a switch.</summary>
    public static TagModulation SemiPassive { get; } = new SemiPassiveModulation();

    /// <summary>Power of the direct path over the noise in one channel.</summary>
    public static double SignalToNoise(double range, TagModulation tag) =>
        LinkBudget.FromDecibels(Link.ReceivedPower(range, tag) - NoisePower);

    /// <summary>Responses measured in this place, the direct path having unit amplitude.</summary>
    public void Measure(double range, double signalToNoise, SeededRandom random, Span<Complex> response) =>
        Fill(ChannelPlan.Published, Multipath.Draw(random), range, SiteDelay, signalToNoise, random, response);

    /// <summary>The reference at 1 m on the roof, where there is no multipath to speak of (section V-A).</summary>
    public static void MeasureReference(double range, double signalToNoise, SeededRandom random, Span<Complex> response) =>
        Fill(ChannelPlan.Published, TappedChannel.Direct, range, 0, signalToNoise, random, response);

    private static void Fill(
        ChannelPlan plan, TappedChannel channel, double range, double siteDelay, double signalToNoise, SeededRandom random, Span<Complex> response)
    {
        double deviation = 1 / Math.Sqrt(2 * signalToNoise);
        channel.Fill(range / Hertz.SpeedOfLight, plan.First, plan.Step, response);
        for (int n = 0; n < response.Length; n++)
        {
            double frequency = plan.Frequency(n);
            double turns = frequency * (HardwareDelay + siteDelay);
            double hardware = -2 * Math.PI * (turns - Math.Round(turns)) + RippleAmplitude * Math.Sin(2 * Math.PI * frequency * RippleDelay);
            response[n] = response[n] * response[n] * Complex.FromPolarCoordinates(1, hardware)
                + new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
        }
    }
}
