using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Inventory;

public class InventoryTests
{
    private static readonly SlotTiming Timing = new(LinkParameters.Default);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void Ordinary_inventories_identify_each_tag_once_and_take_the_time_of_their_slots(int tags)
    {
        InventoryRun frames = StandardInventory.RunFrames(tags, Timing, new SeededRandom(3));
        InventoryRun q = StandardInventory.RunQAlgorithm(tags, Timing, new SeededRandom(3));

        Assert.Equal(tags, frames.SingletonSlots);
        Assert.Equal(tags, q.SingletonSlots);
        Assert.Equal(Slots(frames, Timing.IdentifiedSlot) + frames.Frames * (Timing.Query - Timing.QueryRepeat), frames.Seconds, 1e-9);
        Assert.Equal(
            Slots(q, Timing.IdentifiedSlot) + Timing.Query - Timing.QueryRepeat + (q.Frames - 1) * (Timing.QueryAdjust - Timing.QueryRepeat),
            q.Seconds,
            1e-9);
    }

    [Fact]
    public void Planned_frames_beat_frames_of_as_many_slots_as_tags_and_the_q_algorithm_comes_after()
    {
        const int Tags = 500;
        double frames = Enumerable.Range(0, 50).Average(seed => StandardInventory.RunFrames(Tags, Timing, new SeededRandom((ulong)seed)).Seconds);
        double q = Enumerable.Range(0, 50).Average(seed => StandardInventory.RunQAlgorithm(Tags, Timing, new SeededRandom((ulong)seed)).Seconds);

        // As many slots as tags: 1/e empty, 1/e with one tag, the rest collisions.
        double asMany = Tags * (Timing.IdentifiedSlot + Timing.EmptySlot + (Math.E - 2) * Timing.ReplySlot);
        Assert.InRange(frames, Tags * Timing.IdentifiedSlot, asMany);
        Assert.InRange(q / frames, 1, 1.25);
    }

    [Fact]
    public void A_polling_cycle_reads_every_tag_once_when_all_slots_are_resolved()
    {
        var seen = new List<int>();

        InventoryRun run = PollingInventory.Run(200, Timing, PollingOptions.Default, new SeededRandom(1), slot =>
        {
            bool isResolved = slot.Length <= 3;
            seen.AddRange(isResolved ? slot.ToArray() : []);
            return isResolved;
        });

        Assert.Equal(Enumerable.Range(0, 200), seen.Order());
        Assert.Equal(0, run.UnreadTags);
    }

    [Fact]
    public void A_further_frame_holds_the_tags_of_unresolved_slots_alone_and_costs_a_bit_for_each_slot_before()
    {
        var unresolved = new HashSet<int>();
        int replies = 0;

        InventoryRun run = PollingInventory.Run(8, Timing, new PollingOptions { MaximumFrames = 2 }, new SeededRandom(5), slot =>
        {
            if (replies < 8)
            {
                replies += slot.Length;
                if (unresolved.Count > 0)
                {
                    return true;
                }

                unresolved.UnionWith(slot.ToArray());
                return false;
            }

            Assert.Subset(unresolved, slot.ToArray().ToHashSet());
            return true;
        });

        // Eight tags of which three can be told apart are best polled in four slots.
        Assert.Equal(2, run.Frames);
        double bits = 4 * Timing.BitSeconds;
        Assert.Equal(Slots(run, Timing.ReplySlot) + 2 * (Timing.Query - Timing.QueryRepeat) + bits, run.Seconds, 1e-9);
    }

    [Fact]
    public void Without_silence_every_frame_is_full()
    {
        int replies = 0;
        var options = new PollingOptions { SilencesResolved = false, MaximumFrames = 3 };

        InventoryRun run = PollingInventory.Run(100, Timing, options, new SeededRandom(2), slot =>
        {
            replies += slot.Length;
            return slot.Length == 1;
        });

        Assert.Equal(300, replies);
        Assert.InRange(run.UnreadTags, 1, 99);
    }

    [Fact]
    public void A_reader_that_resolves_nothing_gives_up_and_says_so()
    {
        InventoryRun run = PollingInventory.Run(10, Timing, PollingOptions.Default, new SeededRandom(2), _ => false);

        Assert.Equal(PollingOptions.Default.MaximumFrames, run.Frames);
        Assert.Equal(10, run.UnreadTags);
    }

    [Fact]
    public void More_tags_than_expected_are_read_in_the_end()
    {
        InventoryRun run = PollingInventory.Run(300, Timing, new PollingOptions { ExpectedTags = 10 }, new SeededRandom(2), slot => slot.Length <= 3);

        Assert.Equal(0, run.UnreadTags);
    }

    [Fact]
    public void Polling_two_hundred_tags_takes_a_fifth_of_an_ordinary_inventory_at_most()
    {
        double polling = Enumerable.Range(0, 50).Average(seed =>
            PollingInventory.Run(200, Timing, PollingOptions.Default, new SeededRandom((ulong)seed), slot => slot.Length <= 3).Seconds);
        double ordinary = Enumerable.Range(0, 50).Average(seed => StandardInventory.RunFrames(200, Timing, new SeededRandom((ulong)seed)).Seconds);

        Assert.True(polling < 0.2 * ordinary, $"{polling} of {ordinary} s");
    }

    private static double Slots(InventoryRun run, double singleton) =>
        run.EmptySlots * Timing.EmptySlot + run.SingletonSlots * singleton + run.CollisionSlots * Timing.ReplySlot;
}
