namespace TwinGrid.Signal.Synthesis;

/// <summary>
/// A small repeatable source of random numbers: xoshiro256** (Blackman and Vigna), its state filled from the
/// seed by SplitMix64. The same seed gives the same numbers on every machine and runtime. Not for secrets;
/// not safe for use from several threads at once.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare = double.NaN;

    /// <summary>A source that starts at <paramref name="seed"/>; every seed is good, zero too.</summary>
    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextUniform(double low, double high) => low + (high - low) * NextUniform();

    /// <summary>A uniform integer in [0, <paramref name="count"/>), without bias to speak of (one in 2⁵³).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is zero or below.</exception>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)(NextUniform() * count);
    }

    /// <summary>A Gaussian number of zero mean and unit variance (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spare))
        {
            double kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double u, v, square;
        do
        {
            u = 2 * NextUniform() - 1;
            v = 2 * NextUniform() - 1;
            square = u * u + v * v;
        }
        while (square >= 1 || square == 0);

        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = v * scale;
        return u * scale;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
