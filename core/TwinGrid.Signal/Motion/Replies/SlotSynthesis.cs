using System.Globalization;
using System.Numerics;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>A tag that replies in a made-up slot.</summary>
/// <param name="Edge">h: the complex step between its low and high state.</param>
/// <param name="Onset">Start of its reply, in samples from the slot's first; may lie between two samples.</param>
/// <param name="Length">Length of its reply, in samples.</param>
/// <param name="Bits">Its 16 random bits.</param>
public sealed record SyntheticReply(Complex Edge, double Onset, double Length, ushort Bits);

/// <summary>The receiver of a made-up slot.</summary>
/// <param name="Leakage">A·e^{jβ}.</param>
/// <param name="NoiseVariance">E|n|² of one sample, not negative.</param>
/// <param name="Samples">Samples of the slot.</param>
public sealed record SlotReceiver(Complex Leakage, double NoiseVariance, int Samples = 8384)
{
    /// <summary>
    /// A receiver at which an edge of unit size has the given ratio |h|²/E|n|², both of one sample at 2 MS/s; its leakage is 30 times
    /// that edge.
    /// </summary>
    /// <param name="decibels">The ratio in dB.</param>
    /// <param name="random">Draws the leakage's phase.</param>
    public static SlotReceiver AtRatio(double decibels, SeededRandom random) =>
        new(Complex.FromPolarCoordinates(30, random.NextUniform(-Math.PI, Math.PI)), Math.Pow(10, -decibels / 10));
}

/// <summary>
/// Makes the complex baseband of a slot: s(t) = A·e^{jβ} + Σ xᵢ(t)·hᵢ + n (Wang et al., (4)), where xᵢ is the tag's Miller-4 reply with
/// the tag's own onset and clock. A sample is the mean of its interval, so edges fall between samples.
/// </summary>
public static class SlotSynthesis
{
    private const double ShortestLength = 7620, LongestLength = 7690, ReplyDelay = 500, DelayTolerance = 4, Spread = 6;

    /// <summary>The samples of a slot.</summary>
    /// <param name="replies">The tags that reply; for several antennas the same replies with each antenna's edges.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="random">Draws the noise.</param>
    /// <exception cref="ArgumentException">A reply starts before the slot, ends after it, or a value is NaN or infinite.</exception>
    public static Complex[] Create(IReadOnlyList<SyntheticReply> replies, SlotReceiver receiver, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(replies);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(random);
        if (!(receiver.NoiseVariance >= 0 && double.IsFinite(receiver.NoiseVariance) && Complex.IsFinite(receiver.Leakage)))
        {
            throw new ArgumentException($"expected a finite leakage and a noise not below zero, found {receiver}", nameof(receiver));
        }

        var samples = new Complex[receiver.Samples];
        double deviation = Math.Sqrt(receiver.NoiseVariance / 2);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = receiver.Leakage + new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
        }

        foreach (SyntheticReply reply in replies)
        {
            if (!(reply.Onset >= 0 && reply.Length > 0 && reply.Onset + reply.Length <= samples.Length && Complex.IsFinite(reply.Edge)))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"expected replies within the {samples.Length} samples of the slot, found {reply}"), nameof(replies));
            }

            double[] high = Waveform(reply, samples.Length);
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] += reply.Edge * high[i];
            }
        }

        return samples;
    }

    /// <summary>
    /// A tag as it may come: length uniform in 7,620 to 7,690 samples, onset 10 cycles of its own clock after the command and up to 2 µs
    /// early or late as C1G2 allows, edge of uniform phase and of a strength uniform in decibels within 6 dB of unity, random bits.
    /// </summary>
    /// <param name="random">The source of randomness.</param>
    public static SyntheticReply Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double length = random.NextUniform(ShortestLength, LongestLength);
        double onset = ReplyDelay * length / ((ShortestLength + LongestLength) / 2) + random.NextUniform(-DelayTolerance, DelayTolerance);
        Complex edge = Complex.FromPolarCoordinates(Math.Pow(10, random.NextUniform(-Spread, Spread) / 20), random.NextUniform(-Math.PI, Math.PI));
        return new SyntheticReply(edge, onset, length, (ushort)random.NextBits());
    }

    /// <summary>The share of each sample in which a tag is high.</summary>
    internal static double[] Waveform(SyntheticReply reply, int samples)
    {
        Span<byte> levels = stackalloc byte[MillerCode.HalfCycles];
        MillerCode.Levels(reply.Bits, levels);
        double[] high = new double[samples];
        for (int e = 0; e < levels.Length; e++)
        {
            double from = reply.Onset + reply.Length * e / levels.Length, to = reply.Onset + reply.Length * (e + 1) / levels.Length;
            for (int i = (int)from; i < to && levels[e] == 1; i++)
            {
                high[i] += Math.Min(to, i + 1) - Math.Max(from, i);
            }
        }

        return high;
    }
}
