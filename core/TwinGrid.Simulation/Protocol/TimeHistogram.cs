namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// A histogram of durations in bounded memory: 256 bins an octave, from under a microsecond to over a thousand years. Its entries
/// are whole numbers, so it comes out the same in whatever order durations are added. A quantile is told within 0.2 %.
/// </summary>
internal sealed class TimeHistogram
{
    // The first eight bits of a double's fraction and its exponent count up evenly with its logarithm, octave by octave.
    private const int Shift = 52 - 8;
    private static readonly long First = BitConverter.DoubleToInt64Bits(Math.ScaleB(1, -21)) >> Shift;
    private static readonly long Last = BitConverter.DoubleToInt64Bits(Math.ScaleB(1, 35)) >> Shift;

    private readonly long[] _counts = new long[Last - First];
    private long _total;

    /// <summary>Adds a duration; what lies below or above all bins falls into the first or last.</summary>
    /// <param name="seconds">Not negative.</param>
    public void Add(double seconds)
    {
        _counts[Math.Clamp((BitConverter.DoubleToInt64Bits(seconds) >> Shift) - First, 0, _counts.Length - 1)]++;
        _total++;
    }

    /// <summary>Adds all of another's.</summary>
    public void Add(TimeHistogram other)
    {
        for (int bin = 0; bin < _counts.Length; bin++)
        {
            _counts[bin] += other._counts[bin];
        }

        _total += other._total;
    }

    /// <summary>The middle of the bin in which the quantile lies; NaN without entries.</summary>
    /// <param name="share">Share of the entries at or below it, above 0, up to 1.</param>
    public double Quantile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * _total)), sum = 0;
        for (int bin = 0; bin < _counts.Length; bin++)
        {
            sum += _counts[bin];
            if (sum >= rank)
            {
                return (Edge(bin) + Edge(bin + 1)) / 2;
            }
        }

        return double.NaN;
    }

    private static double Edge(int bin) => BitConverter.Int64BitsToDouble(First + bin << Shift);
}
