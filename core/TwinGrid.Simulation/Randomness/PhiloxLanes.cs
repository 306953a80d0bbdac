using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TwinGrid.Simulation.Randomness;

/// <summary>
/// <see cref="Philox"/> for numbers in a row, eight to a vector. Each lane holds a 32-bit word in 64 bits, so that a product needs
/// no shuffling: what lies above the low half is never looked at. Three vectors at once keep the multiplier busy while each waits
/// for its last product.
/// </summary>
public sealed class PhiloxLanes
{
    /// <summary>Numbers in a vector.</summary>
    public const int Count = 8;

    /// <summary>Numbers worked out by <see cref="TwentyFour"/>.</summary>
    public const int Most = 3 * Count;

    private readonly RoundKeys[] _rounds = new RoundKeys[Philox.Rounds];

    /// <summary>Prepares the keys of the rounds.</summary>
    /// <param name="key">The key.</param>
    public PhiloxLanes(ulong key)
    {
        uint first = (uint)key, second = (uint)(key >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            _rounds[round] = new RoundKeys(Vector512.Create((ulong)first), Vector512.Create((ulong)second));
            first += Philox.FirstWeyl;
            second += Philox.SecondWeyl;
        }
    }

    /// <summary>The blocks of twenty-four numbers for one purpose.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="purpose">What the blocks are for.</param>
    /// <param name="words">Filled with the four words of the first eight numbers, then of the next eight, then of the last.</param>
    public void TwentyFour(long first, Purpose purpose, Span<Vector256<uint>> words)
    {
        Vector512<ulong> number = Vector512.Create((ulong)first) + Steps, step = Vector512.Create((ulong)Count);
        Lanes one = new(number, purpose), two = new(number + step, purpose), three = new(number + step + step, purpose);
        foreach (ref readonly RoundKeys keys in _rounds.AsSpan())
        {
            one.Mix(keys);
            two.Mix(keys);
            three.Mix(keys);
        }

        one.CopyTo(words);
        two.CopyTo(words[4..]);
        three.CopyTo(words[8..]);
    }

    /// <summary>The blocks of eight numbers for one purpose.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="purpose">What the blocks are for.</param>
    /// <param name="words">Filled with their four words.</param>
    public void Eight(long first, Purpose purpose, Span<Vector256<uint>> words)
    {
        Lanes lanes = new(Vector512.Create((ulong)first) + Steps, purpose);
        foreach (ref readonly RoundKeys keys in _rounds.AsSpan())
        {
            lanes.Mix(keys);
        }

        lanes.CopyTo(words);
    }

    private static Vector512<ulong> Steps => Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);

    private readonly record struct RoundKeys(Vector512<ulong> First, Vector512<ulong> Second);

    private struct Lanes
    {
        private Vector512<ulong> _x0, _x1, _x2, _x3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes(Vector512<ulong> number, Purpose purpose)
        {
            _x0 = number;
            _x1 = number >>> 32;
            _x2 = Vector512.Create((ulong)purpose);
            _x3 = Vector512<ulong>.Zero;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Mix(in RoundKeys keys)
        {
            Vector512<ulong> first = Product(_x0, Philox.FirstMultiplier), second = Product(_x2, Philox.SecondMultiplier);
            _x0 = (second >>> 32) ^ _x1 ^ keys.First;
            _x1 = second;
            _x2 = (first >>> 32) ^ _x3 ^ keys.Second;
            _x3 = first;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void CopyTo(Span<Vector256<uint>> words)
        {
            words[3] = Low(_x3);
            words[0] = Low(_x0);
            words[1] = Low(_x1);
            words[2] = Low(_x2);
        }
    }

    /// <summary>The products of the lanes' low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> lanes, uint factor)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(lanes.AsUInt32(), Vector512.Create((ulong)factor).AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            Vector256<uint> factors = Vector256.Create((ulong)factor).AsUInt32();
            return Vector512.Create(Avx2.Multiply(lanes.GetLower().AsUInt32(), factors), Avx2.Multiply(lanes.GetUpper().AsUInt32(), factors));
        }

        return (lanes & Vector512.Create(0xFFFF_FFFFUL)) * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Low(Vector512<ulong> lanes) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256UInt32(lanes) : Vector256.Narrow(lanes.GetLower(), lanes.GetUpper());
}
