using System.Collections.Immutable;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Queries_of_all_kinds_agree_with_asking_every_event_in_both_orders_and_directions()
    {
        var random = new Random(4);
        EpcisEvent[] events = [.. Enumerable.Range(1, 600).Select(number => TestEvents.Seen(number, random.Next(20), 20 + random.Next(20)) with
        {
            Time = TestEvents.Start.AddMinutes(random.Next(60)),
            BizStep = random.Next(3) switch { 0 => TestEvents.Receiving, 1 => null, _ => TestEvents.Shipping },
            ReadPoint = random.Next(2) == 0 ? TestEvents.Dock : null,
            TransformationId = random.Next(30) == 0 ? "urn:t" : null,
            Action = (EventAction)random.Next(3),
        })];
        foreach (EpcisEvent[] part in events.Chunk(100))
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await AppendAsync(part);
        }

        List<StoredEvent> all = await Store.Events.AfterAsync(0, Stop).ToListAsync(Stop);
        DateTimeOffset middle = all[300].RecordTime;
        EventCondition[][] conditions =
        [
            [],
            [Is(EventField.BizStep, TestEvents.Shipping)],
            [Is(EventField.BizStep, TestEvents.Shipping, TestEvents.Receiving), Is(EventField.ReadPoint, TestEvents.Dock)],
            [Is(EventField.TransformationId, "urn:t"), Is(EventField.Action, "ADD")],
            [Is(EventField.EventType, "ObjectEvent", "urn:none")],
            [Is(EventField.EventType, "urn:none")],
            [Is(EventField.EventId, events[3].Id, events[7].Id, "urn:none")],
            [Is(EventField.EventId, events[3].Id), Mentions(events[3].Mentions[0].Epc)],
            [Mentions(TestEvents.Epc(1))],
            [Mentions(TestEvents.Epc(1), TestEvents.Epc(21)), Mentions(TestEvents.Epc(22), TestEvents.Epc(21), TestEvents.Epc(23))],
            [Mentions("urn:none")],
            [new MentionCondition([EpcRole.Child], [TestEvents.Epc(1)])],
            [new TimeCondition(TimeField.EventTime, TestEvents.Start.AddMinutes(10), TestEvents.Start.AddMinutes(20))],
            [new TimeCondition(TimeField.EventTime, TestEvents.Start.AddMinutes(10), null), Mentions(TestEvents.Epc(3))],
            [new TimeCondition(TimeField.RecordTime, middle, null)],
            [new TimeCondition(TimeField.RecordTime, null, middle), Is(EventField.BizStep, TestEvents.Shipping)],
            [new TimeCondition(TimeField.RecordTime, middle, middle.AddMinutes(1)), Is(EventField.ReadPoint, TestEvents.Dock)],
            [new TimeCondition(TimeField.RecordTime, middle.AddDays(1), null)],
        ];
        foreach (EventCondition[] asked in conditions)
        {
            foreach (TimeField order in Enum.GetValues<TimeField>())
            {
                foreach (bool isAscending in new[] { true, false })
                {
                    var query = new EventQuery { Conditions = [.. asked], OrderBy = order, IsAscending = isAscending };
                    string[] expected = Expected(all, query);
                    Assert.Equal(expected, await IdsAsync(query));
                    if (expected.Length > 2)
                    {
                        StoredEvent at = all.Single(stored => stored.Event.Id == expected[1]);
                        Assert.Equal(expected[2..], await IdsAsync(query, CursorOf(query, at)));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Paging_neither_repeats_nor_skips_while_events_arrive(bool isAscending)
    {
        EpcisEvent[] first = [.. Enumerable.Range(1, 300).Select(number => TestEvents.Seen(number, 1))];
        await AppendAsync(first);
        var query = new EventQuery { Conditions = [Mentions(TestEvents.Epc(1))], IsAscending = isAscending };
        Task<IReadOnlyList<AppendOutcome>> more = Task.Run(async () =>
        {
            foreach (EpcisEvent[] part in Enumerable.Range(301, 200).Select(number => TestEvents.Seen(number, 1) with { Time = TestEvents.Start.AddMinutes(number % 300) }).Chunk(10))
            {
                await AppendAsync(part);
            }

            return await AppendAsync(TestEvents.Seen(1, 1));
        });
        var seen = new List<string>();
        EventCursor? cursor = null;
        bool hasMore = true;
        while (hasMore)
        {
            StoredEvent[] page = await Store.Events.QueryAsync(query, cursor, Stop).Take(17).ToArrayAsync(Stop);
            seen.AddRange(page.Select(stored => stored.Event.Id));
            cursor = page.Length > 0 ? CursorOf(query, page[^1]) : cursor;
            hasMore = page.Length == 17;
        }

        await more;
        Assert.Equal(seen.Distinct(), seen);
        Assert.Empty(first.Select(happening => happening.Id).Except(seen));
    }

    private static FieldCondition Is(EventField field, params string[] values) => new(field, [.. values]);

    private static MentionCondition Mentions(params string[] epcs) => new([EpcRole.Epc, EpcRole.Parent], [.. epcs]);

    private static EventCursor CursorOf(EventQuery query, StoredEvent stored) =>
        new(query.OrderBy == TimeField.EventTime ? stored.Event.Time : stored.RecordTime, stored.Sequence);

    private static string[] Expected(IEnumerable<StoredEvent> all, EventQuery query)
    {
        ImmutableArray<StoredEvent> found = [.. all.Where(query.Matches).OrderBy(stored => CursorOf(query, stored).Time).ThenBy(stored => stored.Sequence)];
        return [.. (query.IsAscending ? found : found.Reverse()).Select(stored => stored.Event.Id)];
    }
}
