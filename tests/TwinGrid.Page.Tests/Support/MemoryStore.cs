using System.Collections.Concurrent;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Page.Tests.Support;

/// <summary>The part of a store that the page needs, in memory: it outlives the silo of a test.</summary>
internal sealed class MemoryStore : ITraceStore, IDocuments, IFactStore
{
    private readonly ConcurrentDictionary<(string Collection, string Key), string> _documents = new();
    private readonly List<LoggedFact> _facts = [];

    public IEventStore Events => throw new NotSupportedException();

    public IEventSteps Steps => throw new NotSupportedException();

    public IFactStore Facts => this;

    public IDocuments Documents => this;

    public Task PutAsync(string collection, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        foreach (StoredDocument document in documents)
        {
            _documents[(collection, document.Key)] = document.Json;
        }

        return Task.CompletedTask;
    }

    public Task<bool> AddAsync(string collection, StoredDocument document, CancellationToken cancellationToken) =>
        Task.FromResult(_documents.TryAdd((collection, document.Key), document.Json));

    public Task<string?> FindAsync(string collection, string key, CancellationToken cancellationToken) =>
        Task.FromResult(_documents.GetValueOrDefault((collection, key)));

    public Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredDocument>>([.. _documents
            .Where(entry => entry.Key.Collection == collection && string.CompareOrdinal(entry.Key.Key, after) > 0)
            .OrderBy(entry => entry.Key.Key, StringComparer.Ordinal)
            .Take(count)
            .Select(entry => new StoredDocument(entry.Key.Key, entry.Value))]);

    public Task<bool> DeleteAsync(string collection, string key, CancellationToken cancellationToken) => Task.FromResult(_documents.TryRemove((collection, key), out _));

    public Task AppendAsync(IReadOnlyList<FactRecord> facts, CancellationToken cancellationToken)
    {
        lock (_facts)
        {
            _facts.AddRange(facts.Select(fact => new LoggedFact(_facts.Count + 1, fact.Time, fact, fact.Id)));
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<LoggedFact> NewestAsync(
        string site, string kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LoggedFact[] newest;
        lock (_facts)
        {
            newest = [.. _facts.Where(fact => fact.Fact.Site == site && fact.Fact.Kind == kind).GroupBy(fact => fact.Fact.Subject).Select(group => group.MaxBy(fact => fact.Fact.Time)!)];
        }

        foreach (LoggedFact fact in newest)
        {
            yield return fact;
        }

        await Task.CompletedTask;
    }

    public IAsyncEnumerable<LoggedFact> AfterAsync(long sequence, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WaitAfterAsync(long sequence, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<(long Sequence, string Hash)> HeadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LoggedFact> OfSubjectAsync(
        string site, string subject, IReadOnlyList<string> kinds, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedFact>> OfThreadAsync(string thread, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedFact>> ThreadsAsync(IReadOnlyList<string> kinds, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
