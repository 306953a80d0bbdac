using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Streams
{
    /// <summary>Subscribes with delegates.</summary>
    public static class AsyncObservableExtensions
    {
        /// <summary>Subscribes for items.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, null, null));

        /// <summary>Subscribes for items and errors.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, null));

        /// <summary>Subscribes for items and the end.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Task> onCompletedAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, null, onCompletedAsync));

        /// <summary>Subscribes for items, errors and the end.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync, Func<Task> onCompletedAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));
    }

    /// <summary>Resumes with delegates.</summary>
    public static class StreamSubscriptionHandleExtensions
    {
        /// <summary>Resumes for items.</summary>
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, StreamSequenceToken? token = null) =>
            handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, null, null), token);

        /// <summary>Resumes for items and errors.</summary>
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync, StreamSequenceToken? token = null) =>
            handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, null), token);
    }

    /// <summary>Streams by the parts of their names.</summary>
    public static class StreamProviderExtensions
    {
        /// <summary>The stream <paramref name="id"/> of <paramref name="ns"/>.</summary>
        public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string id) =>
            streamProvider.GetStream<T>(StreamId.Create(ns, id));
    }

    internal sealed class DelegateObserver<T>(
        Func<T, StreamSequenceToken?, Task> onNext, Func<Exception, Task>? onError, Func<Task>? onCompleted) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

        public Task OnErrorAsync(Exception ex) => onError?.Invoke(ex) ?? Task.CompletedTask;

        public Task OnCompletedAsync() => onCompleted?.Invoke() ?? Task.CompletedTask;
    }
}

namespace Orleans
{
    /// <summary>The way from a grain to streams.</summary>
    public static class GrainStreamingExtensions
    {
        /// <summary>The stream provider of that name.</summary>
        public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
            grain.GrainContext.ActivationServices.GetRequiredKeyedService<IStreamProvider>(name);

        /// <summary>The stream provider of that name.</summary>
        public static IStreamProvider GetStreamProvider(this Grain grain, string name) => ((IGrainBase)grain).GetStreamProvider(name);
    }

    /// <summary>The way from other code to streams.</summary>
    public static class ClientStreamingExtensions
    {
        /// <summary>The stream provider of that name.</summary>
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            client.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
    }

    /// <summary>Subscribes the grain of each key to the stream of that key in a namespace.</summary>
    /// <param name="streamNamespace">The namespace.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
    {
        /// <summary>The namespace.</summary>
        internal string Namespace { get; } = streamNamespace;
    }
}

namespace Orleans.Streams.Core
{
    /// <summary>A grain class with this is handed its subscriptions when items come and no observer is in place.</summary>
    public interface IStreamSubscriptionObserver
    {
        /// <summary>Is to put an observer in place.</summary>
        Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
    }

    /// <summary>Makes the handle of one subscription.</summary>
    public interface IStreamSubscriptionHandleFactory
    {
        /// <summary>The stream's name.</summary>
        StreamId StreamId { get; }

        /// <summary>The provider's name.</summary>
        string ProviderName { get; }

        /// <summary>The subscription's handle.</summary>
        StreamSubscriptionHandle<T> Create<T>();
    }
}
