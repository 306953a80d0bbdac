using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store;

/// <summary>What became of an event.</summary>
public enum AppendOutcome
{
    /// <summary>It is kept.</summary>
    Stored,

    /// <summary>The same event is there already; nothing changed.</summary>
    Repeated,

    /// <summary>Another event has its id; it is not kept. An error declaration has the id of the event it withdraws, and is no conflict.</summary>
    Conflicting,

    /// <summary>Not kept because another event of the same atomic append is conflicting.</summary>
    RolledBack,
}

/// <summary>Captured events, in the order of capture and by what they say.</summary>
public interface IEventStore
{
    /// <summary>Appends events; durable on return. An error declaration withdraws the event of the same id.</summary>
    /// <param name="events">The events.</param>
    /// <param name="isAtomic">Whether one that conflicts keeps all others out.</param>
    /// <param name="cancellationToken">Ends the wait; what is in a commit is kept all the same.</param>
    /// <returns>What became of each, in order.</returns>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<EpcisEvent> events, bool isAtomic, CancellationToken cancellationToken);

    /// <summary>The event with an id, as last captured: its error declaration when it has one.</summary>
    Task<StoredEvent?> FindAsync(string eventId, CancellationToken cancellationToken);

    /// <summary>The event with an id as it was before any error declaration, though it be withdrawn; null where only the declaration is there.</summary>
    Task<StoredEvent?> FindOriginalAsync(string eventId, CancellationToken cancellationToken);

    /// <summary>
    /// The events that a query wants, in its order, streamed. EventCountLimit and MaxEventCount are the caller's to apply.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="after">The event to go on behind; null to begin.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, EventCursor? after, CancellationToken cancellationToken);

    /// <summary>Events behind a place in the order of capture, as many as there are now.</summary>
    IAsyncEnumerable<StoredEvent> AfterAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Sequence of the newest event; 0 for none.</summary>
    Task<long> LastAsync(CancellationToken cancellationToken);

    /// <summary>Completes when an event behind a place is there.</summary>
    Task WaitAfterAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Distinct values of a field in ordinal order.</summary>
    /// <param name="field">The field.</param>
    /// <param name="after">The value to go on behind; null to begin.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<string>> ValuesAsync(EventField field, string? after, int count, CancellationToken cancellationToken);

    /// <summary>Distinct EPCs and classes mentioned by events (lots of ours left out), canonical, in ordinal order.</summary>
    /// <param name="after">The EPC to go on behind; null to begin.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<string>> EpcsAsync(string? after, int count, CancellationToken cancellationToken);
}
