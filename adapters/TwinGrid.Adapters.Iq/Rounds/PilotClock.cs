using System.Numerics;

namespace TwinGrid.Adapters.Iq.Rounds;

/// <summary>
/// How fast the tags' clocks run in a slot, from the strongest line that their pilots leave in the spectrum near the link frequency that
/// the reader asked for: 16 symbols tell it to 1.6 %, enough to aim the decoder.
/// </summary>
internal static class PilotClock
{
    /// <summary>Samples whose mean stands for them: a sixth of a half-cycle.</summary>
    private const int Block = 4;

    /// <summary>The clock as a factor on the length of a half-cycle, within the tolerance.</summary>
    /// <param name="antennas">The slot at each antenna.</param>
    /// <param name="onset">Sample at which replies are expected to begin.</param>
    /// <param name="half">Nominal half-cycle in samples.</param>
    /// <param name="halfCycles">Half-cycles of the pilot.</param>
    /// <param name="tolerance">Greatest departure, as a share.</param>
    public static double Estimate(IReadOnlyList<ReadOnlyMemory<Complex>> antennas, int onset, double half, int halfCycles, double tolerance)
    {
        const double Step = 0.01;
        int blocks = (int)(half * halfCycles / Block), steps = (int)Math.Ceiling(tolerance / Step);
        Span<Complex> means = stackalloc Complex[Math.Min(blocks, 4096)];
        Span<double> powers = stackalloc double[2 * steps + 1];
        foreach (ReadOnlyMemory<Complex> antenna in antennas)
        {
            Reduce(antenna.Span[Math.Min(onset, antenna.Length)..], means);
            for (int i = 0; i < powers.Length; i++)
            {
                powers[i] += Power(means, Math.PI * Block / (half * (1 + (i - steps) * Step)));
            }
        }

        int peak = 0;
        for (int i = 1; i < powers.Length; i++)
        {
            peak = powers[i] > powers[peak] ? i : peak;
        }

        // The top of the parabola through the peak and its neighbours.
        double offset = peak > 0 && peak + 1 < powers.Length && powers[peak] > 0
            ? 0.5 * (powers[peak - 1] - powers[peak + 1]) / Math.Min(-1e-9 * powers[peak], powers[peak - 1] - 2 * powers[peak] + powers[peak + 1])
            : 0;
        return 1 + Math.Clamp((peak - steps + offset) * Step, -tolerance, tolerance);
    }

    private static void Reduce(ReadOnlySpan<Complex> samples, Span<Complex> means)
    {
        Complex mean = Complex.Zero;
        for (int i = 0; i < means.Length; i++)
        {
            Complex sum = Complex.Zero;
            for (int k = i * Block; k < Math.Min((i + 1) * Block, samples.Length); k++)
            {
                sum += samples[k];
            }

            means[i] = sum;
            mean += sum / means.Length;
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] -= mean;
        }
    }

    private static double Power(ReadOnlySpan<Complex> means, double turn)
    {
        Complex sum = Complex.Zero, phase = Complex.One, step = Complex.FromPolarCoordinates(1, -turn);
        foreach (Complex mean in means)
        {
            sum += mean * phase;
            phase *= step;
        }

        return sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
    }
}
