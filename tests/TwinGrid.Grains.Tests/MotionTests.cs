using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

public class MotionTests
{
    private static readonly PositionCovariance Centimetre = new(1e-4, 0, 1e-4);

    [Fact]
    public async Task Each_object_is_located_once_and_a_displaced_one_moves()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await using Listener facts = await Listener.ToAsync(house);
        RoomOfTags room = await LocatedRoomAsync(house);
        IReadOnlyList<ObjectFact> heard = await facts.UpToNowAsync(house);
        Assert.Equal(room.Tags.Order(StringComparer.Ordinal), heard.OfType<ObjectLocated>().Select(fact => fact.ObjectName).Order(StringComparer.Ordinal));
        Assert.Equal(room.Tags.Count(), heard.Count);

        (string tag, Position place) = NewPlace(room);
        await house.Adapter.Ingest(room.Displaced(tag, place, 3600, "later")).Soon();
        await house.Region.Locate().Soon();
        ObjectFact[] news = [.. (await facts.UpToNowAsync(house)).Skip(heard.Count)];
        ObjectMoved moved = Assert.IsType<ObjectMoved>(Assert.Single(news));
        Assert.Equal((tag, Measured.At(3600)), (moved.ObjectName, moved.Time));
        Assert.InRange(moved.From.DistanceTo(room.TruthOf(tag)), 0, 0.02);
        Assert.InRange(moved.To.DistanceTo(place), 0, 0.02);
    }

    [Fact]
    public async Task One_moved_tag_is_located_again_without_touching_the_others()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await LocatedRoomAsync(house);
        RegionSnapshot before = await house.Region.Snapshot().Soon();
        (string tag, Position place) = NewPlace(room);
        await house.Adapter.Ingest(room.Displaced(tag, place, 3600, "later")).Soon();
        RegionSnapshot after = await RoomOfTags.LocateAsync(house);
        Assert.Equal([tag], after.Tags.Zip(before.Tags).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Tag));
        Assert.InRange(after.Tags.Single(location => location.Tag == tag).Position.DistanceTo(place), 0, 0.02);
        Assert.Equal(before.Rounds + 1, after.Rounds);
    }

    [Fact]
    public async Task Tags_measured_again_at_their_places_do_not_move()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await using Listener facts = await Listener.ToAsync(house);
        RoomOfTags room = await LocatedRoomAsync(house);
        int heard = (await facts.UpToNowAsync(house)).Count;

        // New noise of the probing, the same multipath: what a second cycle in an unchanged room measures.
        var random = new Random(11);
        await house.Adapter.Ingest(ObservationBatch.Of([.. room.Probes.Select(probe => probe with
        {
            Id = new ObservationId("later", probe.Id.Sequence),
            Time = probe.Time.AddHours(1),
            Voltages = [.. probe.Voltages.Select(voltage => voltage + 2e-4 * (random.NextDouble() - 0.5))],
        })])).Soon();
        RegionSnapshot again = await RoomOfTags.LocateAsync(house);
        Assert.All(again.Tags, tag => Assert.True(tag.Time >= Measured.At(3600)));
        Assert.Equal(heard, (await facts.UpToNowAsync(house)).Count);
    }

    [Fact]
    public async Task An_object_moves_when_most_of_its_tags_do_and_its_move_is_told_once()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await using Listener facts = await Listener.ToAsync(house);
        foreach (string tag in new[] { "t1", "t2", "t3" })
        {
            await house.Thing("pallet").Observe(At(tag, 1, 1)).Soon();
        }

        await house.Thing("pallet").Observe(At("t1", 2, 2)).Soon();
        Assert.False((await house.Thing("pallet").Snapshot().Soon()).IsMoving);
        await house.Thing("pallet").Observe(At("t2", 2, 2)).Soon();
        Assert.True((await house.Thing("pallet").Snapshot().Soon()).IsMoving);
        await house.Thing("pallet").Observe(At("t3", 1, 2)).Soon();
        IReadOnlyList<ObjectFact> heard = await facts.UpToNowAsync(house);
        Assert.Equal([typeof(ObjectLocated), typeof(ObjectMoved)], heard.Select(fact => fact.GetType()));
        Assert.Equal(Measured.At(2), heard[1].Time);
    }

    [Fact]
    public async Task Tags_bound_to_an_object_give_it_one_position()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        string[] bound = [.. room.Tags.Take(3)];
        foreach (string tag in bound)
        {
            await house.Region.Bind(tag, "pallet").Soon();
        }

        await room.IngestAsync(house);
        RegionSnapshot region = await RoomOfTags.LocateAsync(house);
        ObjectSnapshot pallet = await house.Thing("pallet").Snapshot().Soon();
        Assert.Equal((3, false), (pallet.Tags, pallet.IsMoving));
        Position[] places = [.. region.Tags.Where(tag => bound.Contains(tag.Tag)).Select(tag => tag.Position)];
        Assert.InRange(pallet.Position.X, places.Min(place => place.X), places.Max(place => place.X));
        Assert.InRange(pallet.Position.Y, places.Min(place => place.Y), places.Max(place => place.Y));
        Assert.Equal(0, (await house.Thing(bound[0]).Snapshot().Soon()).Tags);
    }

    [Fact]
    public async Task An_older_or_equal_location_changes_nothing()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Thing("box").Observe(At("box", 1, 5)).Soon();
        await house.Thing("box").Observe(At("box", 3, 4)).Soon();
        await house.Thing("box").Observe(At("box", 1, 5)).Soon();
        Assert.Equal(1, (await house.Thing("box").Snapshot().Soon()).Position.X, 1e-12);
        Assert.Single(await house.Thing("box").History().Soon());
    }

    [Fact]
    public async Task An_object_without_a_located_tag_is_lost_and_found_again()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await using Listener facts = await Listener.ToAsync(house);
        await house.Thing("box").Observe(At("box", 1, 1)).Soon();
        await house.Thing("box").Observe(At("box", 1, 2) with { Status = LocationStatus.Ambiguous }).Soon();
        await house.Thing("box").Observe(At("box", 1, 3)).Soon();
        IReadOnlyList<ObjectFact> heard = await facts.UpToNowAsync(house);
        Assert.Equal([typeof(ObjectLocated), typeof(ObjectLost), typeof(ObjectLocated)], heard.Select(fact => fact.GetType()));
        Assert.Equal(LocationStatus.Ambiguous, ((ObjectLost)heard[1]).Status);
    }

    private static TagLocation At(string tag, double x, double seconds) =>
        new(tag, LocationStatus.Located, new Position(x, 1), Centimetre, 5, Measured.At(seconds));

    private static async Task<RoomOfTags> LocatedRoomAsync(TwinHouse house)
    {
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        await house.Region.Locate().Soon();
        return room;
    }

    /// <summary>The tag nearest to the middle, to be put a hand's breadth aside: it keeps most of its neighbours.</summary>
    private static (string Tag, Position Place) NewPlace(RoomOfTags room)
    {
        string tag = room.Tags.MinBy(name => room.TruthOf(name).DistanceTo(new Position(2, 2)))!;
        Position old = room.TruthOf(tag);
        return (tag, new Position(old.X + 0.11, old.Y - 0.07));
    }
}
