using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

/// <summary>Storage or archive fail for a while; then the same is tried again.</summary>
public class FailureTests
{
    private static void SmallWindow(TwinOptions options) => (options.HistoryWindow, options.HistoryChunk) = (20, 15);

    [Theory]
    [InlineData("journal")]
    [InlineData("history")]
    public async Task A_failing_archive_makes_Ingest_throw_and_a_retry_loses_and_doubles_nothing(string folder)
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
        house.Archive.Refuses = name => name.StartsWith(folder, StringComparison.Ordinal);
        await Refused.ByADoubleAsync(() => house.Adapter.Ingest(Measured.Run(1, 100)).Soon());
        house.Archive.Refuses = _ => false;
        await house.Adapter.Ingest(Measured.Run(1, 100)).Soon();
        await HoldsOnceAsync(house, 100);
    }

    [Fact]
    public async Task An_archive_that_fails_at_its_second_chunk_loses_nothing_of_the_first()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
        int left = 1;
        house.Archive.Refuses = name => name.StartsWith("history", StringComparison.Ordinal) && left-- <= 0;
        await Refused.ByADoubleAsync(() => house.Adapter.Ingest(Measured.Run(1, 100)).Soon());
        house.Archive.Refuses = _ => false;
        await house.Adapter.Ingest(Measured.Run(101, 1)).Soon();
        await HoldsOnceAsync(house, 101);
    }

    [Fact]
    public async Task A_failing_storage_makes_Ingest_throw_and_a_retry_loses_and_doubles_nothing()
    {
        // A checkpoint falls due within the call.
        await using TwinHouse house = await (await TwinHouse.StartAsync(options => options.CheckpointEvery = 10)).WiredAsync();
        house.Storage.Refuses = state => state == "tag";
        await Refused.ByADoubleAsync(() => house.Adapter.Ingest(Measured.Run(1, 100)).Soon());
        house.Storage.Refuses = _ => false;
        await house.Adapter.Ingest(Measured.Run(1, 100)).Soon();
        await HoldsOnceAsync(house, 100);
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("link")]
    [InlineData("region")]
    [InlineData("object")]
    [InlineData("adapter")]
    public async Task A_checkpoint_that_failed_at_one_twin_is_complete_after_a_retry(string failing)
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        house.Storage.Refuses = state => state == failing;
        await Refused.ByADoubleAsync(() => house.Adapter.Checkpoint().Soon());
        Assert.NotEmpty(house.Archive.Names("journal"));
        house.Storage.Refuses = _ => false;
        await house.Adapter.Checkpoint().Soon();
        Assert.Empty(house.Archive.Names("journal"));

        await using TwinHouse again = await house.AfterCrashAsync();
        RegionSnapshot region = await again.Region.Snapshot().Soon();
        Assert.Equal(room.Tags.Count(), region.Tags.Count(tag => tag.Status == LocationStatus.Located));
        foreach (TagLocation tag in region.Tags)
        {
            Assert.InRange((await again.Thing(tag.Tag).Snapshot().Soon()).Position.DistanceTo(tag.Position), 0, 1e-12);
            Assert.Equal(room.Probes.Count(probe => probe.Receiver == tag.Tag), (await again.HistoryOf(tag.Tag)).Count);
        }
    }

    [Fact]
    public async Task A_checkpoint_empties_the_journal_and_is_made_by_itself_after_enough_observations()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(options => options.CheckpointEvery = 30)).WiredAsync();
        await house.Adapter.Ingest(Measured.Run(1, 20)).Soon();
        Assert.Single(house.Archive.Names("journal"));
        await house.Adapter.Ingest(Measured.Run(21, 20)).Soon();
        Assert.Empty(house.Archive.Names("journal"));
        await using TwinHouse again = await house.AfterCrashAsync();
        await HoldsOnceAsync(again, 40);
    }

    [Fact]
    public async Task An_object_whose_storage_failed_is_told_again_and_publishes_its_fact()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await using Listener facts = await Listener.ToAsync(house);
        var location = new TagLocation("box", LocationStatus.Located, new Position(1, 1), new PositionCovariance(1e-6, 0, 1e-6), 4, Measured.At(1));
        house.Storage.Refuses = state => state == "object";
        await Refused.ByADoubleAsync(() => house.Thing("box").Observe(location).Soon());
        house.Storage.Refuses = _ => false;
        await house.Thing("box").Observe(location).Soon();
        Assert.IsType<ObjectLocated>(Assert.Single(await facts.Until(1)));
        await using TwinHouse again = await house.AfterCrashAsync();
        Assert.Equal(location.Position, (await again.Thing("box").Snapshot().Soon()).Position);
    }

    private static async Task HoldsOnceAsync(TwinHouse house, int count) =>
        Assert.Equal(Enumerable.Range(1, count).Select(i => (long)i), Measured.Sequences(await house.HistoryOf("tag-b")));
}
