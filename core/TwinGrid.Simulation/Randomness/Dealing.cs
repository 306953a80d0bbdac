namespace TwinGrid.Simulation.Randomness;

/// <summary>
/// A keyed one-to-one map of 0 … n − 1 to itself, y = (a·x + b) mod n with a prime to n: it deals neighbours far apart, and both
/// directions take the same few steps.
/// </summary>
public readonly struct Dealing
{
    private readonly ulong _count;
    private readonly ulong _factor;
    private readonly ulong _offset;
    private readonly ulong _inverse;

    /// <summary>The map that some random words stand for.</summary>
    /// <param name="count">n, 1 to 2³¹.</param>
    /// <param name="block">The random words that choose a and b.</param>
    public Dealing(long count, PhiloxBlock block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1L << 31);
        _count = (ulong)count;
        _offset = block.X1 % _count;
        _factor = count == 1 ? 0 : block.X0 % _count;
        (ulong divisor, _inverse) = Invert(_factor, _count);
        while (divisor != 1)
        {
            _factor = (_factor + 1) % _count;
            (divisor, _inverse) = Invert(_factor, _count);
        }
    }

    /// <summary>a, by which y grows as x grows by one.</summary>
    public long Stride => (long)_factor;

    /// <summary>y of x.</summary>
    public long Forward(long x) => (long)((_factor * (ulong)x + _offset) % _count);

    /// <summary>x of y.</summary>
    public long Inverse(long y) => (long)(((ulong)y + _count - _offset) % _count * _inverse % _count);

    /// <summary>The greatest common divisor and, where it is one, the inverse modulo n (Euclid's extended algorithm).</summary>
    private static (ulong Divisor, ulong Inverse) Invert(ulong factor, ulong count)
    {
        if (count == 1)
        {
            return (1, 0);
        }

        long before = 0, now = 1;
        ulong larger = count, smaller = factor;
        while (smaller != 0)
        {
            ulong quotient = larger / smaller;
            (larger, smaller) = (smaller, larger - quotient * smaller);
            (before, now) = (now, before - (long)quotient * now);
        }

        return (larger, before < 0 ? (ulong)(before + (long)count) : (ulong)before);
    }
}
