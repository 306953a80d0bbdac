using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

/// <summary>A crash leaves storage and archive as they are at the moment: another cluster starts on clones of them.</summary>
public class CrashTests
{
    private static readonly long[] OneToHundred = [.. Enumerable.Range(1, 100).Select(i => (long)i)];

    private static void SmallWindow(TwinOptions options) => (options.HistoryWindow, options.HistoryChunk) = (20, 15);

    [Fact]
    public async Task What_was_accepted_is_in_histories_once_after_a_crash_and_is_repeated_when_sent_again()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
        ObservationBatch[] batches = [.. Enumerable.Range(0, 10).Select(i => Measured.Run(1 + 10 * i, 10))];
        foreach (ObservationBatch batch in batches)
        {
            await house.Adapter.Ingest(batch).Soon();
        }

        await using TwinHouse again = await house.AfterCrashAsync(SmallWindow);
        Assert.Equal(100, (await again.Adapter.Health().Soon()).Accepted);
        Assert.Equal(OneToHundred, Measured.Sequences(await again.HistoryOf("tag-b")));
        foreach (ObservationBatch batch in batches)
        {
            Assert.Equal(0, (await again.Adapter.Ingest(batch).Soon()).Accepted);
        }

        Assert.Equal(OneToHundred, Measured.Sequences(await again.HistoryOf("tag-b")));
    }

    [Fact]
    public async Task A_crash_after_each_step_of_the_line_loses_nothing()
    {
        // Every durable write, in turn, is the last before the power goes.
        for (int survived = 0; ; survived++)
        {
            await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
            int left = survived;
            bool hasDied = false;
            bool Dies(string name) => hasDied |= left-- <= 0;
            (house.Archive.Refuses, house.Storage.Refuses) = (Dies, Dies);
            long accepted = 0;
            for (int first = 1; first < 100 && !hasDied; first += 30)
            {
                try
                {
                    accepted += (await house.Adapter.Ingest(Measured.Run(first, 30)).Soon()).Accepted;
                    await house.Adapter.Checkpoint().Soon();
                }
                catch (Exception fault) when (Refused.IsByADouble(fault))
                {
                    Assert.True(hasDied);
                }
            }

            await using TwinHouse again = await house.AfterCrashAsync(SmallWindow);
            long[] found = Measured.Sequences(await HistoryAfter(again));
            Assert.Equal(Enumerable.Range(1, found.Length).Select(i => (long)i), found);
            Assert.True(found.Length >= accepted, $"{accepted} accepted, {found.Length} found after {survived} writes");
            if (!hasDied)
            {
                Assert.True(survived > 10);
                return;
            }
        }
    }

    [Fact]
    public async Task Positions_come_back_after_a_crash_without_a_new_measurement()
    {
        await using TwinHouse house = await TwinHouse.StartAsync(SmallWindow);
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        await using TwinHouse again = await house.AfterCrashAsync(SmallWindow);
        await again.Adapter.Health().Soon();
        RegionSnapshot expected = await RoomOfTags.LocateAsync(house), found = await RoomOfTags.LocateAsync(again);
        Assert.Equal(room.Tags.Count(), found.Tags.Length);
        Assert.Equal(expected.Tags.AsEnumerable(), found.Tags);
    }

    [Fact]
    public async Task A_placed_anchor_survives_a_crash()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await using TwinHouse again = await house.AfterCrashAsync();
        Assert.Equal(20, (await again.Region.Snapshot().Soon()).Anchors.Length);
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("tag")]
    [InlineData("link")]
    [InlineData("region")]
    public async Task A_twin_that_went_idle_before_the_checkpoint_loses_nothing_at_a_crash_after_it(string idle)
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        Probe any = room.Probes[0];
        await house.Cluster.DeactivateAsync(idle switch
        {
            "reader" => house.Reader,
            "tag" => house.Tag(any.Receiver),
            "link" => house.Link(any.Transmitter, any.Receiver),
            _ => house.Region,
        }).Soon();
        await house.Adapter.Checkpoint().Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        foreach (IGrouping<string, Probe> heard in room.Probes.GroupBy(probe => probe.Receiver).Take(5))
        {
            Assert.Equal(heard.Select(probe => probe.Id.Sequence), Measured.Sequences(await again.HistoryOf(heard.Key)));
        }

        Assert.NotNull(await again.Link(any.Transmitter, any.Receiver).Estimate().Soon());
        Assert.Equal((await RoomOfTags.LocateAsync(house)).Tags.AsEnumerable(), (await RoomOfTags.LocateAsync(again)).Tags);
    }

    [Fact]
    public async Task A_session_set_up_anew_before_a_crash_counts_its_observations_once()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Adapter.Ingest(Measured.Run(1, 10)).Soon();
        await house.Adapter.Configure(TwinHouse.ReaderKey).Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        Assert.Equal(10, (await again.Adapter.Health().Soon()).Accepted);
    }

    private static async Task<ObservationBatch> HistoryAfter(TwinHouse house)
    {
        await house.Adapter.Health().Soon();
        return await house.HistoryOf("tag-b");
    }
}
