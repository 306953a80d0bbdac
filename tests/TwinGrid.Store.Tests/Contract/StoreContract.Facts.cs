using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Facts_are_chained_without_gaps_and_told_again_change_nothing()
    {
        ITraceStore second = await OpenAsync();
        FactRecord[] facts = [.. Enumerable.Range(1, 60).Select(number => TestEvents.Fact(number))];
        await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => Task.Run(
            () => (writer % 2 == 0 ? Store : second).Facts.AppendAsync([.. facts.Skip(writer * 2).Take(20), facts[0], facts[0]], Stop))));
        List<LoggedFact> log = await Store.Facts.AfterAsync(0, Stop).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, 58).Select(number => (long)number), log.Select(logged => logged.Sequence));
        Assert.Equal(facts[..58].Select(fact => fact.Id).Order(), log.Select(logged => logged.Fact.Id).Order());
        Assert.Null(BrokenAt(log));
        Assert.Equal((58, log[^1].Hash), await Store.Facts.HeadAsync(Stop));
        Assert.Equal([57, 58], (await Store.Facts.AfterAsync(56, Stop).ToListAsync(Stop)).Select(logged => logged.Sequence));
    }

    [Theory]
    [InlineData("UPDATE facts SET payload = '{}' WHERE seq = 3", 3)]
    [InlineData("UPDATE facts SET time = time + 1 WHERE seq = 4", 4)]
    [InlineData("UPDATE facts SET record_time = record_time + 1 WHERE seq = 2", 2)]
    [InlineData("DELETE FROM facts WHERE seq = 3", 3)]
    [InlineData("UPDATE facts SET seq = 9 WHERE seq = 2; UPDATE facts SET seq = 2 WHERE seq = 3; UPDATE facts SET seq = 3 WHERE seq = 9", 2)]
    public async Task Tampering_behind_the_store_s_back_breaks_the_chain_where_it_was(string sql, long at)
    {
        await Store.Facts.AppendAsync([.. Enumerable.Range(1, 5).Select(number => TestEvents.Fact(number, thread: number == 4 ? "t" : null))], Stop);
        await Store.Facts.AppendAsync([TestEvents.Fact(6)], Stop);
        Assert.Null(BrokenAt(await Store.Facts.AfterAsync(0, Stop).ToListAsync(Stop)));
        await ExecuteAsync(sql);
        Assert.Equal(at, BrokenAt(await Store.Facts.AfterAsync(0, Stop).ToListAsync(Stop)));
    }

    [Fact]
    public async Task The_chain_goes_on_behind_a_restart_with_times_to_the_tick()
    {
        Time.Advance(TimeSpan.FromTicks(7));
        await Store.Facts.AppendAsync([TestEvents.Fact(1) with { Time = TestEvents.Start.AddTicks(3) }], Stop);
        await Store.DisposeAsync();
        ITraceStore again = await OpenAsync();
        await again.Facts.AppendAsync([TestEvents.Fact(1) with { Time = TestEvents.Start.AddTicks(3) }, TestEvents.Fact(2)], Stop);
        List<LoggedFact> log = await again.Facts.AfterAsync(0, Stop).ToListAsync(Stop);
        Assert.Equal(2, log.Count);
        Assert.Null(BrokenAt(log));
        Assert.Equal(7, log[0].RecordTime.Ticks % 10);
        Assert.Equal(TestEvents.Fact(1) with { Time = TestEvents.Start.AddTicks(3) }, log[0].Fact);
    }

    [Fact]
    public async Task Facts_of_a_subject_come_in_the_order_of_their_time()
    {
        await Store.Facts.AppendAsync([TestEvents.Fact(3), TestEvents.Fact(1), TestEvents.Fact(2, kind: "readings-used"), TestEvents.Fact(1, subject: "box"), TestEvents.Fact(4)], Stop);
        Assert.Equal([2, 3, 1], await Sequences([], 1, 4));
        Assert.Equal([2, 1, 5], await Sequences(["object-located"], 0, 9));
        Assert.Equal([2, 3, 1, 5], await Sequences(["object-located", "readings-used"], 0, 9));
        Assert.Empty(await Sequences(["none"], 0, 9));

        async Task<IEnumerable<long>> Sequences(string[] kinds, int from, int until) => (await Store.Facts
            .OfSubjectAsync("plant", "vial", kinds, TestEvents.Start.AddSeconds(from), TestEvents.Start.AddSeconds(until), Stop).ToListAsync(Stop)).Select(logged => logged.Sequence);
    }

    [Fact]
    public async Task Long_answers_come_whole()
    {
        await Store.Facts.AppendAsync([.. Enumerable.Range(1, 1500).Select(number => TestEvents.Fact(number / 3, subject: $"vial-{number % 700:D4}", thread: $"t{number}"))], Stop);
        Assert.Equal(1500, await Store.Facts.AfterAsync(0, Stop).CountAsync(Stop));
        Assert.Equal(700, await Store.Facts.NewestAsync("plant", "object-located", Stop).Select(logged => logged.Fact.Subject).Distinct().CountAsync(Stop));
        await Store.Facts.AppendAsync([.. Enumerable.Range(1, 1100).Select(number => TestEvents.Fact(number / 3, kind: $"k{number % 3}"))], Stop);
        Assert.Equal(1100, await Store.Facts.OfSubjectAsync("plant", "vial", [], TestEvents.Start, TestEvents.Start.AddDays(1), Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task The_newest_fact_of_a_kind_is_the_latest_in_time_of_each_subject()
    {
        await Store.Facts.AppendAsync([TestEvents.Fact(5), TestEvents.Fact(3), TestEvents.Fact(1, subject: "box"), TestEvents.Fact(9, kind: "other"), TestEvents.Fact(7, site: "elsewhere")], Stop);
        await Store.Facts.AppendAsync([TestEvents.Fact(2, subject: "box"), TestEvents.Fact(4)], Stop);
        Assert.Equal([6, 1], (await Store.Facts.NewestAsync("plant", "object-located", Stop).ToListAsync(Stop)).Select(logged => logged.Sequence));
    }

    [Fact]
    public async Task Threads_are_found_by_their_newest_chapter_newest_first()
    {
        await Store.Facts.AppendAsync([TestEvents.Fact(1, kind: "started", thread: "a"), TestEvents.Fact(2, kind: "started", thread: "b"), TestEvents.Fact(3, kind: "closed", thread: "a")], Stop);
        await Store.Facts.AppendAsync([TestEvents.Fact(4, kind: "started", thread: "c"), TestEvents.Fact(5, kind: "acknowledged", thread: "b")], Stop);
        Assert.Equal([1, 3], (await Store.Facts.OfThreadAsync("a", Stop)).Select(logged => logged.Sequence));
        Assert.Equal([5, 4], (await Store.Facts.ThreadsAsync(["started", "acknowledged"], null, 10, Stop)).Select(logged => logged.Sequence));
        Assert.Equal([4], (await Store.Facts.ThreadsAsync(["started"], null, 10, Stop)).Select(logged => logged.Sequence));
        Assert.Single(await Store.Facts.ThreadsAsync(["started", "acknowledged"], null, 1, Stop));
        Assert.Equal([4], (await Store.Facts.ThreadsAsync(["started", "acknowledged"], 5, 10, Stop)).Select(logged => logged.Sequence));
    }

    [Fact]
    public async Task Waiting_for_facts_ends_with_one()
    {
        Task waiting = Store.Facts.WaitAfterAsync(0, Stop);
        Assert.False(waiting.IsCompleted);
        await Store.Facts.AppendAsync([TestEvents.Fact(1)], Stop);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    /// <summary>The slow, obvious check: the sequence of the first record that does not fit.</summary>
    private static long? BrokenAt(IEnumerable<LoggedFact> log)
    {
        (long sequence, string hash) = (0L, FactHash.Genesis);
        foreach (LoggedFact logged in log)
        {
            sequence++;
            hash = FactHash.Chained(hash, sequence, logged.RecordTime, logged.Fact);
            if (logged.Sequence != sequence || logged.Hash != hash)
            {
                return sequence;
            }
        }

        return null;
    }
}
