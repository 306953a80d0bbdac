using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>
/// The ordinary inventory that identifies every tag from singleton slots, in both customary forms. Capture is not modelled: a
/// slot with several replies is lost.
/// </summary>
public static class StandardInventory
{
    /// <summary>
    /// Frames whose size is the best for the tags left, which an ideal reader knows: the quickest an inventory of the standard
    /// can be without resolving collisions.
    /// </summary>
    /// <param name="tags">Tags in the field, zero or above.</param>
    /// <param name="timing">Durations of the link.</param>
    /// <param name="random">Source of the tags' choices.</param>
    public static InventoryRun RunFrames(int tags, SlotTiming timing, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tags);
        ArgumentNullException.ThrowIfNull(timing);
        ArgumentNullException.ThrowIfNull(random);
        int left = tags, frames = 0, empty = 0, singleton = 0, collision = 0;
        double seconds = 0;
        while (left > 0)
        {
            int slots = 1 << FramePlanner.BestQ(left, timing.EmptySlot, timing.IdentifiedSlot, timing.ReplySlot, [1]);
            var held = new int[slots];
            for (int tag = 0; tag < left; tag++)
            {
                held[random.NextIndex(slots)]++;
            }

            int ones = held.Count(count => count == 1), none = held.Count(count => count == 0);
            // The frame's first slot is opened by the Query in place of a QueryRep.
            seconds += timing.Query - timing.QueryRepeat
                + none * timing.EmptySlot + ones * timing.IdentifiedSlot + (slots - none - ones) * timing.ReplySlot;
            frames++;
            empty += none;
            singleton += ones;
            collision += slots - none - ones;
            left -= ones;
        }

        return new InventoryRun(seconds, frames, empty, singleton, collision, UnreadTags: 0);
    }

    /// <summary>
    /// The Q algorithm of the standard's annex D: Qfp rises by <paramref name="step"/> at a collision and falls by it at an empty
    /// slot, and a QueryAdjust starts anew when its rounded value changes. Ends when no tag is left.
    /// </summary>
    /// <param name="tags">Tags in the field, zero or above.</param>
    /// <param name="timing">Durations of the link.</param>
    /// <param name="random">Source of the tags' choices.</param>
    /// <param name="startQ">First Q, 0 to 15.</param>
    /// <param name="step">C of the annex, 0.1 to 0.5.</param>
    public static InventoryRun RunQAlgorithm(int tags, SlotTiming timing, SeededRandom random, int startQ = 4, double step = 0.2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tags);
        ArgumentNullException.ThrowIfNull(timing);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(startQ);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startQ, FramePlanner.LargestQ);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 0.1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, 0.5);

        int left = tags, waiting = tags, q = startQ, slot = 0, frames = 1, empty = 0, singleton = 0, collision = 0;
        double level = startQ, seconds = timing.Query - timing.QueryRepeat;
        while (left > 0)
        {
            // The replies of the next slot of this frame: each of the tags still waiting holds it with equal chance.
            int remaining = (1 << q) - slot;
            int replies = remaining == 1 ? waiting : Draw(waiting, remaining, random);
            waiting -= replies;
            slot++;
            switch (replies)
            {
                case 0:
                    empty++;
                    seconds += timing.EmptySlot;
                    level = Math.Max(0, level - step);
                    break;
                case 1:
                    singleton++;
                    left--;
                    seconds += timing.IdentifiedSlot;
                    break;
                default:
                    collision++;
                    seconds += timing.ReplySlot;
                    level = Math.Min(FramePlanner.LargestQ, level + step);
                    break;
            }

            int rounded = (int)Math.Round(level);
            if (rounded != q || slot == 1 << q)
            {
                seconds += timing.QueryAdjust - timing.QueryRepeat;
                (q, slot, waiting) = (rounded, 0, left);
                frames++;
            }
        }

        return new InventoryRun(seconds, frames, empty, singleton, collision, UnreadTags: 0);
    }

    private static int Draw(int tags, int slots, SeededRandom random)
    {
        int replies = 0;
        for (int tag = 0; tag < tags; tag++)
        {
            replies += random.NextUniform() * slots < 1 ? 1 : 0;
        }

        return replies;
    }
}
