using TwinGrid.Grains.Objects;
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
        await using TwinHouse house = await (await TwinHouse.StartAsync(options => (options.HistoryWindow, options.HistoryChunk) = (4, 3))).WiredAsync();
        var shelf = new PolledShelf();
        await IngestAsync(house, shelf, [.. Enumerable.Repeat(PollingPurpose.Inventory, 11)]);
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(3, house.Archive.Names($"history/{TwinHouse.ReaderKey}").Count);
        ObservationBatch history = await house.Reader.History(Measured.At(2), Measured.At(10)).Soon();
        Assert.Equal(Enumerable.Range(2, 8).Select(i => (long)i), history.Cycles.Select(cycle => cycle.Id.Sequence));
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
