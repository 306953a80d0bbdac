using Orleans.Streams;
using TwinGrid.Grains.Objects;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>Hears the facts of the site.</summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly List<ObjectFact> _heard = [];
    private readonly List<(Func<ObjectFact, bool> IsIt, TaskCompletionSource Done)> _waiting = [];
    private StreamSubscriptionHandle<ObjectFact> _handle = null!;

    public IReadOnlyList<ObjectFact> Heard
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard];
            }
        }
    }

    public static async Task<Listener> ToAsync(TwinHouse house)
    {
        var listener = new Listener();
        IAsyncStream<ObjectFact> stream = house.Cluster.Client.GetStreamProvider(ObjectFact.StreamProvider)
            .GetStream<ObjectFact>(StreamId.Create(ObjectFact.StreamNamespace, TwinHouse.Site));
        listener._handle = await stream.SubscribeAsync((fact, _) =>
        {
            listener.Hear(fact);
            return Task.CompletedTask;
        });
        return listener;
    }

    /// <summary>Ends when that many facts were heard.</summary>
    public async Task<IReadOnlyList<ObjectFact>> Until(int count)
    {
        await UntilHeard(_ => _heard.Count >= count);
        return Heard;
    }

    /// <summary>
    /// Everything heard so far: tells an object of the test's own a location and waits for its fact, which stands on the stream
    /// behind all facts told before.
    /// </summary>
    public async Task<IReadOnlyList<ObjectFact>> UpToNowAsync(TwinHouse house)
    {
        string marker = $"marker-{Heard.Count}";
        await house.Thing(marker).Observe(new Regions.TagLocation(
            marker, Model.LocationStatus.Located, default, new Model.PositionCovariance(1, 0, 1), 4, Measured.At(0))).Soon();
        await UntilHeard(fact => fact.ObjectName == marker);
        return [.. Heard.Where(fact => !fact.ObjectName.StartsWith("marker-", StringComparison.Ordinal))];
    }

    public async ValueTask DisposeAsync() => await _handle.UnsubscribeAsync();

    private Task UntilHeard(Func<ObjectFact, bool> isIt)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_heard)
        {
            if (_heard.Any(isIt))
            {
                done.SetResult();
            }
            else
            {
                _waiting.Add((isIt, done));
            }
        }

        return done.Task.Soon();
    }

    private void Hear(ObjectFact fact)
    {
        lock (_heard)
        {
            _heard.Add(fact);
            foreach ((Func<ObjectFact, bool> isIt, TaskCompletionSource done) in _waiting)
            {
                if (isIt(fact))
                {
                    done.TrySetResult();
                }
            }
        }
    }
}
