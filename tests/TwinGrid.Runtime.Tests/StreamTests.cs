using Orleans.Streams;
using Orleans.Streams.Core;

namespace TwinGrid.Runtime.Tests;

public interface IListenerGrain : IGrainWithStringKey
{
    Task Subscribe(string key);

    Task Unsubscribe(string key);

    Task<int> Subscriptions(string key);

    Task Hold(string gate);
}

public sealed class ListenerGrain(Probe probe) : Grain, IListenerGrain, IAsyncObserver<int>
{
    private int _running;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in await Stream(Key).GetAllSubscriptionHandles())
        {
            await handle.ResumeAsync(this);
            probe.See(Key, "resumed");
        }
    }

    public Task Subscribe(string key) => Stream(key).SubscribeAsync(this);

    public async Task Unsubscribe(string key)
    {
        foreach (var handle in await Stream(key).GetAllSubscriptionHandles())
        {
            await handle.UnsubscribeAsync();
        }
    }

    public async Task<int> Subscriptions(string key) => (await Stream(key).GetAllSubscriptionHandles()).Count;

    public async Task Hold(string gate)
    {
        probe.See(Key, "held");
        await probe.Gate(gate);
        probe.See(Key, "released");
    }

    public async Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        var others = _running++;
        await Task.Yield();
        _running--;
        probe.See(Key, others == 0 ? $"{item}" : "overlap");
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    private IAsyncStream<int> Stream(string key) => this.GetStreamProvider("streams").GetStream<int>(StreamId.Create("numbers", key));
}

public interface ITalkerGrain : IGrainWithStringKey
{
    Task Say(string key, int from, int count);
}

public sealed class TalkerGrain : Grain, ITalkerGrain
{
    public async Task Say(string key, int from, int count)
    {
        var stream = this.GetStreamProvider("streams").GetStream<int>(StreamId.Create("numbers", key));
        for (var i = from; i < from + count; i++)
        {
            await stream.OnNextAsync(i);
        }
    }
}

public interface IFactGrain : IGrainWithStringKey
{
    Task Touch();
}

[ImplicitStreamSubscription("facts-of-tests")]
public sealed class FactGrain(Probe probe) : Grain, IFactGrain, IStreamSubscriptionObserver
{
    public Task Touch() => Task.CompletedTask;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<string>().ResumeAsync((fact, _) =>
    {
        probe.See(this.GetPrimaryKeyString(), fact);
        return Task.CompletedTask;
    });
}

public sealed class StreamTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private IAsyncStream<int> Stream => engine.Client.GetStreamProvider("streams").GetStream<int>(StreamId.Create("numbers", _key));

    private static IEnumerable<string> Numbers(int from, int count) => Enumerable.Range(from, count).Select(i => $"{i}");

    private Task<StreamSubscriptionHandle<int>> Listen(string trail) => Stream.SubscribeAsync((item, _) =>
    {
        engine.Probe.See(trail, $"{item}");
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_client_gets_a_clients_items_in_order()
    {
        var handle = await Listen(_key).Soon();
        for (var i = 0; i < 200; i++)
        {
            await Stream.OnNextAsync(i).Soon();
        }

        Assert.Equal(Numbers(0, 200), await engine.Probe.UntilSeen(_key, 200));
        await handle.UnsubscribeAsync().Soon();
    }

    [Fact]
    public async Task A_grain_gets_a_grains_items_in_order_one_at_a_time()
    {
        await engine.Client.GetGrain<IListenerGrain>(_key).Subscribe(_key).Soon();
        await engine.Client.GetGrain<ITalkerGrain>(_key).Say(_key, 0, 200).Soon();
        Assert.Equal(Numbers(0, 200), await engine.Probe.UntilSeen(_key, 200));
    }

    [Fact]
    public async Task A_batch_arrives_in_order()
    {
        var handle = await Listen(_key).Soon();
        await Stream.OnNextBatchAsync(Enumerable.Range(0, 50)).Soon();
        await Stream.OnNextBatchAsync(Enumerable.Range(50, 50)).Soon();
        Assert.Equal(Numbers(0, 100), await engine.Probe.UntilSeen(_key, 100));
        await handle.UnsubscribeAsync().Soon();
    }

    [Fact]
    public async Task Every_subscriber_gets_every_item()
    {
        var handle = await Listen(_key + "a").Soon();
        var other = await Listen(_key + "b").Soon();
        await engine.Client.GetGrain<IListenerGrain>(_key).Subscribe(_key).Soon();
        await engine.Client.GetGrain<ITalkerGrain>(_key).Say(_key, 0, 20).Soon();
        foreach (var trail in new[] { _key, _key + "a", _key + "b" })
        {
            Assert.Equal(Numbers(0, 20), await engine.Probe.UntilSeen(trail, 20));
        }

        await handle.UnsubscribeAsync().Soon();
        await other.UnsubscribeAsync().Soon();
    }

    [Fact]
    public async Task An_item_waits_for_the_call_its_subscriber_runs()
    {
        var grain = engine.Client.GetGrain<IListenerGrain>(_key);
        await grain.Subscribe(_key).Soon();
        var other = await Listen(_key + "other").Soon();
        var holding = grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        await Stream.OnNextAsync(1).Soon();
        await engine.Probe.UntilSeen(_key + "other", 1);
        engine.Probe.Open(_key);
        await holding.Soon();
        Assert.Equal(["held", "released", "1"], await engine.Probe.UntilSeen(_key, 3));
        await other.UnsubscribeAsync().Soon();
    }

    [Fact]
    public async Task A_client_that_has_unsubscribed_gets_nothing_more()
    {
        var handle = await Listen(_key + "gone").Soon();
        await Stream.OnNextAsync(1).Soon();
        await engine.Probe.UntilSeen(_key + "gone", 1);
        await handle.UnsubscribeAsync().Soon();
        var stays = await Listen(_key + "stays").Soon();
        await Stream.OnNextAsync(2).Soon();
        await engine.Probe.UntilSeen(_key + "stays", 1);
        Assert.Equal(["1"], engine.Probe.Seen(_key + "gone"));
        await stays.UnsubscribeAsync().Soon();
    }

    [Fact]
    public async Task Leaving_a_stream_during_its_delivery_ends_it()
    {
        StreamSubscriptionHandle<int>? handle = null;
        handle = await Stream.SubscribeAsync(async (item, _) =>
        {
            engine.Probe.See(_key + "gone", $"{item}");
            await engine.Probe.Gate(_key);
            await handle!.UnsubscribeAsync();
            engine.Probe.See(_key + "gone", "left");
        }).Soon();
        await Stream.OnNextAsync(1).Soon();
        await engine.Probe.UntilSeen(_key + "gone", 1);
        engine.Probe.Open(_key);
        await engine.Probe.UntilSeen(_key + "gone", 2);
        var stays = await Listen(_key + "stays").Soon();
        await Stream.OnNextAsync(2).Soon();
        await engine.Probe.UntilSeen(_key + "stays", 1);
        await stays.UnsubscribeAsync().Soon();
        Assert.Equal(["1", "left"], engine.Probe.Seen(_key + "gone"));
        Assert.Empty(await Stream.GetAllSubscriptionHandles().Soon());
    }

    [Fact]
    public async Task A_grain_that_has_unsubscribed_gets_nothing_more()
    {
        var grain = engine.Client.GetGrain<IListenerGrain>(_key);
        await grain.Subscribe(_key).Soon();
        Assert.Equal(1, await grain.Subscriptions(_key).Soon());
        await Stream.OnNextAsync(1).Soon();
        await engine.Probe.UntilSeen(_key, 1);
        await grain.Unsubscribe(_key).Soon();
        Assert.Equal(0, await grain.Subscriptions(_key).Soon());
        var stays = await Listen(_key + "stays").Soon();
        await Stream.OnNextAsync(2).Soon();
        await engine.Probe.UntilSeen(_key + "stays", 1);
        Assert.Equal(["1"], engine.Probe.Seen(_key));
        await stays.UnsubscribeAsync().Soon();
    }

    [Fact]
    public async Task A_grains_subscription_survives_its_activation()
    {
        var grain = engine.Client.GetGrain<IListenerGrain>(_key);
        await grain.Subscribe(_key).Soon();
        await Stream.OnNextAsync(1).Soon();
        await engine.Probe.UntilSeen(_key, 1);
        await engine.Cluster.DeactivateAsync(grain).Soon();
        await Stream.OnNextAsync(2).Soon();
        Assert.Equal(["1", "resumed", "2"], await engine.Probe.UntilSeen(_key, 3));
    }

    [Fact]
    public async Task An_implicit_subscription_wakes_the_grain_of_the_streams_key()
    {
        var stream = engine.Client.GetStreamProvider("streams").GetStream<string>(StreamId.Create("facts-of-tests", _key));
        await stream.OnNextAsync("located").Soon();
        await stream.OnNextAsync("lost").Soon();
        Assert.Equal(["located", "lost"], await engine.Probe.UntilSeen(_key, 2));
    }
}
