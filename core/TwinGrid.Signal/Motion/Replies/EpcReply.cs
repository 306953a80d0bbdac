using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// Reads the long reply of a lone tag after its random number was acknowledged: protocol control word, EPC and CRC-16 in Miller-4 behind
/// the pilot. Edge and clock are known from the reply before. Four times as long, it lets the clock drift by a third of a half-cycle, so
/// the clock is followed symbol by symbol from the subcarrier itself, whatever the bits. EPC C1G2, sections 6.3.1.3.2 and 6.3.2.12.2.4.
/// </summary>
public static class EpcReply
{
    private const int HalfSymbol = MillerCode.SymbolHalfCycles / 2, WordBits = 16, LengthBits = 5, MostWords = 31;
    private const int MostSymbols = (1 + MostWords + 1) * WordBits + 1;
    private const double DelayGain = 0.15, ClockGain = 0.01;

    /// <summary>Reads the EPC memory that a reply carries.</summary>
    /// <param name="samples">The slot's complex baseband, from the end of the acknowledgement.</param>
    /// <param name="options">What the reader knows of the slot; of its length only the onset and the carrier before it matter.</param>
    /// <param name="edge">h, the step between the tag's low and high state.</param>
    /// <param name="replyLength">Length in samples of the tag's RN16 reply: tells its clock.</param>
    /// <returns>The EPC, 0 to 62 bytes; null when no reply with a right check value can be read.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the edge or length is no number above zero.</exception>
    public static byte[]? Read(ReadOnlySpan<Complex> samples, ReplyOptions options, Complex edge, double replyLength)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Required.Positive(edge.Magnitude, "an edge");
        Required.Positive(replyLength, "the length of a reply");
        if (samples.Length < options.CarrierSamples)
        {
            return null;
        }

        double[] sums = RunningStates(samples, options.CarrierSamples, edge);
        double half = replyLength / MillerCode.HalfCycles;
        Span<double> correlations = stackalloc double[2 * MostSymbols];
        int symbols = Follow(sums, Onset(sums, options, half), half, correlations) / 2;
        Span<byte> bits = stackalloc byte[MostSymbols];
        if (symbols < 2 * WordBits + 1)
        {
            return null;
        }

        MillerPath.Decode(correlations[..(2 * (WordBits + 1))], bits);
        int words = 0;
        for (int bit = 0; bit < LengthBits; bit++)
        {
            words = (words << 1) | bits[bit];
        }

        int wanted = (words + 2) * WordBits;
        if (symbols < wanted + 1)
        {
            return null;
        }

        MillerPath.Decode(correlations[..(2 * (wanted + 1))], bits);
        byte[] bytes = Pack(bits[..wanted]);
        return bits[wanted] == 1 && Crc16.IsRight(bytes) ? bytes[2..^2] : null;
    }

    /// <summary>Running sum of the tag's state: −½ low, ½ high, by projection on the edge.</summary>
    private static double[] RunningStates(ReadOnlySpan<Complex> samples, int carrier, Complex edge)
    {
        Complex leakage = Complex.Zero;
        foreach (Complex sample in samples[..carrier])
        {
            leakage += sample / carrier;
        }

        var sums = new double[samples.Length + 1];
        double square = edge.Real * edge.Real + edge.Imaginary * edge.Imaginary;
        for (int i = 0; i < samples.Length; i++)
        {
            Complex step = samples[i] - leakage;
            sums[i + 1] = sums[i] + (step.Real * edge.Real + step.Imaginary * edge.Imaginary) / square - 0.5;
        }

        return sums;
    }

    /// <summary>The onset within its tolerance at which the pilot's square wave fits best, to a quarter of a sample.</summary>
    private static double Onset(double[] sums, ReplyOptions options, double half)
    {
        double best = options.Onset, highest = double.NegativeInfinity;
        for (double onset = options.Onset - options.OnsetTolerance; onset <= options.Onset + options.OnsetTolerance; onset += 0.25)
        {
            double fit = 0;
            for (int i = 0; i < MillerCode.PilotSymbols * MillerCode.SymbolHalfCycles; i++)
            {
                double part = At(sums, onset + (i + 1) * half) - At(sums, onset + i * half);
                fit += (i & 1) == 0 ? part : -part;
            }

            (best, highest) = fit > highest ? (onset, fit) : (best, highest);
        }

        return best;
    }

    /// <summary>Correlations of the half-symbols behind the preamble with the uninverted subcarrier, at the tag's own clock.</summary>
    /// <returns>How many there are before the samples end.</returns>
    private static int Follow(double[] sums, double onset, double half, Span<double> correlations)
    {
        const int Skipped = 2 * MillerCode.KnownSymbols;
        double at = onset, end = sums.Length - 1;
        int count = 0;
        for (int i = 0; count < correlations.Length && at + (HalfSymbol + 1) * half <= end; i++)
        {
            double inPhase = Wave(sums, at, half), quadrature = Quadrature(sums, at + half / 2, half);
            if (i >= Skipped)
            {
                correlations[count++] = inPhase;
            }

            // Both change their sign with the subcarrier: their ratio tells the delay alone.
            double size = Math.Abs(inPhase) + Math.Abs(quadrature);
            double delay = size > 0 ? 0.5 * Math.Sign(inPhase) * quadrature / size * half : 0;
            half += ClockGain * delay / HalfSymbol;
            at += HalfSymbol * half + DelayGain * delay;
        }

        return count;
    }

    /// <summary>Correlation of two cycles with a square wave that begins high.</summary>
    private static double Wave(double[] sums, double at, double half) =>
        2 * (At(sums, at + half) - At(sums, at + 2 * half) + At(sums, at + 3 * half)) - At(sums, at) - At(sums, at + 4 * half);

    /// <summary>The same a quarter of a cycle later, of the cycle and a half that end with the half-symbol: what follows may be inverted.</summary>
    private static double Quadrature(double[] sums, double at, double half) =>
        4.0 / 3 * (2 * (At(sums, at + half) - At(sums, at + 2 * half)) - At(sums, at) + At(sums, at + 3 * half));

    private static double At(double[] sums, double place)
    {
        double held = Math.Clamp(place, 0, sums.Length - 1);
        int index = Math.Min((int)held, sums.Length - 2);
        return sums[index] + (held - index) * (sums[index + 1] - sums[index]);
    }

    private static byte[] Pack(ReadOnlySpan<byte> bits)
    {
        var bytes = new byte[bits.Length / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            bytes[i / 8] |= (byte)(bits[i] << (7 - i % 8));
        }

        return bytes;
    }
}
