using System.Globalization;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>
/// Delivers to one webhook, in the order of the log, each fact at least once: the next only when this one is delivered or a dead
/// letter. Where it stands is durable, failed attempts included, so that a restart neither forgets nor hurries.
/// </summary>
internal sealed class WebhookLane(Webhook webhook, WebhookBook book, WebhookSender sender, ITraceStore store, SiloSettings settings, TimeProvider time)
{
    private const int MostUnwritten = 5000;

    /// <summary>Delivers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        WebhookCursor cursor = await book.Cursors.FindAsync(webhook.Id, cancellationToken) ?? new WebhookCursor(webhook.After, 0, null);
        long written = cursor.Sequence;
        while (true)
        {
            IReadOnlyList<LoggedFact> page = await store.Facts.PageAfterAsync(cursor.Sequence, cancellationToken);
            if (page.Count == 0)
            {
                await store.Facts.WaitAfterAsync(cursor.Sequence, cancellationToken);
            }

            foreach (LoggedFact fact in page)
            {
                bool isWanted = webhook.Wants(fact.Fact);
                if (isWanted)
                {
                    await DeliverAsync(fact, cursor, cancellationToken);
                }

                cursor = new WebhookCursor(fact.Sequence, 0, null);
                // What nobody wants is passed over again after a restart, which costs less than writing its place each time.
                if (isWanted || cursor.Sequence - written >= MostUnwritten)
                {
                    await book.Cursors.PutAsync(webhook.Id, cursor, CancellationToken.None);
                    written = cursor.Sequence;
                }
            }
        }
    }

    /// <summary>Returns when a fact is delivered, or is a dead letter.</summary>
    private async Task DeliverAsync(LoggedFact fact, WebhookCursor cursor, CancellationToken cancellationToken)
    {
        // Attempts of an earlier run count for the first wanted fact behind its cursor, which this is.
        int attempts = cursor.Attempts;
        DateTimeOffset? due = cursor.Due;
        while (true)
        {
            TimeSpan wait = (due - time.GetUtcNow()) ?? TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                // A clock that was set back must not hold alerts up.
                await Task.Delay(wait < settings.Alerts.LongestRetry ? wait : settings.Alerts.LongestRetry, time, cancellationToken);
            }

            if (await sender.SendAsync(webhook, fact, cancellationToken) is not { } reason)
            {
                return;
            }

            attempts++;
            DateTimeOffset now = time.GetUtcNow();
            if (attempts >= settings.Alerts.Attempts)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"{webhook.Id}-{fact.Sequence:D19}");
                await book.DeadLetters.PutAsync(id, new DeadLetter(id, webhook.Id, webhook.Url, fact.Sequence, fact.Fact.Kind, attempts, reason, now), cancellationToken);
                return;
            }

            due = now + settings.Alerts.RetryAfter(attempts);
            await book.Cursors.PutAsync(webhook.Id, new WebhookCursor(cursor.Sequence, attempts, due), cancellationToken);
        }
    }
}
