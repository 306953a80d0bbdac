using System.Runtime.CompilerServices;
using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// Everything random in a region, each number by its own name: (seed, region, purpose, round, tag or slot). The seed is Philox's
/// key; its counter holds the region in the first two words, the purpose in the third, the round and the number of the slot or of the
/// group of tags in the fourth (17 and 15 bits). Four neighbouring tags are a group and share a block, a word each.
/// </summary>
internal static class RegionDraws
{
    /// <summary>Bits of a slot's or group's number.</summary>
    public const int IndexBits = 15;

    /// <summary>Tags that share a block, as a power of two.</summary>
    public const int GroupBits = 2;

    /// <summary>The words by which four tags choose their slots in a round; a frame of 2^Q slots takes the last Q bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillSlots(ulong seed, ulong region, int round, int group, Span<uint> words) =>
        Fill(Block(seed, region, Purpose.TagSlots, round, group), words);

    /// <summary>The words that say which of four tags the link reaches.</summary>
    public static void FillReach(ulong seed, ulong region, int group, Span<uint> words) =>
        Fill(Block(seed, region, Purpose.TagReach, 0, group), words);

    /// <summary>What becomes of the replies in one slot: the first word says whether any is heard, the second which.</summary>
    public static (uint Heard, uint Which) Decoder(ulong seed, ulong region, int round, int slot)
    {
        PhiloxBlock block = Block(seed, region, Purpose.SlotDecoder, round, slot);
        return (block.X0, block.X1);
    }

    /// <summary>Tags of a region.</summary>
    public static int Tags(ulong seed, ulong region, int least, int most) =>
        least + (int)((ulong)Block(seed, region, Purpose.FieldTags, 0, 0).X0 * (ulong)(most - least + 1) >> 32);

    /// <summary>A seed of its own for a numbered piece of a numbered series.</summary>
    public static ulong Seed(ulong seed, ulong series, int piece)
    {
        PhiloxBlock block = Philox.Block(seed, series, (ulong)Purpose.PieceSeed | (ulong)(uint)piece << 32);
        return (ulong)block.X1 << 32 | block.X0;
    }

    /// <summary>The number of words out of 2³² that stand for a share: a word below it says yes.</summary>
    public static ulong Threshold(double share) => (ulong)Math.Round(share * (1UL << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PhiloxBlock Block(ulong seed, ulong region, Purpose purpose, int round, int index) =>
        Philox.Block(seed, region, (ulong)purpose | (ulong)((uint)round << IndexBits | (uint)index) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(PhiloxBlock block, Span<uint> words)
    {
        words[3] = block.X3;
        words[0] = block.X0;
        words[1] = block.X1;
        words[2] = block.X2;
    }
}
