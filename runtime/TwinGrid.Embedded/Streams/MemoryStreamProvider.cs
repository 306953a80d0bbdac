using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace TwinGrid.Embedded;

/// <summary>
/// Streams within the process. Every subscription has a bounded buffer and a pump of its own; a producer waits while
/// a buffer is full, so a slow subscriber slows its producers and nothing is lost.
/// </summary>
internal sealed class MemoryStreamProvider(IServiceProvider services, string name) : IStreamProvider, IEnginePart
{
    private readonly ConcurrentDictionary<StreamId, Subscription[]> _streams = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private ILookup<string, GrainClass>? _implicit;
    private long _sequence;

    public string Name => name;

    public bool IsRewindable => false;

    public Engine Engine { get; } = services.GetRequiredService<Engine>();

    public CancellationToken Ended => _ended.Token;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var pumps = _streams.Values.SelectMany(all => all).Select(subscription => subscription.CompleteAsync()).ToArray();
        await Task.WhenAll(pumps).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ended.CancelAsync();
    }

    /// <summary>Gives an item to every subscription, in one order for all that one producer gives.</summary>
    public Task PublishAsync(StreamId stream, Func<IStreamSink, StreamSequenceToken, Task> item)
    {
        var delivery = new Delivery(item, new SequenceToken(Interlocked.Increment(ref _sequence)));
        Task? waiting = null;

        // All buffers are asked before any is waited for: else a full one could let later items pass in the next.
        foreach (var subscription in SubscriptionsOf(stream))
        {
            var write = subscription.WriteAsync(delivery);
            if (!write.IsCompletedSuccessfully)
            {
                waiting = waiting is null ? write.AsTask() : Task.WhenAll(waiting, write.AsTask());
            }
        }

        return waiting ?? Task.CompletedTask;
    }

    public Subscription[] SubscriptionsOf(StreamId stream) => _streams.TryGetValue(stream, out var found)
        ? found
        : AddImplicit(stream);

    public void Add(Subscription subscription)
    {
        lock (_gate)
        {
            _streams[subscription.Stream] = [.. SubscriptionsOf(subscription.Stream), subscription];
        }
    }

    public void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            var all = SubscriptionsOf(subscription.Stream);
            if (!all.Contains(subscription))
            {
                return;
            }

            var left = all.Where(other => other != subscription).ToArray();
            if (left.Length > 0)
            {
                _streams[subscription.Stream] = left;
            }
            else
            {
                _streams.TryRemove(subscription.Stream, out _);
            }
        }

        subscription.Cancel();
    }

    private Subscription[] AddImplicit(StreamId stream)
    {
        _implicit ??= Engine.Catalog.Classes
            .SelectMany(grains => grains.Implementation.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(a => (a.Namespace, grains)))
            .ToLookup(pair => pair.Namespace, pair => pair.grains);
        if (!_implicit.Contains(stream.GetNamespace() ?? string.Empty))
        {
            return [];
        }

        lock (_gate)
        {
            if (!_streams.TryGetValue(stream, out var found))
            {
                found = [.. _implicit[stream.GetNamespace()!].Select(grains => new Subscription(this, stream, grains, stream.GetKeyAsString(), isImplicit: true))];
                _streams[stream] = found;
            }

            return found;
        }
    }

    private sealed class SequenceToken(long number) : StreamSequenceToken
    {
        public override long SequenceNumber { get; protected set; } = number;

        public override int EventIndex { get; protected set; }

        public override bool Equals(StreamSequenceToken? other) => other?.SequenceNumber == SequenceNumber;

        public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

        public override int GetHashCode() => SequenceNumber.GetHashCode();

        public override int CompareTo(StreamSequenceToken? other) => SequenceNumber.CompareTo(other?.SequenceNumber ?? long.MinValue);

        public override string ToString() => SequenceNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>An item with its place, typed again only at the observer.</summary>
internal sealed record Delivery(Func<IStreamSink, StreamSequenceToken, Task> Item, StreamSequenceToken Token)
{
    public Task ToAsync(IStreamSink sink) => Item(sink, Token);
}

/// <summary>An observer without its item type.</summary>
internal interface IStreamSink
{
    Task OnErrorAsync(Exception error);
}

internal sealed class StreamSink<T>(IAsyncObserver<T> observer) : IStreamSink
{
    public IAsyncObserver<T> Observer { get; } = observer;

    public Task OnErrorAsync(Exception error) => Observer.OnErrorAsync(error);
}
