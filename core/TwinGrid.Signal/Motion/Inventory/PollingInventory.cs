using System.Runtime.InteropServices;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>Tells whether the reader takes the replies of a slot for resolved.</summary>
/// <param name="tags">The tags that replied, by index; never empty.</param>
/// <returns>True when the reader needs no more of this slot's tags, rightly or wrongly.</returns>
public delegate bool SlotResolver(ReadOnlySpan<int> tags);

/// <summary>
/// A polling cycle of the second phase: every tag sends its RN16 once, no tag sends its EPC, and collisions are resolved from
/// their signal rather than repeated. Wang et al., section III-B.
/// </summary>
public static class PollingInventory
{
    /// <summary>Runs one cycle.</summary>
    /// <param name="tags">Tags in the field, zero or above.</param>
    /// <param name="timing">Durations of the link.</param>
    /// <param name="options">Frames and what is expected of the decoder.</param>
    /// <param name="random">Source of the tags' choices.</param>
    /// <param name="resolve">Asked once for each slot with a reply, in order.</param>
    public static InventoryRun Run(int tags, SlotTiming timing, PollingOptions options, SeededRandom random, SlotResolver resolve)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tags);
        ArgumentNullException.ThrowIfNull(timing);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(resolve);
        options.Check();
        int[] left = [.. Enumerable.Range(0, tags)];
        var isRead = new bool[tags];
        int frames = 0, empty = 0, singleton = 0, collision = 0, previousSlots = 0;
        double seconds = 0, expected = options.ExpectedTags ?? tags;
        bool isDone = false;
        while (!isDone && frames < options.MaximumFrames)
        {
            int likely = Math.Max(1, (int)Math.Round(expected));
            int slots = 1 << FramePlanner.BestQ(likely, timing.EmptySlot, timing.ReplySlot, timing.ReplySlot, options.ResolvedShares.AsSpan());
            seconds += timing.Query - timing.QueryRepeat + (options.SilencesResolved ? previousSlots * timing.BitSeconds : 0);
            var next = new List<int>();
            int unresolved = 0;
            foreach (List<int> slot in Throw(left, slots, random))
            {
                seconds += slot.Count == 0 ? timing.EmptySlot : timing.ReplySlot;
                empty += slot.Count == 0 ? 1 : 0;
                singleton += slot.Count == 1 ? 1 : 0;
                collision += slot.Count > 1 ? 1 : 0;
                if (slot.Count == 0)
                {
                    continue;
                }

                if (resolve(CollectionsMarshal.AsSpan(slot)))
                {
                    slot.ForEach(tag => isRead[tag] = true);
                }
                else
                {
                    unresolved++;
                    next.AddRange(slot);
                }
            }

            frames++;
            previousSlots = slots;
            if (options.SilencesResolved)
            {
                expected = unresolved * FramePlanner.UnresolvedOrder(likely, slots, options.ResolvedShares.AsSpan());
                left = [.. next];
            }

            isDone = unresolved == 0;
        }

        return new InventoryRun(seconds, frames, empty, singleton, collision, isRead.Count(read => !read));
    }

    private static List<int>[] Throw(int[] tags, int slots, SeededRandom random)
    {
        var held = new List<int>[slots];
        for (int slot = 0; slot < slots; slot++)
        {
            held[slot] = [];
        }

        foreach (int tag in tags)
        {
            held[random.NextIndex(slots)].Add(tag);
        }

        return held;
    }
}
