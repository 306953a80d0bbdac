using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TwinGrid.Simulation.Randomness;

/// <summary>
/// <see cref="Philox"/> for eight numbers in a row at once. Each lane holds a 32-bit word in 64 bits, so that a product needs no
/// shuffling: what lies above the low half is never looked at.
/// </summary>
public static class PhiloxLanes
{
    /// <summary>Numbers worked out at once.</summary>
    public const int Count = 8;

    private static readonly Vector512<ulong> Steps = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>The blocks of eight numbers for one purpose: lane i belongs to <paramref name="first"/> + i.</summary>
    /// <param name="key">The key.</param>
    /// <param name="first">The first number.</param>
    /// <param name="purpose">What the blocks are for.</param>
    /// <param name="x0">First words.</param>
    /// <param name="x1">Second words.</param>
    /// <param name="x2">Third words.</param>
    /// <param name="x3">Fourth words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eight(
        ulong key, long first, Purpose purpose, out Vector256<uint> x0, out Vector256<uint> x1, out Vector256<uint> x2, out Vector256<uint> x3)
    {
        Vector512<ulong> a = Vector512.Create((ulong)first) + Steps, b = a >>> 32;
        Vector512<ulong> c = Vector512.Create((ulong)purpose), d = Vector512<ulong>.Zero;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> first64 = Product(a, Philox.FirstMultiplier), second64 = Product(c, Philox.SecondMultiplier);
            a = (second64 >>> 32) ^ b ^ Vector512.Create((ulong)k0);
            b = second64;
            c = (first64 >>> 32) ^ d ^ Vector512.Create((ulong)k1);
            d = first64;
            k0 += Philox.FirstWeyl;
            k1 += Philox.SecondWeyl;
        }

        x0 = Low(a);
        x1 = Low(b);
        x2 = Low(c);
        x3 = Low(d);
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
    private static Vector256<uint> Low(Vector512<ulong> lanes) => Vector256.Narrow(lanes.GetLower(), lanes.GetUpper());
}
