using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>Observations made by hand: exact voltages of a channel that the test chooses.</summary>
public static class Measured
{
    private const double Excitation = 0.1;

    /// <summary>A probe of one direction over a distance in metres, without noise.</summary>
    public static Probe Probe(long sequence, string transmitter, string receiver, double distance = 1, string source = "sink", double? seconds = null, string palette = "standard")
    {
        double wavelength = Hertz.SpeedOfLight / 915e6, gain = 1.64 * wavelength / (4 * Math.PI * distance);
        Complex channel = Complex.FromPolarCoordinates(gain * Excitation, 2 * Math.PI * distance / wavelength);
        return new Probe(
            new ObservationId(source, sequence),
            At(seconds ?? sequence),
            transmitter,
            receiver,
            "exciter",
            915e6,
            palette,
            [.. ReflectionPalette.Standard.Coefficients.ToArray().Select(coefficient => (Excitation + channel * (1 - coefficient)).Magnitude)],
            NoiseVolts: 1e-4);
    }

    /// <summary>Both directions between two ends, numbered from <paramref name="first"/>.</summary>
    public static Probe[] Pair(long first, string oneEnd, string otherEnd, double distance, double seconds) =>
        [Probe(first, oneEnd, otherEnd, distance, seconds: seconds), Probe(first + 1, otherEnd, oneEnd, distance, seconds: seconds)];

    /// <summary>A run of probes that one tag hears from another, a second apart.</summary>
    public static ObservationBatch Run(int first, int count, string receiver = "tag-b") =>
        ObservationBatch.Of([.. Enumerable.Range(first, count).Select(i => Probe(i, "tag-a", receiver))]);

    public static PhaseRead Read(long sequence, string tag) => new(
        new ObservationId("antenna", sequence), At(sequence), tag, new Position(0.02 * sequence, 0), 920e6, 0.5, 10, 0.99, -50);

    public static DateTimeOffset At(double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    /// <summary>Numbers of the observations in a history, in its order.</summary>
    public static long[] Sequences(ObservationBatch history) => [.. history.Probes.Select(probe => probe.Id.Sequence)];
}
