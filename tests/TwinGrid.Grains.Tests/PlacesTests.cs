using TwinGrid.Grains.Anchors;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

public class PlacesTests
{
    [Fact]
    public async Task An_exciter_learns_the_tags_in_its_light_once_each()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        IExciterGrain exciter = house.Grains.GetGrain<IExciterGrain>(TwinKeys.InSite(TwinHouse.Site, "exciter"));
        var plan = new ExciterPlan(new Position(1, 2, 3), 915e6, 30, 1);
        await exciter.Configure(plan).Soon();
        await house.Adapter.Ingest(Measured.Run(1, 5)).Soon();
        await house.Adapter.Ingest(ObservationBatch.Of([Measured.Probe(6, "tag-b", "tag-a"), Measured.Probe(7, "tag-a", "tag-b")])).Soon();
        ExciterSnapshot snapshot = await exciter.Snapshot().Soon();
        Assert.Equal(plan, snapshot.Plan);
        Assert.Equal(["tag-a", "tag-b"], snapshot.Tags.AsEnumerable());
    }

    [Fact]
    public async Task An_exciter_whose_storage_failed_learns_at_the_retry()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        house.Storage.Refuses = state => state == "exciter";
        await Refused.ByADoubleAsync(() => house.Adapter.Ingest(Measured.Run(1, 5)).Soon());
        house.Storage.Refuses = _ => false;
        await house.Adapter.Ingest(Measured.Run(1, 5)).Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        ExciterSnapshot snapshot = await again.Grains.GetGrain<IExciterGrain>(TwinKeys.InSite(TwinHouse.Site, "exciter")).Snapshot().Soon();
        Assert.Equal(["tag-b"], snapshot.Tags.AsEnumerable());
    }

    [Fact]
    public async Task A_moved_anchor_moves_the_region_with_it()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        RegionSnapshot before = await RoomOfTags.LocateAsync(house);
        var shift = new Position(0.5, 0.25);
        await house.Region.Configure(new RegionPlan(shift, new Position(4 + shift.X, 4 + shift.Y), IsPlanar: true, RangeMetres: 2)).Soon();
        foreach (PlacedAnchor anchor in before.Anchors)
        {
            await house.Grains.GetGrain<IAnchorGrain>(TwinKeys.InSite(TwinHouse.Site, anchor.Tag))
                .Place(TwinHouse.RegionKey, new Position(anchor.Place.X + shift.X, anchor.Place.Y + shift.Y)).Soon();
        }

        RegionSnapshot after = await RoomOfTags.LocateAsync(house);
        Assert.Equal(before.Rounds + 1, after.Rounds);
        foreach ((TagLocation old, TagLocation now) in before.Tags.Zip(after.Tags))
        {
            Assert.InRange(now.Position.DistanceTo(new Position(old.Position.X + shift.X, old.Position.Y + shift.Y)), 0, 1e-3);
        }
    }

    [Fact]
    public async Task An_anchor_remembers_its_place_and_refuses_one_that_is_no_number()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        IAnchorGrain anchor = house.Grains.GetGrain<IAnchorGrain>(TwinKeys.InSite(TwinHouse.Site, "anchor"));
        Assert.Null(await anchor.Position().Soon());
        await anchor.Place(TwinHouse.RegionKey, new Position(1, 2)).Soon();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => anchor.Place(TwinHouse.RegionKey, new Position(double.NaN, 2)).Soon());
        await house.Cluster.DeactivateAsync(anchor).Soon();
        Assert.Equal(new Position(1, 2), await anchor.Position().Soon());
        Assert.Equal([new PlacedAnchor("anchor", new Position(1, 2))], (await house.Region.Snapshot().Soon()).Anchors.AsEnumerable());
    }

    [Fact]
    public async Task A_region_localizes_by_itself_after_its_delay()
    {
        await using TwinHouse house = await TwinHouse.StartAsync(options => options.RegionDelay = TimeSpan.FromMilliseconds(1));
        await using Listener facts = await Listener.ToAsync(house);
        RoomOfTags room = await RoomOfTags.CreateAsync();
        await room.SetUpAsync(house);
        await room.IngestAsync(house);
        Assert.NotEmpty(await facts.Until(1));
    }
}
