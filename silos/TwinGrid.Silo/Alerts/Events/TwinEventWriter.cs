using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Leases;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Events;

/// <summary>How far facts have been written as events.</summary>
/// <param name="Sequence">Everything up to here is.</param>
internal sealed record EventCursorDocument(long Sequence);

/// <summary>
/// Writes facts as events into the store of events. An event's id is its fact's, so that a page of the log that is written again
/// after a crash changes nothing.
/// </summary>
internal sealed class TwinEventWriter(
    FactEvents events, ITraceStore store, SiloSettings settings, LeaseBook leases, TimeProvider time, ILogger<TwinEventWriter> log) : BackgroundService
{
    private const string Key = "events";
    private const int MostUnwritten = 5000;
    private readonly Documents<EventCursorDocument> _cursors = new(store, "alert-event-cursors");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Alerts.IsDispatching)
        {
            return;
        }

        try
        {
            await leases.HoldAsync("alert-events", held => Persistent.TryAsync(() => WriteAsync(held), log, time, held), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; the cursor is durable already.
        }
    }

    private async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        long cursor = (await _cursors.FindAsync(Key, cancellationToken))?.Sequence ?? 0;
        long written = cursor;
        while (true)
        {
            IReadOnlyList<LoggedFact> page = await store.Facts.PageAfterAsync(cursor, cancellationToken);
            if (page.Count == 0)
            {
                await store.Facts.WaitAfterAsync(cursor, cancellationToken);
                continue;
            }

            bool hasWritten = false;
            foreach (LoggedFact fact in page)
            {
                // One by one: a withdrawal must find the event that it withdraws, and these facts are few.
                if (await EventOfAsync(fact, cancellationToken) is { } happening)
                {
                    AppendOutcome outcome = (await store.Events.AppendAsync([happening], isAtomic: false, cancellationToken))[0];
                    hasWritten = true;
                    if (outcome is AppendOutcome.Conflicting)
                    {
                        log.LogError("events: expected no other event with the id {Id}, found one", happening.Id);
                    }
                }
            }

            cursor = page[^1].Sequence;
            // What becomes no event is passed over again after a restart, which costs less than writing its place each time.
            if (hasWritten || cursor - written >= MostUnwritten)
            {
                await _cursors.PutAsync(Key, new EventCursorDocument(cursor), cancellationToken);
                written = cursor;
            }
        }
    }

    /// <summary>The event of a fact. One whose event can't be made is passed over: it never can, and those behind it must not wait for it.</summary>
    private async Task<EpcisEvent?> EventOfAsync(LoggedFact fact, CancellationToken cancellationToken)
    {
        try
        {
            return await events.OfAsync(fact, cancellationToken);
        }
        catch (Exception fault) when (fault is EpcisException or InvalidDataException or JsonException or KeyNotFoundException or ArgumentException or FormatException)
        {
            log.LogError(fault, "events: expected fact {Sequence}, {Kind} of {Subject}, to make an event; it is passed over", fact.Sequence, fact.Fact.Kind, fact.Fact.Subject);
            return null;
        }
    }
}
