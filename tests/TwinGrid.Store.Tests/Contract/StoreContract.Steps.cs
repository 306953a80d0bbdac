using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Steps_of_a_thing_are_in_the_order_of_time_however_captured()
    {
        await AppendAsync(TestEvents.Seen(30, 1, 2), TestEvents.Packed(10, 7, EventAction.Add, 1, 2), TestEvents.Seen(20, 1));
        IReadOnlyList<EventStep> steps = await Store.Steps.OfAsync(TestEvents.Epc(1), Stop);
        Assert.Equal([2, 3, 1], steps.Select(step => step.Sequence));
        StoredEvent packed = (await Store.Events.FindAsync(TestEvents.Packed(10, 7, EventAction.Add).Id, Stop))!;
        Assert.Equal(
            new EventStep(TestEvents.Epc(1), EpcRole.Child, 2, packed.Event.Id, packed.Event.Time, packed.RecordTime, EventKind.AggregationEvent,
                EventAction.Add, TestEvents.Pallet(7), TestEvents.Shipping, null, TestEvents.Dock, TestEvents.Shop, false),
            steps[0]);
        Assert.Equal(TimeSpan.Zero, steps[0].Time.Offset);
        Assert.Empty(await Store.Steps.OfAsync("urn:nobody", Stop));
    }

    [Fact]
    public async Task What_is_inside_a_parent_are_its_children_and_itself_only_where_it_is_alone()
    {
        await AppendAsync(
            TestEvents.Packed(1, 7, EventAction.Add, 1, 2),
            TestEvents.Packed(2, 7, EventAction.Delete),
            TestEvents.Packed(3, 8, EventAction.Add, 3));
        IReadOnlyList<EventStep> inside = await Store.Steps.InsideAsync(TestEvents.Pallet(7), Stop);
        Assert.Equal([(1, EpcRole.Child), (1, EpcRole.Child), (2, EpcRole.Parent)], inside.Select(step => ((int)step.Sequence, step.Role)));
        Assert.All(inside, step => Assert.Equal(TestEvents.Pallet(7), step.Parent));
        IReadOnlyList<EventStep> own = await Store.Steps.OfAsync(TestEvents.Pallet(7), Stop);
        Assert.Equal([(1L, TestEvents.Pallet(7)), (2L, TestEvents.Pallet(7))], own.Select(step => (step.Sequence, step.Parent)));
    }

    [Fact]
    public async Task Steps_of_an_event_are_those_of_its_things()
    {
        await AppendAsync(TestEvents.Packed(1, 7, EventAction.Add, 1, 2));
        IReadOnlyList<EventStep> steps = await Store.Steps.OfEventAsync(1, Stop);
        Assert.Equal([TestEvents.Pallet(7), TestEvents.Epc(1), TestEvents.Epc(2)], steps.Select(step => step.Epc));
        foreach (EventStep step in steps)
        {
            Assert.Equal(step, Assert.Single(await Store.Steps.OfAsync(step.Epc, Stop)));
        }

        Assert.Empty(await Store.Steps.OfEventAsync(2, Stop));
    }

    [Fact]
    public async Task Steps_at_a_place_are_of_events_read_or_located_there_in_the_span()
    {
        await AppendAsync(
            TestEvents.Seen(5, 1),
            TestEvents.Seen(4, 2) with { ReadPoint = TestEvents.Shop },
            TestEvents.Seen(3, 3) with { ReadPoint = null, BizLocation = null },
            TestEvents.Seen(2, 4) with { BizLocation = TestEvents.Store },
            TestEvents.Seen(6, 5));
        IReadOnlyList<EventStep> steps = await Store.Steps.AtAsync(TestEvents.Shop, TestEvents.Start, TestEvents.Start.AddMinutes(6), Stop);
        Assert.Equal([TestEvents.Epc(2), TestEvents.Epc(1)], steps.Select(step => step.Epc));
        Assert.Equal([TestEvents.Epc(1), TestEvents.Epc(5)], (await Store.Steps.AtAsync(TestEvents.Dock, TestEvents.Start.AddMinutes(5), TestEvents.Start.AddMinutes(7), Stop)).Select(step => step.Epc));
        Assert.Empty(await Store.Steps.AtAsync("urn:nowhere", TestEvents.Start, TestEvents.Start.AddDays(1), Stop));
    }

    [Fact]
    public async Task A_thing_is_last_seen_where_its_newest_event_with_a_location_says_late_ones_aside()
    {
        await AppendAsync(TestEvents.Seen(1, 1, 2), TestEvents.Seen(5, 1) with { BizLocation = TestEvents.Store }, TestEvents.Seen(9, 1) with { BizLocation = null });
        await AppendAsync(TestEvents.Seen(3, 1), TestEvents.Packed(2, 7, EventAction.Add, 3));
        Assert.Equal([TestEvents.Epc(1)], await Store.Steps.LastSeenAtAsync(TestEvents.Store, Stop).ToListAsync(Stop));
        Assert.Equal(
            [TestEvents.Pallet(7), TestEvents.Epc(2), TestEvents.Epc(3)],
            (await Store.Steps.LastSeenAtAsync(TestEvents.Shop, Stop).ToListAsync(Stop)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Steps_agree_with_a_slow_reference_over_random_events()
    {
        var random = new Random(20260301);
        EpcisEvent[] events = [.. Enumerable.Range(1, 400).Select(number =>
        {
            int minute = random.Next(200);
            EpcisEvent made = random.Next(3) == 0
                ? TestEvents.Packed(number, random.Next(5), EventAction.Add, [.. Serials(random)])
                : TestEvents.Seen(number, [.. Serials(random)]);
            return made with { Time = TestEvents.Start.AddMinutes(minute), BizLocation = random.Next(4) switch { 0 => null, 1 => TestEvents.Store, _ => TestEvents.Shop } };
        })];
        HashSet<string> withdrawn = [.. events.Where(_ => random.Next(10) == 0).Select(happening => happening.Id)];
        EpcisEvent[] told = [.. events.Concat(events.Where(happening => withdrawn.Contains(happening.Id)).Select(TestEvents.Withdrawn)).OrderBy(_ => random.Next())];
        foreach (EpcisEvent[] part in told.Chunk(7))
        {
            await AppendAsync(part);
        }

        (EpcisEvent Event, int Sequence)[] numbered = [.. told.Select((happening, index) => (happening, index + 1))];
        string[] things = [.. events.SelectMany(happening => happening.Mentions).Select(mention => mention.Epc).Distinct()];
        var expectedPlaces = new Dictionary<string, string>();
        foreach (string thing in things)
        {
            (EpcisEvent Event, int Sequence)[] own = [.. numbered.Where(one => one.Event.Mentions.Any(mention => mention.Epc == thing)).OrderBy(one => one.Event.Time).ThenBy(one => one.Sequence)];
            IReadOnlyList<EventStep> steps = await Store.Steps.OfAsync(thing, Stop);
            Assert.Equal(own.Select(one => ((long)one.Sequence, withdrawn.Contains(one.Event.Id))), steps.Select(step => (step.Sequence, step.IsWithdrawn)));
            if (own.LastOrDefault(one => one.Event.BizLocation is not null && !withdrawn.Contains(one.Event.Id)).Event is { } newest)
            {
                expectedPlaces[thing] = newest.BizLocation!;
            }
        }

        foreach (string place in new[] { TestEvents.Shop, TestEvents.Store })
        {
            Assert.Equal(
                expectedPlaces.Where(entry => entry.Value == place).Select(entry => entry.Key).Order(StringComparer.Ordinal),
                (await Store.Steps.LastSeenAtAsync(place, Stop).ToListAsync(Stop)).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<int> Serials(Random random) => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(40)).Distinct();
}
