using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Tests.Alerts;

public sealed class TwinEventWriterTests
{
    [Fact]
    public async Task An_excursion_becomes_one_sensor_event_however_often_the_silo_restarts_and_a_withdrawal_withdraws_it()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        await house.AppendAsync(AlertHouse.Started(1));
        await EventsAsync(house, 1);
        // As after a crash between the event and the cursor: the same facts are written again.
        Assert.True(await house.Store.Documents.DeleteAsync("alert-event-cursors", "events", TestContext.Current.CancellationToken)
            || await house.Store.Events.LastAsync(TestContext.Current.CancellationToken) == 1);
        await house.RestartAsync();
        await house.AppendAsync(AlertHouse.Started(2));
        IReadOnlyList<StoredEvent> events = await EventsAsync(house, 2);
        Assert.Equal(["urn:twingrid:box-1", "urn:twingrid:box-2"], events.Select(stored => stored.Event.Mentions.Single().Epc));
        Assert.All(events, stored => Assert.True(TwinEvents.IsOwn(stored.Event)));

        await house.AppendAsync(AlertHouse.Withdrawn(1));
        events = await EventsAsync(house, 3);
        Assert.Equal((events[0].Event.Id, true), (events[2].Event.Id, events[2].Event.Error is not null));
    }

    [Fact]
    public async Task A_place_is_told_when_located_or_in_another_region_and_not_for_every_move()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        SiteCatalog sites = house.Services.GetRequiredService<SiteCatalog>();
        await sites.RegisterAsync(
            new SitePlan { Site = "site", Region = new RegionPlan(new Position(0, 0), new Position(4, 4), true, 2) }, TestContext.Current.CancellationToken);
        DateTimeOffset time = AlertHouse.Start;
        await house.AppendAsync(
            Record(new ObjectLocated("nowhere", time, new Position(9, 9), default)),
            Record(new ObjectLocated("box", time, new Position(1, 1), default)),
            Record(new ObjectMoved("box", time.AddMinutes(1), new Position(1, 1), new Position(2, 2))),
            Record(new ObjectMoved("box", time.AddMinutes(2), new Position(2, 2), new Position(9, 9))),
            Record(new ObjectMoved("box", time.AddMinutes(3), new Position(9, 9), new Position(3, 3))),
            AlertHouse.Started(1));
        IReadOnlyList<StoredEvent> events = await EventsAsync(house, 3);
        Assert.Equal([(time, "urn:twingrid:site/room"), (time.AddMinutes(3), "urn:twingrid:site/room")], events.Take(2).Select(stored => (stored.Event.Time, stored.Event.ReadPoint!)));
    }

    [Fact]
    public async Task Each_arrival_is_seen_at_the_read_point_of_its_zone()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        DateTimeOffset time = AlertHouse.Start;
        await house.AppendAsync(
            Record(new ObjectArrived("box", time, "room/dock-1", default, 1)),
            Record(new ObjectLeft("box", time.AddMinutes(1), "room/dock-1", time, 1)),
            Record(new ObjectArrived("box", time.AddMinutes(2), "room", default, 2)),
            AlertHouse.Started(1));
        IReadOnlyList<StoredEvent> events = await EventsAsync(house, 3);
        Assert.Equal(
            [(time, "urn:twingrid:site/room/dock-1", null), (time.AddMinutes(2), "urn:twingrid:site/room", null)],
            events.Take(2).Select(stored => (stored.Event.Time, stored.Event.ReadPoint!, stored.Event.BizStep)));
    }

    [Fact]
    public async Task A_fact_that_makes_no_event_is_passed_over()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        await house.AppendAsync(AlertHouse.Started(1) with { Payload = "{}" }, AlertHouse.Started(2));
        Assert.Equal("urn:twingrid:box-2", Assert.Single(await EventsAsync(house, 1)).Event.Mentions.Single().Epc);
    }

    private static FactRecord Record(ObjectFact fact) => FactPayloads.RecordOf("site", fact);

    private static async Task<IReadOnlyList<StoredEvent>> EventsAsync(AlertHouse house, int count)
    {
        await house.Store.Events.WaitAfterAsync(count - 1, TestContext.Current.CancellationToken);
        List<StoredEvent> events = await house.Store.Events.AfterAsync(0, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(count, events.Count);
        return events;
    }
}
