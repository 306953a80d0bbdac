using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Hosting;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Store;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>
/// Subscriptions over WebSocket. A socket alone is served what is captured while it is open. One with a subscriptionID that the
/// client chooses has a durable cursor: each document is acknowledged by a text message, whatever it says, and the next socket with
/// that id goes on behind the last acknowledged one.
/// </summary>
/// <param name="store">Where cursors and events are kept.</param>
/// <param name="queries">Named queries.</param>
/// <param name="answers">Writes documents.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="time">The clock.</param>
/// <param name="lifetime">Tells when the service ends.</param>
internal sealed class SocketSessions(
    ITraceStore store, NamedQueries queries, EventAnswers answers, EpcisSettings settings, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, Session> _open = new();

    /// <summary>Serves a socket until it closes.</summary>
    public async Task ServeAsync(EpcisRequest request, Subscription subscription, string? id)
    {
        string key = subscription.QueryName + "/" + (id ?? subscription.SubscriptionId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, lifetime.ApplicationStopping);
        var session = new Session(stop);
        try
        {
            await TakeOverAsync(key, session, request.Aborted);
            subscription = subscription with { SubscriptionId = id ?? subscription.SubscriptionId };
            ICursor cursor = id is null ? new PassingCursor() : new StoredCursor(store.Documents, "socket/" + key);
            var run = new DeliveryRun(subscription, store, queries, answers, settings, time);

            // Before the handshake: what is captured once the client knows that it is connected is behind the cursor.
            await run.StartAsync(cursor, stop.Token);
            request.Response.Headers["GS1-Query-Min-Record-Time"] = EventAnswers.Text(subscription.InitialRecordTime ?? subscription.CreatedAt);
            using WebSocket socket = await request.Http.WebSockets.AcceptWebSocketAsync();
            await RunAsync(socket, run, cursor, id is not null, stop);
        }
        finally
        {
            _open.TryRemove(KeyValuePair.Create(key, session));
            session.Ended.SetResult();
        }
    }

    /// <summary>Closes all sockets of a query.</summary>
    public async Task CloseAllAsync(string queryName)
    {
        foreach ((string key, Session session) in _open)
        {
            if (key.StartsWith(queryName + "/", StringComparison.Ordinal))
            {
                await session.EndAsync();
            }
        }
    }

    /// <summary>A client that comes again takes the place of its earlier socket, which may be dead without our knowing.</summary>
    private async Task TakeOverAsync(string key, Session session, CancellationToken cancellationToken)
    {
        while (!_open.TryAdd(key, session))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_open.TryGetValue(key, out Session? earlier))
            {
                await earlier.EndAsync();
            }
        }
    }

    private static async Task RunAsync(WebSocket socket, DeliveryRun run, ICursor cursor, bool isAcknowledged, CancellationTokenSource stop)
    {
        using var receiver = new SocketReceiver(socket, isAcknowledged);
        Task serving = run.RunAsync(receiver, cursor, stop.Token);
        Task listening = receiver.ListenAsync(stop.Token);
        await Task.WhenAny(serving, listening);
        await stop.CancelAsync();
        await Task.WhenAll(serving, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed class Session(CancellationTokenSource stop)
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task EndAsync()
        {
            try
            {
                await stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself.
            }

            await Ended.Task;
        }
    }
}

/// <summary>Hands documents over through a socket.</summary>
/// <param name="socket">The socket.</param>
/// <param name="isAcknowledged">Whether the client acknowledges each by a message.</param>
internal sealed class SocketReceiver(WebSocket socket, bool isAcknowledged) : IReceiver, IDisposable
{
    private const int LongestMessage = 1024;
    private readonly SemaphoreSlim _acknowledged = new(0);

    /// <inheritdoc/>
    public async Task<bool> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await socket.SendAsync(delivery.Body, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);
        if (isAcknowledged)
        {
            await _acknowledged.WaitAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Listens for acknowledgements until the client closes.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestMessage];
        while (true)
        {
            ValueWebSocketReceiveResult message = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (message.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            if (message.EndOfMessage)
            {
                _acknowledged.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _acknowledged.Dispose();
}
