using System.Reflection;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace TwinGrid.Embedded;

/// <summary>One subscriber of one stream: its buffer, and the pump that hands items over one by one.</summary>
internal sealed class Subscription
{
    private const int BufferSize = 1024;
    private const int Attempts = 3;

    private readonly Channel<Delivery> _buffer = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(BufferSize) { SingleReader = true });
    private readonly MemoryStreamProvider _provider;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _cancelled;
    private readonly GrainReference? _grain;
    private readonly Task _pump;

    public Subscription(MemoryStreamProvider provider, StreamId stream, GrainClass? grains, string? key, bool isImplicit)
    {
        _provider = provider;
        Stream = stream;
        IsImplicit = isImplicit;
        _grain = grains is null ? null : new UntypedReference(new GrainReferenceTarget(grains, key!));
        _source = CancellationTokenSource.CreateLinkedTokenSource(provider.Ended);
        _cancelled = _source.Token;

        // Subscribing happens within calls; their context must not leak into every delivery.
        _pump = Task.Run(PumpAsync);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public StreamId Stream { get; }

    public string ProviderName => _provider.Name;

    public bool IsImplicit { get; }

    /// <summary>The observer of a subscriber that is no grain.</summary>
    public IStreamSink? ClientSink { get; set; }

    public bool BelongsTo(Activation? activation) =>
        activation is null ? _grain is null : _grain is not null && _grain.Class == activation.Class && _grain.Key == activation.Key;

    public async ValueTask WriteAsync(Delivery delivery)
    {
        try
        {
            await _buffer.Writer.WriteAsync(delivery, _cancelled);
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // Unsubscribed while the producer waited: there is nobody left to deliver to.
        }
        catch (ChannelClosedException)
        {
            throw Engine.Unavailable();
        }
    }

    public async Task CompleteAsync()
    {
        _buffer.Writer.TryComplete();
        await _pump;
    }

    public void Cancel()
    {
        _source.Cancel();
        _source.Dispose();
    }

    public Task UnsubscribeAsync()
    {
        _provider.Remove(this);
        Activation.Current?.Extras.Sinks.Remove(Id);
        return Task.CompletedTask;
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var delivery in _buffer.Reader.ReadAllAsync(_cancelled))
            {
                await DeliverAsync(delivery);
            }
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // The ordinary end of an unsubscribed pump.
        }
    }

    private async Task DeliverAsync(Delivery delivery)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await HandOverAsync(delivery.ToAsync);
                return;
            }
            catch (Exception exception) when (!_cancelled.IsCancellationRequested)
            {
                if (attempt < Attempts)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), _provider.Engine.Time, _cancelled);
                    continue;
                }

                _provider.Engine.Logger.LogError(exception, "An item of stream {Stream} could not be delivered and is skipped.", Stream);
                await HandOverAsync(sink => sink.OnErrorAsync(exception)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }
        }
    }

    private Task HandOverAsync(Func<IStreamSink, Task> action)
    {
        if (_grain is null)
        {
            return ClientSink is { } sink ? action(sink) : Task.CompletedTask;
        }

        var call = new DeliveryCall(this, action);
        if (_provider.Engine.Admit(call))
        {
            _grain.Dispatch(call);
        }

        return call.Promise;
    }

    /// <summary>A delivery as a call of the grain, so that it takes its turn like any other.</summary>
    private sealed class DeliveryCall(Subscription subscription, Func<IStreamSink, Task> action) : TaskCall
    {
        // A slow subscriber slows its stream; ending the wait would hand it the same item twice.
        public override TimeSpan? TimeLimit => Timeout.InfiniteTimeSpan;

        public override string GetMethodName() => nameof(IStreamConsumer.DeliverAsync);

        public override Type GetInterfaceType() => typeof(IStreamConsumer);

        public override MethodInfo GetMethod() => typeof(IStreamConsumer).GetMethod(nameof(IStreamConsumer.DeliverAsync))!;

        protected override async Task Invoke(object grain)
        {
            var sinks = Target!.Extras.Sinks;
            if (!sinks.ContainsKey(subscription.Id) && grain is IStreamSubscriptionObserver observer)
            {
                await observer.OnSubscribed(new HandleFactory(subscription));
            }

            if (sinks.TryGetValue(subscription.Id, out var sink))
            {
                await action(sink);
            }
            else
            {
                subscription._provider.Engine.Logger.LogWarning(
                    "Grain {Grain} is subscribed to stream {Stream} but did not resume; the item is skipped.", Target.GrainId, subscription.Stream);
            }
        }
    }

    private sealed class HandleFactory(Subscription subscription) : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => subscription.Stream;

        public string ProviderName => subscription.ProviderName;

        public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(subscription);
    }
}

/// <summary>The name under which call filters see a delivery.</summary>
internal interface IStreamConsumer
{
    Task DeliverAsync();
}
