using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_database_of_version_1_is_migrated_with_its_documents_and_facts()
    {
        await RebuildAsync(1);
        FactRecord[] facts = [TestEvents.Fact(2, thread: "t"), TestEvents.Fact(1), TestEvents.Fact(3, kind: "closed", thread: "t")];
        string hash = FactHash.Genesis;
        for (int index = 0; index < facts.Length; index++)
        {
            FactRecord fact = facts[index];
            hash = FactHash.Chained(hash, index + 1, TestEvents.Start, fact);
            string thread = fact.Thread is null ? "NULL" : $"'{fact.Thread}'";
            await ExecuteAsync(
                $"""
                INSERT INTO facts (seq, id, record_time, site, subject, time, kind, thread, payload, hash)
                VALUES ({index + 1}, {Bytes(fact.Id)}, {TestEvents.Start.UtcTicks}, '{fact.Site}', '{fact.Subject}', {fact.Time.UtcTicks}, '{fact.Kind}', {thread}, '{fact.Payload}', {Bytes(hash)})
                """);
        }

        await ExecuteAsync("""INSERT INTO documents (collection, key, json) VALUES ('jobs', 'one', '{}')""");

        ITraceStore store = await OpenAsync();
        Assert.Equal("{}", await store.Documents.FindAsync("jobs", "one", Stop));
        Assert.Equal((3, hash), await store.Facts.HeadAsync(Stop));
        Assert.Equal([1], (await store.Facts.NewestAsync("plant", "object-located", Stop).ToListAsync(Stop)).Select(logged => logged.Sequence));
        Assert.Equal([3], (await store.Facts.ThreadsAsync(["closed", "object-located"], null, 9, Stop)).Select(logged => logged.Sequence));
        await store.Facts.AppendAsync([.. facts, TestEvents.Fact(4)], Stop);
        await store.Events.AppendAsync([TestEvents.Seen(1, 1)], false, Stop);
        List<LoggedFact> log = await store.Facts.AfterAsync(0, Stop).ToListAsync(Stop);
        Assert.Equal(4, log.Count);
        Assert.Null(BrokenAt(log));
    }

    [Fact]
    public async Task A_database_of_version_3_is_migrated_with_its_events_and_goes_on()
    {
        await AppendAsync(TestEvents.Seen(1, 1, 2), TestEvents.Packed(2, 7, EventAction.Add, 2), TestEvents.Seen(3, 1) with { BizLocation = TestEvents.Store });
        await Store.DisposeAsync();
        await ExecuteAsync("CREATE INDEX places_place ON places (place, epc); DELETE FROM schema_migrations WHERE version > 3");

        ITraceStore store = await OpenAsync();
        await store.Events.AppendAsync([TestEvents.Seen(4, 2) with { BizLocation = TestEvents.Store }], false, Stop);
        Assert.Equal([1L, 2, 3, 4], (await store.Events.AfterAsync(0, Stop).ToListAsync(Stop)).Select(stored => stored.Sequence));
        Assert.Equal([1L, 3], (await store.Steps.OfAsync(TestEvents.Epc(1), Stop)).Select(step => step.Sequence));
        Assert.Equal([TestEvents.Epc(1), TestEvents.Epc(2)], await store.Steps.LastSeenAtAsync(TestEvents.Store, Stop).ToListAsync(Stop));
        Assert.Equal([TestEvents.Pallet(7)], await store.Steps.LastSeenAtAsync(TestEvents.Shop, Stop).ToListAsync(Stop));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ExecuteAsync("DROP INDEX places_place"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_in_one_line()
    {
        await ExecuteAsync("INSERT INTO schema_migrations (version, applied) VALUES (99, 0)");
        TraceStoreException refused = await Assert.ThrowsAsync<TraceStoreException>(OpenAsync);
        Assert.EndsWith("expected a schema of version 4 or older, found 99; a newer TwinGrid made it", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    /// <summary>Bytes as the database's SQL writes them.</summary>
    protected abstract string Bytes(string hex);

    /// <summary>A dialect of this test's own database.</summary>
    private protected abstract Dialect Dialect();

    /// <summary>Makes the database anew at an older version of the schema.</summary>
    private async Task RebuildAsync(int version)
    {
        await Store.DisposeAsync();
        await ExecuteAsync(string.Join("; ", new[] { "schema_migrations", "documents", "facts", "names", "commits", "events", "steps", "places", "field_values", "newest_facts", "threads" }
            .Select(table => $"DROP TABLE {table}")));
        await using Dialect dialect = Dialect();
        await using System.Data.Common.DbConnection writer = await dialect.OpenWriterAsync(Stop);
        await Migrator.RunAsync(dialect, writer, Time, version, Stop);
    }
}
