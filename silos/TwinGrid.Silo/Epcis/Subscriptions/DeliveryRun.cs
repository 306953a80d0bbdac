using System.Globalization;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>A document on its way to a subscriber.</summary>
/// <param name="Id">The same for the same events, also when it is made again after a crash.</param>
/// <param name="Body">An EPCISQueryDocument.</param>
internal readonly record struct Delivery(string Id, ReadOnlyMemory<byte> Body);

/// <summary>Takes deliveries.</summary>
internal interface IReceiver
{
    /// <summary>Hands over a delivery; answers whether it was acknowledged.</summary>
    Task<bool> DeliverAsync(Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>
/// Serves one subscriber, in the order of capture: collects what it wants behind its cursor, hands it over until it is acknowledged,
/// and moves the cursor then and not before. What is under way is noted first, so that after a crash the very same delivery is made.
/// </summary>
/// <param name="subscription">What is wanted.</param>
/// <param name="store">The events.</param>
/// <param name="queries">The query.</param>
/// <param name="answers">Writes documents.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="time">The clock.</param>
internal sealed class DeliveryRun(Subscription subscription, ITraceStore store, NamedQueries queries, EventAnswers answers, EpcisSettings settings, TimeProvider time)
{
    private const int UnsavedSteps = 10_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private long _saved;

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(IReceiver receiver, ICursor place, CancellationToken cancellationToken)
    {
        DeliveryCursor cursor = await StartAsync(place, cancellationToken);
        if (cursor.PendingTo is { } end)
        {
            cursor = await DrainAsync(cursor, end, receiver, place, isEmptyTold: false, cancellationToken);
        }

        QuerySchedule? schedule = subscription.Schedule is { } fields ? QuerySchedule.Parse(fields) : null;
        while (true)
        {
            if (schedule is null)
            {
                await store.Events.WaitAfterAsync(cursor.Sequence, cancellationToken);
            }
            else
            {
                await WaitAsync(schedule.After(time.GetUtcNow()) ?? DateTimeOffset.MaxValue, cancellationToken);
            }

            long last = await store.Events.LastAsync(cancellationToken);
            cursor = await DrainAsync(cursor, last, receiver, place, schedule is not null && subscription.ReportIfEmpty, cancellationToken);
        }
    }

    /// <summary>Notes where a new subscriber begins, so that nothing captured from then on is missed.</summary>
    public async Task<DeliveryCursor> StartAsync(ICursor place, CancellationToken cancellationToken)
    {
        if (await place.ReadAsync(cancellationToken) is { } known)
        {
            _saved = known.Sequence;
            return known;
        }

        var cursor = new DeliveryCursor(subscription.InitialRecordTime is null ? await store.Events.LastAsync(cancellationToken) : 0);
        await place.WriteAsync(cursor, cancellationToken);
        _saved = cursor.Sequence;
        return cursor;
    }

    /// <summary>Waits for a moment, a day at a time: no timer runs for more than some seven weeks.</summary>
    private async Task WaitAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        while (moment - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, cancellationToken);
        }
    }

    private async Task<DeliveryCursor> DrainAsync(
        DeliveryCursor cursor, long last, IReceiver receiver, ICursor place, bool isEmptyTold, CancellationToken cancellationToken)
    {
        EventQuery query = subscription.Narrow(await queries.ReadAsync(subscription.QueryName, cancellationToken));
        bool isTold = false;
        while (true)
        {
            long end = cursor.PendingTo ?? last;
            (List<StoredEvent> wanted, long to) = await CollectAsync(query, cursor.Sequence, end, cancellationToken);
            bool isDone = wanted.Count == 0;
            if (isDone && (isTold || !isEmptyTold))
            {
                cursor = cursor with { Sequence = Math.Max(to, cursor.Sequence), PendingTo = null };
                if (cursor.Sequence - _saved >= UnsavedSteps)
                {
                    await place.WriteAsync(cursor, cancellationToken);
                    _saved = cursor.Sequence;
                }

                return cursor;
            }

            await place.WriteAsync(cursor = cursor with { PendingTo = to }, cancellationToken);
            string id = string.Create(CultureInfo.InvariantCulture, $"{subscription.SubscriptionId}-{(isDone ? time.GetUtcNow().UtcTicks : cursor.Sequence)}-{to}");
            await HandOverAsync(new Delivery(id, answers.Document(wanted, subscription.Format, subscription.QueryName, subscription.SubscriptionId)), receiver, cancellationToken);
            cursor = new DeliveryCursor(to, null, time.GetUtcNow());

            // The subscriber has acknowledged: to stop now must not undo that.
            await place.WriteAsync(cursor, CancellationToken.None);
            _saved = to;
            isTold = true;
        }
    }

    /// <summary>What is wanted behind a place, as much as one delivery may have, and the place up to which that is all.</summary>
    private async Task<(List<StoredEvent> Wanted, long To)> CollectAsync(EventQuery query, long after, long end, CancellationToken cancellationToken)
    {
        var wanted = new List<StoredEvent>();
        await foreach (StoredEvent stored in store.Events.AfterAsync(after, cancellationToken))
        {
            if (stored.Sequence > end)
            {
                break;
            }

            if (query.Matches(stored))
            {
                wanted.Add(stored);
                if (wanted.Count == settings.DeliverySize)
                {
                    return (wanted, stored.Sequence);
                }
            }
        }

        return (wanted, end);
    }

    private async Task HandOverAsync(Delivery delivery, IReceiver receiver, CancellationToken cancellationToken)
    {
        TimeSpan pause = settings.RetryFrom;
        while (!await receiver.DeliverAsync(delivery, cancellationToken))
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < settings.RetryUpTo ? pause * 2 : settings.RetryUpTo;
        }
    }
}
