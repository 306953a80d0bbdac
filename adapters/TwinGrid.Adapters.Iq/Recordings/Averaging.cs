using System.Numerics;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>Fewer samples a second, each the mean of several.</summary>
internal static class Averaging
{
    /// <summary>Replaces each run of samples by its mean, in place.</summary>
    /// <param name="channels">The samples of each channel.</param>
    /// <param name="count">Samples of a channel; those behind the last whole run are dropped.</param>
    /// <param name="factor">Samples of a run.</param>
    /// <returns>Samples of a channel that are left.</returns>
    public static int Reduce(Memory<Complex>[] channels, int count, int factor)
    {
        if (factor == 1)
        {
            return count;
        }

        int runs = count / factor;
        foreach (Memory<Complex> channel in channels)
        {
            Span<Complex> samples = channel.Span;
            for (int run = 0; run < runs; run++)
            {
                Complex sum = Complex.Zero;
                foreach (Complex sample in samples.Slice(run * factor, factor))
                {
                    sum += sample;
                }

                samples[run] = sum / factor;
            }
        }

        return runs;
    }
}
