using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TwinGrid.Grains;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sites.Running;
using TwinGrid.Store;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Twins;

/// <summary>Carries captured events to the twins of the settings' site: each at least once, with a cursor that outlives the process.</summary>
internal sealed class TwinFeed(
    ITraceStore store, SiloSettings settings, IGrainFactory grains, FirstSight sight, IOptions<TwinOptions> options, TimeProvider time, ILogger<TwinFeed> log) : BackgroundService
{
    private const string Collection = TwinFeedEndpoints.CursorCollection;
    private const int BatchSize = 256, Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var teller = new TwinTeller(grains, store, sight, settings.Site, options.Value.FutureTolerance, time, log);
        while (true)
        {
            try
            {
                await RunAsync(teller, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Captured events could not be told to the twins of {Site}; trying again in {Seconds} s", settings.Site, Pause.TotalSeconds);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(TwinTeller teller, CancellationToken cancellationToken)
    {
        long cursor = await BeginningAsync(cancellationToken);
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
                await TellAsync(teller, news, cancellationToken);
            }

            cursor = events[^1].Sequence;
            await store.Documents.PutAsync(Collection, [new StoredDocument(settings.Site, cursor.ToString(CultureInfo.InvariantCulture))], cancellationToken);
        }
    }

    /// <summary>Tells a batch; when that fails, event by event, so that one that can't be told stops none behind it.</summary>
    private async Task TellAsync(TwinTeller teller, StoredEvent[] events, CancellationToken cancellationToken)
    {
        try
        {
            await teller.TellAsync(events, cancellationToken);
            return;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(fault, "{Count} captured events could not be told to the twins of {Site} together; telling them one by one", events.Length, settings.Site);
        }

        foreach (StoredEvent stored in events)
        {
            await TellOneAsync(teller, stored, cancellationToken);
        }
    }

    private async Task TellOneAsync(TwinTeller teller, StoredEvent stored, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await teller.TellAsync([stored], cancellationToken);
                return;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts)
                {
                    log.LogError(fault, "Captured event {Sequence} could not be told to the twins of {Site}; it is passed over", stored.Sequence, settings.Site);
                    string key = stored.Sequence.ToString("D19", CultureInfo.InvariantCulture);
                    await store.Documents.PutAsync(TwinFeedEndpoints.RefusedCollection, [new StoredDocument(key, fault.Message)], cancellationToken);
                    return;
                }
            }

            // A store that is away for a moment is no fault of the event.
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<long> BeginningAsync(CancellationToken cancellationToken) =>
        await store.Documents.FindAsync(Collection, settings.Site, cancellationToken) is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;
}
