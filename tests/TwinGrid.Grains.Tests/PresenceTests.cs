using System.Collections.Immutable;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;
using TwinGrid.Trace.Presence;

namespace TwinGrid.Grains.Tests;

/// <summary>Reads at antennas that stand still reach the object of the tag.</summary>
public class PresenceTests
{
    private static readonly TimeSpan TimeOut = PresenceRules.Default.TimeOut;
    private readonly Dictionary<int, Position> _antennas = new() { [1] = new(0, 0), [2] = new(5, 0), [3] = new(9, 9) };
    private long _sequence;

    [Fact]
    public async Task A_tag_at_an_antenna_makes_its_object_present_in_the_zone_and_elsewhere_in_the_region()
    {
        await using TwinHouse house = await WithZonesAsync();
        await house.Region.Bind("tag", "crate").Soon();
        await house.Adapter.Ingest(Heard(1, 10, 1, "tag")).Soon();
        ObjectPresence there = (await house.Thing("crate").Snapshot().Soon()).Presence!;
        Assert.Equal(("room/dock", _antennas[1], Measured.At(1), Measured.At(10), null), (there.Place, there.Antenna, there.Arrived, there.LastSeen, there.Left));
        await house.Adapter.Ingest(Heard(15, 40, 3, "tag")).Soon();
        Assert.Equal("room", (await house.Thing("crate").Snapshot().Soon()).Presence!.Place);
        Assert.Equal(
            [
                ("object-arrived", Measured.At(1), """{"place":"room/dock","antenna":{"x":0,"y":0,"z":0},"stay":1}"""),
                ("object-left", Measured.At(15), """{"place":"room/dock","arrived":"1970-01-01T00:00:01Z","stay":1}"""),
                ("object-arrived", Measured.At(15), """{"place":"room","antenna":{"x":9,"y":9,"z":0},"stay":2}"""),
            ],
            house.Facts.Of("crate").Select(fact => (fact.Kind, fact.Time, fact.Payload)));
    }

    [Fact]
    public async Task Reads_of_a_stay_cost_one_append()
    {
        await using TwinHouse house = await WithZonesAsync();
        for (int second = 1; second <= 50; second++)
        {
            await house.Adapter.Ingest(Heard(second, second, 1, "tag")).Soon();
        }

        Assert.Equal(1, house.Facts.Appends);
    }

    [Fact]
    public async Task An_object_that_nobody_hears_leaves_after_the_time_out()
    {
        await using TwinHouse house = await WithZonesAsync();
        await using Listener facts = await Listener.ToAsync(house);
        await house.Adapter.Ingest(Heard(1, 10, 1, "tag")).Soon();
        house.Time.Advance(TimeOut - TimeSpan.FromSeconds(5));
        Assert.True(await house.Thing("tag").CheckPresence().Soon());
        house.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await house.Thing("tag").CheckPresence().Soon());
        Assert.Equal(Measured.At(10), (await house.Thing("tag").Snapshot().Soon()).Presence!.Left);
        Assert.Equal(
            [new ObjectArrived("tag", Measured.At(1), "room/dock", _antennas[1], 1), new ObjectLeft("tag", Measured.At(10), "room/dock", Measured.At(1), 1)],
            await facts.Until(2));
    }

    [Fact]
    public async Task A_region_asks_its_silent_objects_after_a_crash()
    {
        await using TwinHouse house = await WithZonesAsync();
        await house.Adapter.Ingest(Heard(1, 10, 1, "tag")).Soon();
        await house.Adapter.Checkpoint().Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        await again.Region.CheckPresence().Soon();
        Assert.Empty(again.Facts.Of("tag", FactKinds.Left));
        again.Time.Advance(TimeOut);
        await again.Region.CheckPresence().Soon();
        Assert.Single(again.Facts.Of("tag", FactKinds.Left));
    }

    [Fact]
    public async Task A_crash_tells_no_arrival_twice_and_forgets_none()
    {
        await using TwinHouse house = await WithZonesAsync();
        ObservationBatch[] batches = [Heard(1, 10, 1, "tag"), Heard(15, 30, 2, "tag"), Heard(31, 60, 1, "tag")];
        foreach (ObservationBatch batch in batches)
        {
            await house.Adapter.Ingest(batch).Soon();
        }

        await using TwinHouse again = await house.AfterCrashAsync();
        await again.Adapter.Health().Soon();
        Assert.Equal(house.Facts.Of("tag"), again.Facts.Of("tag"));
        Assert.Equal(3, again.Facts.Of("tag", FactKinds.Arrived).Count);
        // The journal brings again what was settled: that counts as late and changes nothing.
        Assert.Equal((await house.Thing("tag").Snapshot().Soon()).Presence, (await again.Thing("tag").Snapshot().Soon()).Presence! with { TooLate = 0 });
    }

    [Fact]
    public async Task An_arrival_that_the_log_or_the_storage_refused_is_told_once_when_the_batch_comes_again()
    {
        await using TwinHouse house = await WithZonesAsync();
        ObservationBatch batch = Heard(1, 10, 1, "tag");
        house.Storage.Refuses = state => state == "presence";
        await Refused.ByADoubleAsync(() => house.Adapter.Ingest(batch).Soon());
        house.Storage.Refuses = _ => false;
        house.Facts.Refuses = () => true;
        await Refused.ByADoubleAsync(() => house.Adapter.Ingest(batch).Soon());
        house.Facts.Refuses = () => false;
        await house.Adapter.Ingest(batch).Soon();
        Assert.Single(house.Facts.Of("tag", FactKinds.Arrived));
    }

    [Fact]
    public async Task Presence_survives_a_checkpoint_and_a_crash_and_idle_twins()
    {
        await using TwinHouse house = await WithZonesAsync();
        await house.Adapter.Ingest(Heard(1, 10, 1, "tag")).Soon();
        await house.Cluster.DeactivateAsync(house.Thing("tag")).Soon();
        await house.Cluster.DeactivateAsync(house.Region).Soon();
        await house.Adapter.Ingest(Heard(11, 12, 1, "tag")).Soon();
        await house.Adapter.Checkpoint().Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        ObjectPresence there = (await again.Thing("tag").Snapshot().Soon()).Presence!;
        Assert.Equal((Measured.At(1), Measured.At(12)), (there.Arrived, there.LastSeen));
        Assert.Single(again.Facts.Of("tag"));
    }

    [Fact]
    public async Task Zones_that_are_no_names_or_ports_are_refused_and_others_are_kept()
    {
        await using TwinHouse house = await WithZonesAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => house.Reader.Zones(ImmutableDictionary<int, string>.Empty.Add(0, "dock")).Soon());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => house.Reader.Zones(ImmutableDictionary<int, string>.Empty.Add(1, "a/b")).Soon());
        await using TwinHouse again = await house.AfterCrashAsync();
        await again.Adapter.Ingest(Heard(1, 2, 2, "tag")).Soon();
        Assert.Equal("room/gate", (await again.Thing("tag").Snapshot().Soon()).Presence!.Place);
    }

    private static async Task<TwinHouse> WithZonesAsync()
    {
        TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Reader.Zones(ImmutableDictionary<int, string>.Empty.Add(1, "dock").Add(2, "gate")).Soon();
        return house;
    }

    /// <summary>A read a second at an antenna.</summary>
    private ObservationBatch Heard(int first, int last, int port, string tag) => ObservationBatch.Of([.. Enumerable.Range(first, last - first + 1).Select(second =>
        new PhaseRead(new ObservationId("antenna", ++_sequence), Measured.At(second), tag, _antennas[port], 915e6, 0, 1, 0, -55, port))]);
}
