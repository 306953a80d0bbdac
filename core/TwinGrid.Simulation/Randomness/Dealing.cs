namespace TwinGrid.Simulation.Randomness;

/// <summary>
/// A keyed one-to-one map of 0 … n − 1 to itself, y = (a·x + b) mod n with a prime to n: it deals neighbours far apart, and both
/// directions take the same few steps.
/// </summary>
public readonly struct Dealing
{
    private readonly uint _count;
    private readonly uint _factor;
    private readonly uint _offset;

    /// <summary>The map that some random words stand for.</summary>
    /// <param name="count">n, 1 to 2³¹.</param>
    /// <param name="block">The random words that choose a and b.</param>
    public Dealing(long count, PhiloxBlock block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1L << 31);
        _count = (uint)count;
        _offset = block.X1 % _count;
        _factor = block.X0 % _count;
        while (Divisor(_factor, _count) != 1)
        {
            _factor = (_factor + 1) % _count;
        }
    }

    /// <summary>a, by which y grows as x grows by one.</summary>
    public long Stride => _factor;

    /// <summary>y of x.</summary>
    /// <param name="x">0 to n − 1.</param>
    public long Forward(long x) => Modulo((ulong)_factor * (uint)x + _offset);

    /// <summary>x of y.</summary>
    /// <param name="y">0 to n − 1.</param>
    public long Inverse(long y) => Modulo((ulong)(uint)((y + _count - _offset) % _count) * InverseFactor());

    /// <summary>Division of 32 bits takes a third of the time of one of 64.</summary>
    private uint Modulo(ulong value) => value <= uint.MaxValue ? (uint)value % _count : (uint)(value % _count);

    private static uint Divisor(uint smaller, uint larger)
    {
        while (smaller != 0)
        {
            (larger, smaller) = (smaller, larger % smaller);
        }

        return larger;
    }

    /// <summary>The inverse of a modulo n (Euclid's extended algorithm).</summary>
    private uint InverseFactor()
    {
        long before = 0, now = 1, larger = _count, smaller = _factor;
        while (smaller != 0)
        {
            long quotient = larger / smaller;
            (larger, smaller) = (smaller, larger - quotient * smaller);
            (before, now) = (now, before - quotient * now);
        }

        return (uint)(before < 0 ? before + _count : before);
    }
}
