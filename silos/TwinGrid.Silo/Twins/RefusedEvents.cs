using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TwinGrid.Grains;
using TwinGrid.Silo.Alerts;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sites.Running;
using TwinGrid.Store;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Twins;

/// <summary>A captured event that could not be told to the twins.</summary>
/// <param name="Sequence">Its place in the order of capture.</param>
/// <param name="Reason">What the last attempt met.</param>
/// <param name="Attempts">How often it was tried since it was passed over.</param>
/// <param name="Since">When it was passed over.</param>
/// <param name="Due">When it is tried next; null when it is given up until someone asks for it.</param>
internal sealed record RefusedEvent(long Sequence, string Reason, int Attempts, DateTimeOffset Since, DateTimeOffset? Due)
{
    /// <summary>Its key among documents, in the order of capture.</summary>
    public string Key => Sequence.ToString("D19", CultureInfo.InvariantCulture);
}

/// <summary>
/// The captured events that were passed over, each tried again with growing pauses, a bounded number of times. Trying late or twice
/// does no harm: the twins are told the whole of what the events say each time.
/// </summary>
internal sealed class RefusedEvents(
    ITraceStore store, SiloSettings settings, IGrainFactory grains, FirstSight sight, IOptions<TwinOptions> options, TimeProvider time, ILogger<RefusedEvents> log) : IDisposable
{
    private const int MostAttempts = 10, PageSize = 500;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromHours(1);
    private readonly Documents<RefusedEvent> _documents = new(store, TwinFeedEndpoints.RefusedCollection);
    private readonly SemaphoreSlim _trying = new(1, 1);
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Tells twins.</summary>
    public TwinTeller Teller { get; } = new(grains, store, sight, settings.Site, options.Value.FutureTolerance, time, log);

    /// <summary>Completes when another event is passed over.</summary>
    public Task Added => Volatile.Read(ref _added).Task;

    /// <summary>Notes an event that was passed over; durable on return.</summary>
    public async Task AddAsync(StoredEvent stored, Exception fault, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var refused = new RefusedEvent(stored.Sequence, fault.Message, 0, now, now + FirstPause);
        await _documents.PutAsync(refused.Key, refused, cancellationToken);
        Interlocked.Exchange(ref _added, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>All of them, in the order of capture.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<IReadOnlyList<RefusedEvent>> ListAsync(int count, CancellationToken cancellationToken) => _documents.ListAsync(null, count, cancellationToken);

    /// <summary>Tries those that are due, or all.</summary>
    /// <returns>How many were told, and when the next of the others is due; null for none.</returns>
    public async Task<(int Told, DateTimeOffset? Next)> RetryAsync(bool isAll, CancellationToken cancellationToken)
    {
        await _trying.WaitAsync(cancellationToken);
        try
        {
            int told = 0;
            DateTimeOffset? next = null;
            string? after = null;
            while (await _documents.ListAsync(after, PageSize, cancellationToken) is { Count: > 0 } page)
            {
                foreach (RefusedEvent refused in page)
                {
                    RefusedEvent? left = isAll || refused.Due <= time.GetUtcNow() ? await TryAsync(refused, cancellationToken) : refused;
                    told += left is null ? 1 : 0;
                    next = left?.Due < next || next is null ? left?.Due ?? next : next;
                }

                after = page[^1].Key;
            }

            return (told, next);
        }
        finally
        {
            _trying.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _trying.Dispose();

    /// <summary>One attempt; answers what is left to do, null for nothing.</summary>
    private async Task<RefusedEvent?> TryAsync(RefusedEvent refused, CancellationToken cancellationToken)
    {
        try
        {
            await Teller.TellAsync(await store.Events.AfterAsync(refused.Sequence - 1, cancellationToken).Take(1).ToListAsync(cancellationToken), cancellationToken);
            await _documents.DeleteAsync(refused.Key, CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            int attempts = refused.Attempts + 1;
            TimeSpan pause = FirstPause * Math.Pow(2, attempts);
            DateTimeOffset? due = attempts >= MostAttempts ? null : time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
            RefusedEvent left = refused with { Reason = fault.Message, Attempts = attempts, Due = due };
            log.LogError(fault, "Captured event {Sequence} could not be told to the twins of {Site}, attempt {Attempts}", refused.Sequence, settings.Site, attempts);
            await _documents.PutAsync(left.Key, left, cancellationToken);
            return left;
        }
    }
}
