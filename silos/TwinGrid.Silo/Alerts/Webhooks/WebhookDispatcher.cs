using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Leases;
using TwinGrid.Store;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>
/// Keeps one lane going for each webhook, so that a slow or dead target holds nobody else up. Of the silos that share a database one
/// does it; which webhooks there are it reads again and again, because the others may be asked to add some.
/// </summary>
internal sealed class WebhookDispatcher(
    WebhookBook book, WebhookSender sender, ITraceStore store, SiloSettings settings, LeaseBook leases, TimeProvider time, ILogger<WebhookDispatcher> log) : BackgroundService
{
    private readonly Dictionary<string, (CancellationTokenSource Stop, Task Running)> _lanes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        settings.Alerts.IsDispatching ? leases.HoldAsync("alert-webhooks", DispatchAsync, stoppingToken) : Task.CompletedTask;

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
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

                await leases.ChangedAsync(changed, stoppingToken);
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
