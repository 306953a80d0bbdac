using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Silo.Http;
using TwinGrid.Silo.Leases;
using TwinGrid.Store;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>
/// Subscriptions to webhooks: durable, each served by a run of its own, so that a slow subscriber holds up no other.
/// </summary>
/// <param name="store">Where subscriptions, cursors and events are kept.</param>
/// <param name="queries">Named queries.</param>
/// <param name="answers">Writes documents.</param>
/// <param name="webhooks">Sends webhooks.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="leases">Says whether this silo serves, of those that share a database.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where faults of our own are told.</param>
internal sealed partial class SubscriptionService(
    ITraceStore store, NamedQueries queries, EventAnswers answers, WebhookHttp webhooks, EpcisSettings settings, LeaseBook leases, TimeProvider time, ILogger<SubscriptionService> log)
    : BackgroundService
{
    private const string Collection = "epcis-subscriptions";
    private const char Separator = '/';
    private const int PageSize = 100;
    private readonly ConcurrentDictionary<string, Run> _runs = new();
    private readonly SemaphoreSlim _gate = new(1);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Keeps a subscription and begins to serve it.</summary>
    /// <exception cref="EpcisProblem">There are too many.</exception>
    public async Task AddAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if ((await store.Documents.ListAsync(Collection, null, settings.MaximumSubscriptions, cancellationToken)).Count >= settings.MaximumSubscriptions)
            {
                throw EpcisProblem.Subscription(new Trace.Events.EpcisException("subscriptions", $"at most {settings.MaximumSubscriptions}", "one more"));
            }

            string key = KeyOf(subscription);

            // The cursor first: what is captured from now on is behind it.
            await RunOf(subscription).StartAsync(new StoredCursor(store.Documents, key), cancellationToken);

            // From here on to the end, whether the client waits for it or not: what is kept and what is served must not differ.
            await store.Documents.PutAsync(Collection, [new StoredDocument(key, JsonSerializer.Serialize(subscription, Subscription.Json))], CancellationToken.None);
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A subscription and how far it has been served; null where there is none.</summary>
    public async Task<(Subscription Subscription, DeliveryCursor? Cursor)?> FindAsync(string queryName, string id, CancellationToken cancellationToken) =>
        await store.Documents.FindAsync(Collection, queryName + Separator + id, cancellationToken) is { } json ? await WithCursorAsync(json, cancellationToken) : null;

    /// <summary>Subscriptions of a query in the order of their ids.</summary>
    public async Task<IReadOnlyList<(Subscription Subscription, DeliveryCursor? Cursor)>> ListAsync(
        string queryName, string? after, int count, CancellationToken cancellationToken)
    {
        var found = new List<(Subscription, DeliveryCursor?)>();
        string prefix = queryName + Separator;
        foreach (StoredDocument document in await store.Documents.ListAsync(Collection, prefix + after, count, cancellationToken))
        {
            if (!document.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                break;
            }

            found.Add(await WithCursorAsync(document.Json, cancellationToken));
        }

        return found;
    }

    /// <summary>Ends a subscription; answers whether there was one. No delivery is begun afterwards, by another silo none after some seconds.</summary>
    public async Task<bool> RemoveAsync(string queryName, string id, CancellationToken cancellationToken)
    {
        string key = queryName + Separator + id;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            bool isThere = await store.Documents.DeleteAsync(Collection, key, CancellationToken.None);
            if (_runs.TryRemove(key, out Run? run))
            {
                await run.StopAsync();
            }

            await store.Documents.DeleteAsync(StoredCursor.Collection, key, CancellationToken.None);
            return isThere;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends all subscriptions of a query.</summary>
    public async Task RemoveAllAsync(string queryName, CancellationToken cancellationToken)
    {
        while (await ListAsync(queryName, null, 1, cancellationToken) is [var first])
        {
            await RemoveAsync(queryName, first.Subscription.SubscriptionId, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _gate.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leases.HoldAsync("epcis-subscriptions", ServeAllAsync, stoppingToken);

    private async Task ServeAllAsync(CancellationToken held)
    {
        try
        {
            while (true)
            {
                Task changed = Volatile.Read(ref _changed).Task;
                try
                {
                    await MeetAsync(held);
                }
                catch (Exception fault) when (!held.IsCancellationRequested)
                {
                    Failed(log, fault, "list");
                    await Task.Delay(settings.RetryFrom, time, held);
                    continue;
                }

                await leases.ChangedAsync(changed, held);
            }
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // The silo stops, or another one serves from here on; cursors are durable already.
        }
        finally
        {
            await Task.WhenAll(_runs.Values.Select(run => run.StopAsync()));
            _runs.Clear();
        }
    }

    /// <summary>Serves what is kept and nothing else.</summary>
    private async Task MeetAsync(CancellationToken held)
    {
        await _gate.WaitAsync(held);
        try
        {
            var kept = new HashSet<string>(StringComparer.Ordinal);
            string? after = null;
            while (await store.Documents.ListAsync(Collection, after, PageSize, held) is { Count: > 0 } page)
            {
                foreach (StoredDocument document in page)
                {
                    kept.Add(after = document.Key);
                    if (!_runs.ContainsKey(document.Key))
                    {
                        var stop = CancellationTokenSource.CreateLinkedTokenSource(held);
                        Subscription subscription = JsonSerializer.Deserialize<Subscription>(document.Json, Subscription.Json)!;
                        _runs[document.Key] = new Run(stop, Task.Run(() => ServeAsync(subscription, stop.Token), CancellationToken.None));
                    }
                }
            }

            foreach (string gone in _runs.Keys.Where(key => !kept.Contains(key)).ToArray())
            {
                _runs.TryRemove(gone, out Run? run);
                await run!.StopAsync();
                await store.Documents.DeleteAsync(StoredCursor.Collection, gone, held);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string KeyOf(Subscription subscription) => subscription.QueryName + Separator + subscription.SubscriptionId;

    private DeliveryRun RunOf(Subscription subscription) => new(subscription, store, queries, answers, settings, time);

    private async Task<(Subscription Subscription, DeliveryCursor? Cursor)> WithCursorAsync(string json, CancellationToken cancellationToken)
    {
        Subscription subscription = JsonSerializer.Deserialize<Subscription>(json, Subscription.Json)!;
        return (subscription, await new StoredCursor(store.Documents, KeyOf(subscription)).ReadAsync(cancellationToken));
    }

    /// <summary>A run that fails, for want of the store, is begun again where its cursor stands.</summary>
    private async Task ServeAsync(Subscription subscription, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await RunOf(subscription).RunAsync(new WebhookReceiver(webhooks, subscription, settings), new StoredCursor(store.Documents, KeyOf(subscription)), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Failed(log, fault, KeyOf(subscription));
                await Task.Delay(settings.RetryFrom, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "subscription {Key} failed and is begun again")]
    private static partial void Failed(ILogger log, Exception fault, string key);

    private sealed record Run(CancellationTokenSource Stop, Task Work)
    {
        public async Task StopAsync()
        {
            await Stop.CancelAsync();
            await Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
