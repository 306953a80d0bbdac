using System.Runtime.CompilerServices;
using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// Everything random in a region, each number by its own name: (seed, region, purpose, round, tag or slot). The seed is Philox's
/// key; of its counter the low half is the region, the high half holds purpose (8 bits), round (24) and index (32). Four
/// neighbouring tags share a block, a word each.
/// </summary>
internal static class RegionDraws
{
    private const ulong SlotPurpose = 1UL << 56, ReachPurpose = 2UL << 56, DecoderPurpose = 3UL << 56, SizePurpose = 4UL << 56, SeedPurpose = 5UL << 56;

    /// <summary>Tags that share a block, as a power of two.</summary>
    public const int GroupBits = 2;

    /// <summary>The words by which four tags choose their slots in a round; a frame of 2^Q slots takes the last Q bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillSlots(ulong seed, ulong region, int round, int group, Span<uint> words) =>
        Fill(Philox.Block(seed, region, SlotPurpose | (ulong)(uint)round << 32 | (uint)group), words);

    /// <summary>The words that say which of four tags the link reaches.</summary>
    public static void FillReach(ulong seed, ulong region, int group, Span<uint> words) =>
        Fill(Philox.Block(seed, region, ReachPurpose | (uint)group), words);

    /// <summary>What becomes of the replies in one slot: the first word says whether any is heard, the second which.</summary>
    public static (uint Heard, uint Which) Decoder(ulong seed, ulong region, int round, int slot)
    {
        PhiloxBlock block = Philox.Block(seed, region, DecoderPurpose | (ulong)(uint)round << 32 | (uint)slot);
        return (block.X0, block.X1);
    }

    /// <summary>Tags of a region.</summary>
    public static int Tags(ulong seed, ulong region, int least, int most) =>
        least + (int)((ulong)Philox.Block(seed, region, SizePurpose).X0 * (ulong)(most - least + 1) >> 32);

    /// <summary>A seed of its own for a numbered piece of a numbered series.</summary>
    public static ulong Seed(ulong seed, ulong series, int piece)
    {
        PhiloxBlock block = Philox.Block(seed, series, SeedPurpose | (uint)piece);
        return (ulong)block.X1 << 32 | block.X0;
    }

    /// <summary>The number of words out of 2³² that stand for a share: a word below it says yes.</summary>
    public static ulong Threshold(double share) => (ulong)Math.Round(share * (1UL << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(PhiloxBlock block, Span<uint> words)
    {
        words[3] = block.X3;
        words[0] = block.X0;
        words[1] = block.X1;
        words[2] = block.X2;
    }
}
