using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

public class HistoryTests
{
    private static void SmallWindow(TwinOptions options) => (options.HistoryWindow, options.HistoryChunk) = (20, 15);

    [Fact]
    public async Task A_doubled_observation_within_a_batch_counts_once()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        Probe probe = Measured.Probe(1, "tag-a", "tag-b");
        Assert.Equal(new IngestReceipt(2, 2), await house.Adapter.Ingest(ObservationBatch.Of([probe, probe, Measured.Probe(2, "tag-a", "tag-b"), probe])).Soon());
        Assert.Equal(new long[] { 1, 2 }, Measured.Sequences(await house.HistoryOf("tag-b")));
    }

    [Fact]
    public async Task Late_observations_stand_in_history_by_their_time()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        foreach (int[] batch in new[] { [5, 6], [1, 9], new[] { 3 } })
        {
            await house.Adapter.Ingest(ObservationBatch.Of([.. batch.Select(i => Measured.Probe(i, "tag-a", "tag-b"))])).Soon();
        }

        Assert.Equal(new long[] { 1, 3, 5, 6, 9 }, Measured.Sequences(await house.HistoryOf("tag-b")));
    }

    [Fact]
    public async Task Observations_of_each_kind_go_to_the_twin_that_heard_them()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Adapter.Ingest(new ObservationBatch([Measured.Probe(1, "tag-a", "tag-b"), Measured.Probe(2, "tag-b", "tag-a")], [Measured.Read(1, "tag-a"), Measured.Read(2, "tag-c")], [])).Soon();
        ObservationBatch a = await house.HistoryOf("tag-a"), b = await house.HistoryOf("tag-b"), c = await house.HistoryOf("tag-c");
        Assert.Equal((1, 1, 1, 0, 0, 1), (a.Probes.Length, a.Reads.Length, b.Probes.Length, b.Reads.Length, c.Probes.Length, c.Reads.Length));
    }

    [Fact]
    public async Task A_history_longer_than_the_window_goes_to_the_archive_and_each_observation_is_there_once()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
        for (int first = 1; first < 100; first += 10)
        {
            await house.Adapter.Ingest(Measured.Run(first, 10)).Soon();
        }

        Assert.True(house.Archive.Names("history/site/tag-b").Count >= 5);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), Measured.Sequences(await house.HistoryOf("tag-b")));
        await house.Cluster.DeactivateAsync(house.Tag("tag-b")).Soon();
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), Measured.Sequences(await house.HistoryOf("tag-b")));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(85, 99)]
    [InlineData(14, 81)]
    [InlineData(50, 50)]
    [InlineData(200, 300)]
    public async Task A_span_of_time_includes_its_beginning_and_not_its_end(int from, int to)
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
        await house.Adapter.Ingest(Measured.Run(1, 100)).Soon();
        ObservationBatch part = await house.Tag("tag-b").History(Measured.At(from), Measured.At(to)).Soon();
        Assert.Equal(Enumerable.Range(1, 100).Where(i => i >= from && i < to).Select(i => (long)i), Measured.Sequences(part));
    }

    [Fact]
    public async Task Late_observations_are_found_in_time_order_across_archive_and_memory()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync(SmallWindow)).WiredAsync();
        int[] order = [.. Enumerable.Range(1, 90)];
        new Random(3).Shuffle(order);
        foreach (int[] batch in order.Chunk(7))
        {
            await house.Adapter.Ingest(ObservationBatch.Of([.. batch.Select(i => Measured.Probe(i, "tag-a", "tag-b"))])).Soon();
        }

        Assert.Equal(Enumerable.Range(1, 90).Select(i => (long)i), Measured.Sequences(await house.HistoryOf("tag-b")));
    }

    [Fact]
    public async Task A_tag_at_rest_knows_what_it_has_seen_and_goes_on_from_there()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        for (int i = 1; i <= 7; i += 2)
        {
            await house.Adapter.Ingest(ObservationBatch.Of([Measured.Read(i, "tag-a")])).Soon();
            await house.Adapter.Checkpoint().Soon();
        }

        await house.Tag("tag-a").Observe(TwinHouse.ReaderKey, TwinHouse.RegionKey, ObservationBatch.Of([Measured.Read(3, "tag-a"), Measured.Read(4, "tag-a")])).Soon();
        Assert.Equal(new long[] { 1, 3, 4, 5, 7 }, ReadsOf(await house.HistoryOf("tag-a")));
        await house.Adapter.Checkpoint().Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        Assert.Equal(new long[] { 1, 3, 5, 7 }, ReadsOf(await again.HistoryOf("tag-a")));
        await again.Tag("tag-a").Observe(TwinHouse.ReaderKey, TwinHouse.RegionKey, ObservationBatch.Of([Measured.Read(5, "tag-a"), Measured.Read(9, "tag-a")])).Soon();
        Assert.Equal(new long[] { 1, 3, 5, 7, 9 }, ReadsOf(await again.HistoryOf("tag-a")));
    }

    private static long[] ReadsOf(ObservationBatch history) => [.. history.Reads.Select(read => read.Id.Sequence)];
}
