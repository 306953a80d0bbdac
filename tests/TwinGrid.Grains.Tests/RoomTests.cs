using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

public class RoomTests
{
    [Fact]
    public async Task Voltages_through_the_door_locate_every_tag_and_its_object()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        RegionSnapshot region = await RoomOfTags.LocateAsync(house);
        Assert.Equal(room.Tags.Order(StringComparer.Ordinal), region.Tags.Select(tag => tag.Tag));
        foreach (TagLocation tag in region.Tags)
        {
            Assert.Equal(LocationStatus.Located, tag.Status);
            Assert.InRange(tag.Position.DistanceTo(room.TruthOf(tag.Tag)), 0, 0.02);
            ObjectSnapshot thing = await house.Thing(tag.Tag).Snapshot().Soon();
            Assert.Equal((LocationStatus.Located, tag.Covariance, tag.Time), (thing.Status, thing.Covariance, thing.Time));
            Assert.InRange(thing.Position.DistanceTo(tag.Position), 0, 1e-12);
        }
    }

    [Fact]
    public async Task The_same_batches_again_are_all_repeated_and_change_nothing()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        RegionSnapshot before = await RoomOfTags.LocateAsync(house);
        Probe any = room.Probes[0];
        var estimate = await house.Link(any.Transmitter, any.Receiver).Estimate().Soon();
        ObservationBatch history = await house.HistoryOf(any.Receiver);
        foreach (ObservationBatch batch in room.Batches)
        {
            Assert.Equal(new Adapters.IngestReceipt(0, batch.Count), await house.Adapter.Ingest(batch).Soon());
        }

        RegionSnapshot after = await RoomOfTags.LocateAsync(house);
        Assert.Equal(before.Rounds, after.Rounds);
        Assert.Equal(before.Tags.AsEnumerable(), after.Tags);
        Assert.Equal(estimate, await house.Link(any.Transmitter, any.Receiver).Estimate().Soon());
        Assert.Equal(Measured.Sequences(history), Measured.Sequences(await house.HistoryOf(any.Receiver)));
        Assert.Equal(room.Probes.Length, (await house.Adapter.Health().Soon()).Repeated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_order_of_arrival_does_not_change_positions(bool isShuffled)
    {
        // Two cycles of the same room: the second, a minute later, must win wherever it comes.
        RoomOfTags room = await RoomOfTags.CreateAsync(), noisier = await RoomOfTags.CreateAsync(seed: 1);
        Probe[] second = [.. noisier.Probes.Select(probe => probe with
        {
            Id = new ObservationId("sink-2", probe.Id.Sequence),
            Time = probe.Time.AddMinutes(1),
            Voltages = [.. probe.Voltages.Select((voltage, i) => voltage * (1 + 1e-4 * i))],
        })];
        Probe[] forward = [.. room.Probes, .. second];
        Probe[] other = isShuffled ? [.. forward] : [.. forward.Reverse()];
        if (isShuffled)
        {
            new Random(7).Shuffle(other);
        }

        RegionSnapshot expected = await LocatedAsync(room, forward), found = await LocatedAsync(room, other);
        foreach ((TagLocation one, TagLocation two) in expected.Tags.Zip(found.Tags))
        {
            Assert.Equal((one.Tag, one.Status, one.Time), (two.Tag, two.Status, two.Time));
            Assert.InRange(one.Position.DistanceTo(two.Position), 0, 1e-9);
        }
    }

    private static async Task<RegionSnapshot> LocatedAsync(RoomOfTags room, Probe[] probes)
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await room.SetUpAsync(house);
        foreach (Probe[] chunk in probes.Chunk(97))
        {
            await house.Adapter.Ingest(ObservationBatch.Of([.. chunk])).Soon();
        }

        return await RoomOfTags.LocateAsync(house);
    }
}
