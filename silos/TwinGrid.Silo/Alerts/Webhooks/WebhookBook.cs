using System.Collections.Immutable;
using TwinGrid.Store;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>How far a webhook has come.</summary>
/// <param name="Sequence">Everything up to here is delivered, not wanted, or a dead letter.</param>
/// <param name="Attempts">Failed attempts at the next wanted fact.</param>
/// <param name="Due">When the next attempt is due; null for at once.</param>
internal sealed record WebhookCursor(long Sequence, int Attempts, DateTimeOffset? Due);

/// <summary>A fact that a target never took.</summary>
/// <param name="Id">Webhook and sequence.</param>
/// <param name="Webhook">Id of the webhook.</param>
/// <param name="Url">Where it was posted.</param>
/// <param name="Sequence">The fact's place in the log.</param>
/// <param name="Kind">Kind of the fact.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">What the last attempt met.</param>
/// <param name="Time">When that was.</param>
internal sealed record DeadLetter(string Id, string Webhook, string Url, long Sequence, string Kind, int Attempts, string Reason, DateTimeOffset Time);

/// <summary>All webhooks, their cursors and dead letters; durable on return.</summary>
internal sealed class WebhookBook(ITraceStore store) : IDisposable
{
    private const int MostWebhooks = 100;
    private readonly Documents<Webhook> _webhooks = new(store, "alert-webhooks");
    private readonly SemaphoreSlim _writing = new(1, 1);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How far each webhook has come, by its id.</summary>
    public Documents<WebhookCursor> Cursors { get; } = new(store, "alert-cursors");

    /// <summary>What was never delivered, by id.</summary>
    public Documents<DeadLetter> DeadLetters { get; } = new(store, "alert-dead-letters");

    /// <summary>All webhooks, oldest first, and a task that completes when this process changes them; others may as well.</summary>
    public async Task<(ImmutableArray<Webhook> All, Task Changed)> AllAsync(CancellationToken cancellationToken)
    {
        // The task first: a change that comes while they are read is looked for again.
        Task changed = Volatile.Read(ref _changed).Task;
        IReadOnlyList<Webhook> all = await _webhooks.AllAsync(webhook => webhook.Id, cancellationToken);
        return ([.. all.OrderBy(webhook => webhook.Created).ThenBy(webhook => webhook.Id, StringComparer.Ordinal)], changed);
    }

    /// <summary>A webhook; null where there is none.</summary>
    public Task<Webhook?> FindAsync(string id, CancellationToken cancellationToken) => _webhooks.FindAsync(id, cancellationToken);

    /// <summary>Adds a webhook; false when there are too many.</summary>
    public async Task<bool> AddAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        if ((await AllAsync(cancellationToken)).All.Length >= MostWebhooks)
        {
            return false;
        }

        await ChangeAsync(() => _webhooks.PutAsync(webhook.Id, webhook, CancellationToken.None), cancellationToken);
        return true;
    }

    /// <summary>Removes a webhook and its cursor, not its dead letters; answers whether there was one.</summary>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
        {
            return false;
        }

        await ChangeAsync(() => _webhooks.DeleteAsync(id, CancellationToken.None), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    /// <summary>Only the wait for its turn can be cancelled: what is kept and what is known here must not differ.</summary>
    private async Task ChangeAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        TaskCompletionSource changed;
        try
        {
            await change();
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        finally
        {
            _writing.Release();
        }

        changed.SetResult();
    }
}
