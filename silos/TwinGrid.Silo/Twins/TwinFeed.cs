using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Leases;
using TwinGrid.Store;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Twins;

/// <summary>
/// Carries captured events to the twins of the settings' site: each at least once, with a cursor that outlives the process. One that
/// can't be told is passed over and tried again later. Of the silos that share a database one does it.
/// </summary>
internal sealed class TwinFeed(ITraceStore store, SiloSettings settings, RefusedEvents refused, LeaseBook leases, TimeProvider time, ILogger<TwinFeed> log) : BackgroundService
{
    private const string Collection = TwinFeedEndpoints.CursorCollection;
    private const int BatchSize = 256, Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leases.HoldAsync(
        "twin-feed/" + settings.Site,
        held => Task.WhenAll(KeepOnAsync(() => RunAsync(held), held), KeepOnAsync(() => RetryAsync(held), held)),
        stoppingToken);

    private async Task KeepOnAsync(Func<Task> work, CancellationToken held)
    {
        while (true)
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (held.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Captured events could not be told to the twins of {Site}; trying again in {Seconds} s", settings.Site, Pause.TotalSeconds);
            }

            await Task.Delay(Pause, time, held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        long cursor = await store.Documents.FindAsync(Collection, settings.Site, cancellationToken) is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;
        while (true)
        {
            List<StoredEvent> events = await store.Events.AfterAsync(cursor, cancellationToken).Take(BatchSize).ToListAsync(cancellationToken);
            if (events.Count == 0)
            {
                await store.Events.WaitAfterAsync(cursor, cancellationToken);
                continue;
            }

            // Events made of twins' own facts say nothing new to them.
            StoredEvent[] news = [.. events.Where(stored => !TwinEvents.IsOwn(stored.Event))];
            if (news.Length > 0)
            {
                await TellAsync(news, cancellationToken);
            }

            cursor = events[^1].Sequence;
            await store.Documents.PutAsync(Collection, [new StoredDocument(settings.Site, cursor.ToString(CultureInfo.InvariantCulture))], cancellationToken);
        }
    }

    /// <summary>Tries those again that were passed over, each when it is due.</summary>
    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task added = refused.Added;
            DateTimeOffset? next = (await refused.RetryAsync(isAll: false, cancellationToken)).Next;
            TimeSpan wait = (next - time.GetUtcNow()) ?? LongestPause;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(added, Task.Delay(wait < Pause ? Pause : wait < LongestPause ? wait : LongestPause, time, waiting.Token));
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Tells a batch; when that fails, event by event, so that one that can't be told stops none behind it.</summary>
    private async Task TellAsync(StoredEvent[] events, CancellationToken cancellationToken)
    {
        try
        {
            await refused.Teller.TellAsync(events, cancellationToken);
            return;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(fault, "{Count} captured events could not be told to the twins of {Site} together; telling them one by one", events.Length, settings.Site);
        }

        foreach (StoredEvent stored in events)
        {
            await TellOneAsync(stored, cancellationToken);
        }
    }

    private async Task TellOneAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await refused.Teller.TellAsync([stored], cancellationToken);
                return;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts)
                {
                    log.LogError(fault, "Captured event {Sequence} could not be told to the twins of {Site}; it is passed over for now", stored.Sequence, settings.Site);
                    await refused.AddAsync(stored, fault, cancellationToken);
                    return;
                }
            }

            // A store that is away for a moment is no fault of the event.
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
