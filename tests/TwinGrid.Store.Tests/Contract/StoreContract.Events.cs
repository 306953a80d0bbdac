using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task An_event_comes_back_as_it_was_captured()
    {
        EpcisEvent plain = TestEvents.Seen(1, 1, 2);
        EpcisEvent rich = TestEvents.Make("ni:///sha-256;" + new string('a', 64) + "?ver=CBV2.0", EventKind.TransformationEvent, null, 2,
        [
            new EpcMention(EpcRole.Input, TestEvents.Epc(1)),
            new EpcMention(EpcRole.OutputClass, "https://id.gs1.org/01/09521321012346/10/A~b", 12.50m, "KGM"),
            new EpcMention(EpcRole.OutputClass, "urn:own:class", 3m),
            new EpcMention(EpcRole.Lot, "https://id.gs1.org/01/09521321012346/10/L"),
        ]) with
        { TransformationId = "urn:own:transformation", Disposition = "https://ref.gs1.org/cbv/Disp-active", Time = TestEvents.Start.AddTicks(1234567) };
        EpcisEvent own = TestEvents.Make("any id at all / ä", EventKind.ExtendedEvent, null, 3, []) with { TypeName = "own:Event", BizStep = null, ReadPoint = null, BizLocation = null };
        EpcisEvent declaration = TestEvents.Withdrawn(plain) with { Id = "urn:uuid:ABCDEF00-0000-0000-0000-000000000000" };

        Assert.All(await AppendAsync(plain, rich, own, declaration), outcome => Assert.Equal(AppendOutcome.Stored, outcome));

        foreach (EpcisEvent expected in new[] { plain, rich, own, declaration })
        {
            TestEvents.AssertSame(expected, (await Store.Events.FindAsync(expected.Id, Stop))!.Event);
        }

        Assert.Null(await Store.Events.FindAsync("urn:uuid:no-such", Stop));
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing_and_another_with_its_id_conflicts()
    {
        EpcisEvent first = TestEvents.Seen(1, 1);
        EpcisEvent other = TestEvents.Seen(1, 1) with { Json = "{}"u8.ToArray() };
        Assert.Equal([AppendOutcome.Stored, AppendOutcome.Repeated, AppendOutcome.Conflicting], await AppendAsync(first, first, other));
        Assert.Equal([AppendOutcome.Conflicting, AppendOutcome.Repeated, AppendOutcome.Stored], await AppendAsync(other, first, TestEvents.Seen(2, 1)));
        Assert.Equal(2, await Store.Events.LastAsync(Stop));
        TestEvents.AssertSame(first, (await Store.Events.FindAsync(first.Id, Stop))!.Event);
    }

    [Fact]
    public async Task An_atomic_append_with_a_conflict_keeps_the_others_out()
    {
        EpcisEvent kept = TestEvents.Seen(1, 1);
        await AppendAsync(kept);
        EpcisEvent fresh = TestEvents.Seen(2, 2);
        IReadOnlyList<AppendOutcome> outcomes = await Store.Events.AppendAsync([fresh, kept, fresh, kept with { Json = "{}"u8.ToArray() }], isAtomic: true, Stop);
        Assert.Equal([AppendOutcome.RolledBack, AppendOutcome.Repeated, AppendOutcome.RolledBack, AppendOutcome.Conflicting], outcomes);
        Assert.Equal(1, await Store.Events.LastAsync(Stop));
        Assert.Null(await Store.Events.FindAsync(fresh.Id, Stop));
        Assert.Equal([AppendOutcome.Stored, AppendOutcome.Repeated], await Store.Events.AppendAsync([fresh, kept], isAtomic: true, Stop));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_declaration_withdraws_its_event_whichever_comes_first(bool isEventFirst, bool isTogether)
    {
        EpcisEvent before = TestEvents.Seen(1, 1) with { BizLocation = TestEvents.Store };
        EpcisEvent wrong = TestEvents.Seen(2, 1);
        EpcisEvent declaration = TestEvents.Withdrawn(wrong);
        EpcisEvent[] told = isEventFirst ? [wrong, declaration] : [declaration, wrong];
        await AppendAsync(before);
        foreach (EpcisEvent[] part in isTogether ? [told] : told.Chunk(1))
        {
            Assert.All(await AppendAsync(part), outcome => Assert.Equal(AppendOutcome.Stored, outcome));
        }

        Assert.Equal([AppendOutcome.Repeated, AppendOutcome.Repeated], await AppendAsync(declaration, wrong));
        IReadOnlyList<EventStep> steps = await Store.Steps.OfAsync(TestEvents.Epc(1), Stop);
        Assert.Equal([false, true, true], steps.Select(step => step.IsWithdrawn));
        Assert.All(await Store.Steps.OfEventAsync(2, Stop), step => Assert.True(step.IsWithdrawn));
        TestEvents.AssertSame(declaration, (await Store.Events.FindAsync(wrong.Id, Stop))!.Event);
        Assert.Equal([TestEvents.Epc(1)], await Store.Steps.LastSeenAtAsync(TestEvents.Store, Stop).ToListAsync(Stop));
        Assert.Empty(await Store.Steps.LastSeenAtAsync(TestEvents.Shop, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Concurrent_writers_get_a_sequence_without_gaps_that_readers_never_see_out_of_order()
    {
        ITraceStore second = await OpenAsync();
        Task<IReadOnlyList<AppendOutcome>>[] writes = [.. Enumerable.Range(0, 40).Select(writer => Task.Run(
            () => (writer % 2 == 0 ? Store : second).Events.AppendAsync([.. Enumerable.Range(0, 5).Select(one => TestEvents.Seen((writer * 5) + one + 1, writer))], writer % 3 == 0, Stop)))];
        var seen = new List<long>();
        while (seen.Count < 200)
        {
            await foreach (StoredEvent stored in Store.Events.AfterAsync(seen.Count, Stop))
            {
                seen.Add(stored.Sequence);
            }

            await Task.Yield();
        }

        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), seen);
        Assert.All((await Task.WhenAll(writes)).SelectMany(outcomes => outcomes), outcome => Assert.Equal(AppendOutcome.Stored, outcome));
        List<StoredEvent> all = await Store.Events.AfterAsync(0, Stop).ToListAsync(Stop);
        Assert.Equal(all.OrderBy(stored => stored.RecordTime).ThenBy(stored => stored.Sequence), all);
    }

    [Fact]
    public async Task Acknowledged_events_survive_a_store_that_is_abandoned()
    {
        await AppendAsync(TestEvents.Seen(1, 1), TestEvents.Seen(2, 2));
        ITraceStore again = await OpenAsync();
        Assert.Equal(2, await again.Events.LastAsync(Stop));
        Assert.Equal([AppendOutcome.Repeated, AppendOutcome.Stored], await again.Events.AppendAsync([TestEvents.Seen(2, 2), TestEvents.Seen(3, 3)], false, Stop));
        Assert.Equal(3, await Store.Events.LastAsync(Stop));
    }

    [Fact]
    public async Task A_store_that_is_closed_writes_what_it_took_on_and_opens_again()
    {
        Task<IReadOnlyList<AppendOutcome>>[] writes = [.. Enumerable.Range(1, 20).Select(number => AppendAsync(TestEvents.Seen(number, number)))];
        await Store.DisposeAsync();
        await Task.WhenAll(writes);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AppendAsync(TestEvents.Seen(21, 1)));
        ITraceStore again = await OpenAsync();
        Assert.Equal(20, await again.Events.LastAsync(Stop));
    }

    [Fact]
    public async Task Waiting_ends_with_an_event_or_with_its_caller()
    {
        using var caller = new CancellationTokenSource();
        Task given = Store.Events.WaitAfterAsync(0, caller.Token);
        Task waiting = Store.Events.WaitAfterAsync(0, Stop);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(waiting.IsCompleted);
        await AppendAsync(TestEvents.Seen(1, 1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await Store.Events.WaitAfterAsync(0, Stop);
    }

    [Fact]
    public async Task What_another_store_appends_is_seen_within_a_second()
    {
        ITraceStore second = await OpenAsync();
        Task waiting = Store.Events.WaitAfterAsync(0, Stop);
        await second.Events.AppendAsync([TestEvents.Seen(1, 1)], false, Stop);
        while (!waiting.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await waiting;
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_its_turn_writes_nothing()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Events.AppendAsync([TestEvents.Seen(1, 1)], false, caller.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Events.QueryAsync(new EventQuery(), null, caller.Token).ToListAsync(Stop));
        await AppendAsync(TestEvents.Seen(2, 2));
        Assert.Equal(1, await Store.Events.LastAsync(Stop));
    }

    [Fact]
    public async Task Values_and_epcs_are_listed_in_order_and_page_by_page()
    {
        await AppendAsync(
            TestEvents.Seen(1, 3, 1) with { BizStep = TestEvents.Receiving },
            TestEvents.Seen(2, 2),
            TestEvents.Make("urn:a", EventKind.TransformationEvent, null, 3, [new EpcMention(EpcRole.Lot, "https://id.gs1.org/01/09521321012346/10/L"), new EpcMention(EpcRole.OutputClass, "urn:class")]));
        Assert.Equal([TestEvents.Receiving, TestEvents.Shipping], await Store.Events.ValuesAsync(EventField.BizStep, null, 10, Stop));
        Assert.Equal([TestEvents.Shipping], await Store.Events.ValuesAsync(EventField.BizStep, TestEvents.Receiving, 10, Stop));
        Assert.Equal(["ObjectEvent"], await Store.Events.ValuesAsync(EventField.EventType, null, 1, Stop));
        Assert.Empty(await Store.Events.ValuesAsync(EventField.Disposition, null, 10, Stop));
        Assert.Equal([TestEvents.Epc(1), TestEvents.Epc(2), TestEvents.Epc(3), "urn:class"], await Store.Events.EpcsAsync(null, 10, Stop));
        Assert.Equal([TestEvents.Epc(2)], await Store.Events.EpcsAsync(TestEvents.Epc(1), 1, Stop));

        await AppendAsync(TestEvents.Make("urn:b", EventKind.ObjectEvent, EventAction.Add, 4, [new EpcMention(EpcRole.EpcClass, "https://id.gs1.org/01/09521321012346/10/L", 5m)]));
        Assert.Contains("https://id.gs1.org/01/09521321012346/10/L", await Store.Events.EpcsAsync(null, 10, Stop));
    }
}
