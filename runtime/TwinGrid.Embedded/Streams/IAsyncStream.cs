using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Takes the items of a stream, one after another.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes one item; the next comes when this is done.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>Hears that the stream has ended.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>Hears of an error, among them an item that could not be delivered.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Can be subscribed to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes: a grain by its identity, for good; other code until the process ends.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Subscribes. The streams of this engine cannot be rewound, so the token has no effect.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}

/// <summary>Takes items by batches.</summary>
public interface IAsyncBatchProducer<in T> : IAsyncObserver<T>
{
    /// <summary>Puts items into the stream, in their order.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

/// <summary>A stream, whatever its items.</summary>
public interface IAsyncStream
{
    /// <summary>Whether past items can be read again. They cannot, here.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The stream's name.</summary>
    StreamId StreamId { get; }
}

/// <summary>A stream. Putting an item in is done once every subscriber's buffer has it.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The subscriptions of the grain that asks, or of the code outside grains.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>Gives streams by name.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>Whether past items can be read again. They cannot, here.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream of that name. It need not be made first.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>The place of an item in its stream.</summary>
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken>, IComparable<StreamSequenceToken>
{
    /// <summary>Rises from item to item.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>The place within a batch.</summary>
    public abstract int EventIndex { get; protected set; }

    /// <inheritdoc/>
    public abstract bool Equals(StreamSequenceToken? other);

    /// <inheritdoc/>
    public abstract int CompareTo(StreamSequenceToken? other);
}

/// <summary>A subscription, as its owner holds it.</summary>
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>>
{
    /// <summary>The stream's name.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription's own identity.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription. Items not yet delivered are dropped.</summary>
    public abstract Task UnsubscribeAsync();

    /// <summary>Puts an observer in place, as a grain does after each activation.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    /// <inheritdoc/>
    public abstract bool Equals(StreamSubscriptionHandle<T>? other);
}
