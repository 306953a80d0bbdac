using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Readers;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

/// <summary>Polling cycles through reader, region and object: who stands still, who moved, who is gone and who came back.</summary>
public class PollingTests
{
    [Fact]
    public async Task Objects_that_stand_still_are_not_told_of()
    {
        await using TwinHouse house = await PolledHouseAsync();
        await using Listener facts = await Listener.ToAsync(house);
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, PollingPurpose.Inventory, PollingPurpose.Inventory, PollingPurpose.Poll, PollingPurpose.Poll);
        Assert.Empty(await facts.UpToNowAsync(house));
        ObjectSnapshot box = await house.Thing(PolledShelf.NameOf(0)).Snapshot().Soon();
        Assert.Equal((MotionVerdict.Stationary, Measured.At(4)), (box.Motion!.Verdict, box.Motion.Time));
    }

    [Fact]
    public async Task Of_nameless_replies_the_object_that_moved_and_the_one_that_left_are_told_once()
    {
        await using TwinHouse house = await PolledHouseAsync();
        await using Listener facts = await Listener.ToAsync(house);
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, PollingPurpose.Inventory, PollingPurpose.Inventory, PollingPurpose.Poll);
        shelf.Move(3);
        await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Poll, 7)).Soon();
        await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Poll, 7)).Soon();
        IReadOnlyList<ObjectFact> heard = await facts.UpToNowAsync(house);
        Assert.Equal(
            [("box-03", MotionVerdict.Moving, Measured.At(4)), ("box-07", MotionVerdict.Missing, Measured.At(4))],
            heard.Cast<ObjectMotionChanged>().Select(fact => (fact.ObjectName, fact.Verdict, fact.Time)).Order());
        Assert.All(heard.Cast<ObjectMotionChanged>(), fact => Assert.InRange(fact.ErrorProbability, 0, 0.01));
    }

    [Fact]
    public async Task An_inventory_teaches_the_new_place_and_notices_who_came_back()
    {
        await using TwinHouse house = await PolledHouseAsync();
        await using Listener facts = await Listener.ToAsync(house);
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, PollingPurpose.Inventory, PollingPurpose.Inventory);
        shelf.Move(3);
        await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Inventory, 7)).Soon();
        await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Poll, 7)).Soon();
        await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Inventory)).Soon();
        await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Poll)).Soon();
        IReadOnlyList<ObjectFact> heard = await facts.UpToNowAsync(house);
        Assert.Equal(
            [MotionVerdict.Moving, MotionVerdict.Stationary],
            heard.OfType<ObjectMotionChanged>().Where(fact => fact.ObjectName == "box-03").Select(fact => fact.Verdict));
        Assert.Equal(
            [MotionVerdict.Missing, MotionVerdict.NewlyJoined, MotionVerdict.Stationary],
            heard.OfType<ObjectMotionChanged>().Where(fact => fact.ObjectName == "box-07").Select(fact => fact.Verdict));
    }

    [Fact]
    public async Task After_a_crash_the_cycles_come_again_and_change_nothing_twice()
    {
        await using TwinHouse house = await PolledHouseAsync();
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, PollingPurpose.Inventory, PollingPurpose.Inventory);
        await house.Adapter.Checkpoint().Soon();
        shelf.Move(5);
        ObservationBatch moved = shelf.Batch(PollingPurpose.Poll);
        await house.Adapter.Ingest(moved).Soon();

        await using TwinHouse again = await house.AfterCrashAsync();
        await using Listener facts = await Listener.ToAsync(again);
        Assert.Equal(0, (await again.Adapter.Ingest(moved).Soon()).Accepted);
        await again.Adapter.Ingest(shelf.Batch(PollingPurpose.Poll)).Soon();
        Assert.Empty(await facts.UpToNowAsync(again));
        Assert.Equal(MotionVerdict.Moving, (await again.Thing("box-05").Snapshot().Soon()).Motion!.Verdict);
        ObservationBatch history = await again.Reader.History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Soon();
        Assert.Equal([1L, 2, 3, 4], history.Cycles.Select(cycle => cycle.Id.Sequence));
    }

    [Fact]
    public async Task Old_cycles_go_to_the_archive_and_stay_in_the_history()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(options => (options.HistoryWindow, options.HistoryChunk) = (4 * PolledShelf.Tags, 3 * PolledShelf.Tags))).WiredAsync();
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, [.. Enumerable.Repeat(PollingPurpose.Inventory, 11)]);
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(3, house.Archive.Names($"history/{TwinHouse.ReaderKey}").Count);
        ObservationBatch history = await house.Reader.History(Measured.At(2), Measured.At(10)).Soon();
        Assert.Equal(Enumerable.Range(2, 8).Select(i => (long)i), history.Cycles.Select(cycle => cycle.Id.Sequence));
    }

    [Fact]
    public async Task A_tag_that_stays_away_is_forgotten_in_time()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(options => options.AwayMemory = TimeSpan.FromSeconds(2.5))).WiredAsync();
        await PolledShelf.BindAsync(house);
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, PollingPurpose.Inventory);
        for (int i = 0; i < 4; i++)
        {
            await house.Adapter.Ingest(shelf.Batch(PollingPurpose.Inventory, 7)).Soon();
        }

        // Told once, when it went; from then on the reader has no news of it, and in the end no memory.
        ObjectMotionState gone = (await house.Thing("box-07").Snapshot().Soon()).Motion!;
        Assert.Equal((MotionVerdict.Missing, Measured.At(2)), (gone.Verdict, gone.Time));
        await house.Adapter.Checkpoint().Soon();
        Assert.True(house.Storage.Holds("reader", "box-06-tag-0"));
        Assert.False(house.Storage.Holds("reader", "box-07-tag-0"));
    }

    [Fact]
    public async Task A_late_inventory_teaches_nothing_and_is_kept()
    {
        await using TwinHouse house = await PolledHouseAsync();
        var shelf = new PolledShelf();
        PollingCycle late = shelf.Cycle(PollingPurpose.Inventory);
        await IngestAsync(house, shelf, PollingPurpose.Inventory);
        shelf.Move(3);
        await IngestAsync(house, shelf, PollingPurpose.Inventory);
        await house.Adapter.Ingest(ObservationBatch.Of([late])).Soon();
        await IngestAsync(house, shelf, PollingPurpose.Poll);
        Assert.Equal(MotionVerdict.Stationary, (await house.Thing("box-03").Snapshot().Soon()).Motion!.Verdict);
        Assert.Equal([1L, 2, 3, 4], (await house.Reader.History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Soon()).Cycles.Select(cycle => cycle.Id.Sequence));
    }

    [Fact]
    public async Task An_object_carried_to_another_reader_joins_there_and_does_not_flap()
    {
        await using TwinHouse house = await PolledHouseAsync();
        IReaderGrain other = house.Grains.GetGrain<IReaderGrain>(TwinKeys.InSite(TwinHouse.Site, "other"));
        await other.Configure(TwinHouse.RegionKey).Soon();
        await using Listener facts = await Listener.ToAsync(house);
        var shelf = new PolledShelf();
        int[] allButSeven = [.. Enumerable.Range(0, PolledShelf.Objects).Where(number => number != 7)], allButEight = [.. Enumerable.Range(0, PolledShelf.Objects).Where(number => number != 8)];
        await house.Reader.Observe(shelf.Batch(PollingPurpose.Inventory)).Soon();
        await other.Observe(shelf.Batch(PollingPurpose.Inventory, allButEight)).Soon();
        await house.Reader.Observe(shelf.Batch(PollingPurpose.Inventory, 7)).Soon();
        await other.Observe(shelf.Batch(PollingPurpose.Inventory, [.. allButSeven.Where(number => number != 8)])).Soon();
        for (int i = 0; i < 4; i++)
        {
            await house.Reader.Observe(shelf.Batch(PollingPurpose.Poll, 7)).Soon();
            await other.Observe(shelf.Batch(PollingPurpose.Poll, [.. allButSeven.Where(number => number != 8)])).Soon();
        }

        Assert.Equal(
            [MotionVerdict.Missing, MotionVerdict.NewlyJoined, MotionVerdict.Stationary],
            (await facts.UpToNowAsync(house)).OfType<ObjectMotionChanged>().Where(fact => fact.ObjectName == "box-07").Select(fact => fact.Verdict));
    }

    [Fact]
    public async Task A_cycle_that_stands_twice_in_a_batch_is_learnt_once_even_after_a_crash()
    {
        await using TwinHouse house = await PolledHouseAsync();
        PollingCycle cycle = new PolledShelf().Cycle(PollingPurpose.Inventory);
        await house.Adapter.Ingest(ObservationBatch.Of([cycle, cycle])).Soon();
        await house.Reader.Configure(TwinHouse.RegionKey).Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        await again.Adapter.Health().Soon();
        Assert.Single((await again.Reader.History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Soon()).Cycles);
    }

    [Fact]
    public async Task Odd_cycles_that_the_door_lets_in_do_not_stop_the_line()
    {
        await using TwinHouse house = await PolledHouseAsync();
        var shelf = new PolledShelf();
        PollingCycle inventory = shelf.Cycle(PollingPurpose.Inventory), poll = shelf.Cycle(PollingPurpose.Poll), last = shelf.Cycle(PollingPurpose.Poll);
        CycleReply deaf = inventory.Replies[0] with { Phases = [double.NaN, double.NaN, double.NaN], PhaseDeviations = [double.NaN, double.NaN, double.NaN] };
        CycleReply extreme = inventory.Replies[1] with { PhaseDeviations = [1e-300, Math.PI, 1], LengthSamples = 1e6, LengthDeviation = 1e-300 };
        PollingCycle[] odd =
        [
            inventory with { Id = new ObservationId("odd", 1), Replies = [deaf, extreme, .. inventory.Replies.Skip(2), inventory.Replies[5]] },
            poll with { Id = new ObservationId("odd", 2), Replies = [] },
            poll with { Id = new ObservationId("odd", 6), Replies = [.. poll.Replies.Select(reply => reply with { LengthSamples = double.NaN, LengthDeviation = double.NaN })] },
            poll with { Id = new ObservationId("odd", 3), Replies = [deaf with { Tag = "" }, extreme with { Tag = "" }, .. poll.Replies] },
            inventory with { Id = new ObservationId("odd", 4), Time = Measured.At(10), Replies = [] },
            inventory with { Id = new ObservationId("odd", 5), Time = Measured.At(11), Replies = [.. inventory.Replies.Select(reply => reply with { LengthSamples = double.NaN, LengthDeviation = double.NaN })] },
        ];
        Assert.Equal(odd.Length, (await house.Adapter.Ingest(ObservationBatch.Of([.. odd])).Soon()).Accepted);
        Assert.Equal(1, (await house.Adapter.Ingest(ObservationBatch.Of([last])).Soon()).Accepted);
        Assert.Equal(odd.Length + 1, (await house.Reader.History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Soon()).Cycles.Length);
    }

    [Fact]
    public async Task A_reader_with_other_antennas_begins_anew()
    {
        await using TwinHouse house = await PolledHouseAsync();
        await using Listener facts = await Listener.ToAsync(house);
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, PollingPurpose.Inventory, PollingPurpose.Poll);
        PollingCycle narrow = shelf.Cycle(PollingPurpose.Poll);
        await house.Adapter.Ingest(ObservationBatch.Of([WithOneAntenna(narrow), WithOneAntenna(shelf.Cycle(PollingPurpose.Inventory)), WithOneAntenna(shelf.Cycle(PollingPurpose.Poll))])).Soon();
        Assert.Empty(await facts.UpToNowAsync(house));
        Assert.Equal(Measured.At(5), (await house.Thing("box-01").Snapshot().Soon()).Motion!.Time);
    }

    private static PollingCycle WithOneAntenna(PollingCycle cycle) => cycle with
    {
        Replies = [.. cycle.Replies.Select(reply => reply with { Phases = [reply.Phases[0]], PhaseDeviations = [reply.PhaseDeviations[0]] })],
    };

    private static async Task<TwinHouse> PolledHouseAsync()
    {
        TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await PolledShelf.BindAsync(house);
        return house;
    }

    private static async Task IngestAsync(TwinHouse house, PolledShelf shelf, params PollingPurpose[] purposes)
    {
        foreach (PollingPurpose purpose in purposes)
        {
            await house.Adapter.Ingest(shelf.Batch(purpose)).Soon();
        }
    }
}
