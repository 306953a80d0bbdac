using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>Keeps one lane going for each webhook, so that a slow or dead target holds nobody else up.</summary>
internal sealed class WebhookDispatcher(
    WebhookBook book, WebhookSender sender, ITraceStore store, SiloSettings settings, TimeProvider time, ILogger<WebhookDispatcher> log) : BackgroundService
{
    private readonly Dictionary<string, (CancellationTokenSource Stop, Task Running)> _lanes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Alerts.IsDispatching)
        {
            return;
        }

        try
        {
            while (true)
            {
                (ImmutableArray<Webhook> all, Task changed) = await Persistent.TryAsync(() => book.AllAsync(stoppingToken), log, time, stoppingToken);
                foreach (string gone in _lanes.Keys.Except(all.Select(webhook => webhook.Id)).ToArray())
                {
                    await EndAsync(gone);
                    await Persistent.TryAsync(() => book.Cursors.DeleteAsync(gone, stoppingToken), log, time, stoppingToken);
                }

                foreach (Webhook webhook in all.Where(webhook => !_lanes.ContainsKey(webhook.Id)))
                {
                    var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    _lanes.Add(webhook.Id, (stop, RunAsync(webhook, stop.Token)));
                }

                await changed.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; cursors are durable already.
        }
        finally
        {
            foreach (string id in _lanes.Keys.ToArray())
            {
                await EndAsync(id);
            }
        }
    }

    private async Task RunAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var lane = new WebhookLane(webhook, book, sender, store, settings, time);
        try
        {
            await Persistent.TryAsync(
                async () =>
                {
                    await lane.RunAsync(cancellationToken);
                    return true;
                },
                log,
                time,
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The webhook was removed, or the silo stops.
        }
    }

    private async Task EndAsync(string id)
    {
        (CancellationTokenSource stop, Task running) = _lanes[id];
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        _lanes.Remove(id);
    }
}
