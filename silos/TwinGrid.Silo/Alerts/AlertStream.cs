using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts;

/// <summary>
/// Alerts as server-sent events: the log, read from where the listener left off. The id of an event is its place in the log, so
/// that nothing is lost and nothing told twice however often the connection breaks. Nothing is buffered but one page of the log.
/// </summary>
internal sealed class AlertStream(ITraceStore store, SiloSettings settings, TimeProvider time)
{
    private const int MostListeners = 256;
    private int _listeners;

    /// <summary>Tells a listener what is behind a place in the log, until it goes away.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="after">The place; null for the end of the log as it is now.</param>
    /// <param name="kinds">Kinds wanted, as <see cref="AlertMessage.IsWanted"/> has them.</param>
    /// <param name="site">Site wanted; null for all.</param>
    /// <param name="cancellationToken">Cancelled when the listener is gone or the silo stops.</param>
    /// <returns>Whether there was room for another listener.</returns>
    public async Task<bool> TellAsync(HttpResponse response, long? after, IReadOnlyList<string> kinds, string? site, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _listeners) > MostListeners)
        {
            Interlocked.Decrement(ref _listeners);
            return false;
        }

        try
        {
            long cursor = after ?? (await store.Facts.HeadAsync(cancellationToken)).Sequence;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache";
            await SendAsync(response, $"retry: 2000\nid: {cursor}\n\n", cancellationToken);
            while (true)
            {
                cursor = await TellPageAsync(response, cursor, kinds, site, cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    private async Task<long> TellPageAsync(HttpResponse response, long cursor, IReadOnlyList<string> kinds, string? site, CancellationToken cancellationToken)
    {
        IReadOnlyList<LoggedFact> page = await store.Facts.PageAfterAsync(cursor, cancellationToken);
        if (page.Count == 0)
        {
            if (!await HasMoreAsync(cursor, cancellationToken))
            {
                // An id without data is no event, but moves the place from which the listener comes back.
                await SendAsync(response, $": still here\nid: {cursor}\n\n", cancellationToken);
            }

            return cursor;
        }

        var buffer = new ArrayBufferWriter<byte>();
        foreach (LoggedFact fact in page.Where(fact => AlertMessage.IsWanted(kinds, site, fact.Fact)))
        {
            buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {fact.Sequence}\nevent: {fact.Fact.Kind}\ndata: ")));
            buffer.Write(AlertMessage.Of(fact));
            buffer.Write("\n\n"u8);
        }

        if (buffer.WrittenCount > 0)
        {
            await response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }

        return page[^1].Sequence;
    }

    /// <summary>Waits for a fact behind a place; false after a silence.</summary>
    private async Task<bool> HasMoreAsync(long cursor, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(settings.Alerts.Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            await store.Facts.WaitAfterAsync(cursor, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task SendAsync(HttpResponse response, FormattableString text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
