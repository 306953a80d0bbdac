using Orleans.Runtime;
using Orleans.Streams;

namespace TwinGrid.Embedded;

/// <summary>One stream as its users hold it: a name and a way to the provider.</summary>
internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) =>
        provider.PublishAsync(id, (sink, at) => Typed(sink).OnNextAsync(item, at));

    public Task OnCompletedAsync() => provider.PublishAsync(id, static (sink, _) => Typed(sink).OnCompletedAsync());

    public Task OnErrorAsync(Exception ex) => provider.PublishAsync(id, (sink, _) => sink.OnErrorAsync(ex));

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) =>
        Task.WhenAll(batch.Select(item => OnNextAsync(item, token)));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
        SubscribeAsync(observer);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var activation = Activation.Current;
        var subscription = provider.SubscriptionsOf(id).FirstOrDefault(mine => mine.IsImplicit && mine.BelongsTo(activation));
        var isNew = subscription is null;
        subscription ??= new Subscription(provider, id, activation?.Class, activation?.Key, isImplicit: false);
        var handle = new SubscriptionHandle<T>(subscription);
        var bound = handle.ResumeAsync(observer);
        if (isNew)
        {
            provider.Add(subscription);
        }

        return bound;
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var activation = Activation.Current;
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. provider.SubscriptionsOf(id).Where(mine => mine.BelongsTo(activation)).Select(mine => new SubscriptionHandle<T>(mine))]);
    }

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.StreamId == id && other.ProviderName == ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(id, ProviderName);

    private static IAsyncObserver<T> Typed(IStreamSink sink) => sink is StreamSink<T> typed
        ? typed.Observer
        : throw new InvalidOperationException($"Stream: expected a subscriber for items of {typeof(T)}, found {sink.GetType()}.");
}

internal sealed class SubscriptionHandle<T>(Subscription subscription) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => subscription.Stream;

    public override string ProviderName => subscription.ProviderName;

    public override Guid HandleId => subscription.Id;

    public override Task UnsubscribeAsync() => subscription.UnsubscribeAsync();

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        var sink = new StreamSink<T>(observer);
        if (Activation.Current is { } activation)
        {
            activation.Extras.Sinks[subscription.Id] = sink;
        }
        else
        {
            subscription.ClientSink = sink;
        }

        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other?.HandleId == HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}
