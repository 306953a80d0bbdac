using System.Runtime.CompilerServices;

namespace TwinGrid.Simulation.Randomness;

/// <summary>Four random words of 32 bits: one block of <see cref="Philox"/>.</summary>
/// <param name="X0">First word.</param>
/// <param name="X1">Second word.</param>
/// <param name="X2">Third word.</param>
/// <param name="X3">Fourth word.</param>
public readonly record struct PhiloxBlock(uint X0, uint X1, uint X2, uint X3)
{
    /// <summary>The first two words as one uniform number in [0, 1) with 53 bits.</summary>
    public double Uniform => (((ulong)X1 << 32 | X0) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The last two words as one uniform number in [0, 1) with 53 bits.</summary>
    public double SecondUniform => (((ulong)X3 << 32 | X2) >> 11) * (1.0 / (1UL << 53));
}

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011): a random function of a counter and a key. Any block is computed
/// alone, in the same time, in any order, on any number of cores. Not for secrets.
/// </summary>
public static class Philox
{
    internal const uint FirstMultiplier = 0xD2511F53, SecondMultiplier = 0xCD9E8D57;
    internal const uint FirstWeyl = 0x9E3779B9, SecondWeyl = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>The block of one counter under one key.</summary>
    /// <param name="key">64 bits, the first key word lowest.</param>
    /// <param name="low">The counter's first two words, the first lowest.</param>
    /// <param name="high">The counter's last two words, the third lowest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxBlock Block(ulong key, ulong low, ulong high)
    {
        uint x0 = (uint)low, x1 = (uint)(low >> 32), x2 = (uint)high, x3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)FirstMultiplier * x0, second = (ulong)SecondMultiplier * x2;
            (x0, x1, x2, x3) = ((uint)(second >> 32) ^ x1 ^ k0, (uint)second, (uint)(first >> 32) ^ x3 ^ k1, (uint)first);
            k0 += FirstWeyl;
            k1 += SecondWeyl;
        }

        return new PhiloxBlock(x0, x1, x2, x3);
    }
}
