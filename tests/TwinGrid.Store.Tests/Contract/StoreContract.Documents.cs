using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Documents_are_put_added_found_listed_and_deleted()
    {
        await Store.Documents.PutAsync("jobs", [new("b", "1"), new("a", "2"), new("b", "3")], Stop);
        await Store.Documents.PutAsync("other", [new("b", "other")], Stop);
        Assert.True(await Store.Documents.AddAsync("jobs", new("c", "4"), Stop));
        Assert.False(await Store.Documents.AddAsync("jobs", new("c", "5"), Stop));
        Assert.Equal("3", await Store.Documents.FindAsync("jobs", "b", Stop));
        Assert.Null(await Store.Documents.FindAsync("jobs", "z", Stop));
        Assert.Equal([new("a", "2"), new("b", "3"), new("c", "4")], await Store.Documents.ListAsync("jobs", null, 10, Stop));
        Assert.Equal([new("b", "3")], await Store.Documents.ListAsync("jobs", "a", 1, Stop));
        Assert.True(await Store.Documents.DeleteAsync("jobs", "b", Stop));
        Assert.False(await Store.Documents.DeleteAsync("jobs", "b", Stop));
        Assert.Equal("other", await Store.Documents.FindAsync("other", "b", Stop));
    }

    [Fact]
    public async Task Of_many_who_add_one_document_one_succeeds()
    {
        ITraceStore second = await OpenAsync();
        bool[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(
            () => (number % 2 == 0 ? Store : second).Documents.AddAsync("locks", new StoredDocument("one", $"{number}"), Stop))));
        Assert.Single(added, isAdded => isAdded);
    }

    [Fact]
    public async Task A_poisoned_append_fails_alone_and_the_writer_goes_on()
    {
        EpcisEvent poisoned = TestEvents.Seen(1, 1) with { Mentions = [new EpcMention(EpcRole.Epc, null!)] };
        Task<IReadOnlyList<AppendOutcome>>[] appends = [.. Enumerable.Range(1, 30).Select(number => number == 15 ? AppendAsync(TestEvents.Seen(99, 9), poisoned) : AppendAsync(TestEvents.Seen(number + 100, number)))];
        TraceStoreException refused = await Assert.ThrowsAsync<TraceStoreException>(() => appends[14]);
        Assert.Contains("nothing of this was written", refused.Message, StringComparison.Ordinal);
        Assert.All((await Task.WhenAll(appends.Where((_, index) => index != 14))).SelectMany(outcomes => outcomes), outcome => Assert.Equal(AppendOutcome.Stored, outcome));
        Assert.Equal(29, await Store.Events.LastAsync(Stop));
        Assert.Null(await Store.Events.FindAsync(TestEvents.Seen(99, 9).Id, Stop));
        Assert.Equal([AppendOutcome.Stored], await AppendAsync(TestEvents.Seen(1, 1)));
    }

    [Fact]
    public async Task A_name_too_long_for_an_index_is_refused_with_its_place()
    {
        TraceStoreException refused = await Assert.ThrowsAsync<TraceStoreException>(
            () => AppendAsync(TestEvents.Seen(1, 1) with { BizStep = "urn:" + new string('x', 3000) }));
        Assert.Contains("BizStep: expected at most 2000 bytes, found 3004", refused.Message, StringComparison.Ordinal);
        string longest = "urn:" + new string('x', 1996);
        await AppendAsync(TestEvents.Seen(1) with { BizStep = longest, Context = new string('c', 9000), Mentions = [new EpcMention(EpcRole.Epc, longest)] });
        Assert.Equal(9000, (await Store.Events.FindAsync(TestEvents.Seen(1).Id, Stop))!.Event.Context.Length);
        Assert.Single(await Store.Steps.OfAsync(longest, Stop));
    }
}
