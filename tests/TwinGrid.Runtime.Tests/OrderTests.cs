namespace TwinGrid.Runtime.Tests;

public interface IOrderGrain : IGrainWithStringKey
{
    Task Put(int number);

    ValueTask<int[]> All();
}

public sealed class OrderGrain : Grain, IOrderGrain
{
    private readonly List<int> _numbers = [];

    public async Task Put(int number)
    {
        if (number % 7 == 0)
        {
            await Task.Yield();
        }

        _numbers.Add(number);
    }

    public ValueTask<int[]> All() => new(_numbers.ToArray());
}

public interface ISenderGrain : IGrainWithStringKey
{
    Task SendAll(string target, int count);
}

public sealed class SenderGrain : Grain, ISenderGrain
{
    public Task SendAll(string target, int count)
    {
        var grain = GrainFactory.GetGrain<IOrderGrain>(target);
        return Task.WhenAll(Enumerable.Range(0, count).Select(grain.Put));
    }
}

public interface ITallyGrain : IGrainWithStringKey
{
    ValueTask<long> Add(int amount);
}

public sealed class TallyGrain(Probe probe) : Grain, ITallyGrain
{
    private long _total;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.See("tally", $"{_total}");
        return Task.CompletedTask;
    }

    public ValueTask<long> Add(int amount)
    {
        _total += amount;
        return new(_total);
    }
}

public sealed class OrderTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

#if EMBEDDED
    // Orleans keeps the order between grains of one silo, but not that of a client's calls in flight.
    [Fact]
    public async Task Calls_of_one_client_run_in_the_order_they_were_sent()
    {
        var grain = engine.Client.GetGrain<IOrderGrain>(_key);
        await grain.Put(0).Soon();
        await Task.WhenAll(Enumerable.Range(1, 999).Select(grain.Put)).Soon();
        Assert.Equal(Enumerable.Range(0, 1000), await grain.All().AsTask().Soon());
    }
#endif

    [Fact]
    public async Task Calls_of_one_grain_run_in_the_order_they_were_sent()
    {
        var grain = engine.Client.GetGrain<IOrderGrain>(_key);
        await grain.All().AsTask().Soon();
        await engine.Client.GetGrain<ISenderGrain>(_key).SendAll(_key, 1000).Soon();
        Assert.Equal(Enumerable.Range(0, 1000), await grain.All().AsTask().Soon());
    }

    [Fact]
    public async Task Thousands_of_concurrent_callers_lose_no_call()
    {
        const int Callers = 4000;
        const int CallsEach = 10;
        var grains = Enumerable.Range(0, 20).Select(_ => engine.Client.GetGrain<ITallyGrain>(EngineFixture.NewKey())).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < CallsEach; call++)
            {
                await grains[(caller + call) % grains.Length].Add(1);
            }
        }))).Soon();
        var totals = await Task.WhenAll(grains.Select(grain => grain.Add(0).AsTask())).Soon();
        Assert.Equal(Callers * CallsEach, totals.Sum());
    }

    [Fact]
    public async Task Deactivation_under_load_loses_no_call()
    {
        var grain = engine.Client.GetGrain<ITallyGrain>(_key);
        await grain.Add(0).AsTask().Soon();
        var load = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < 100; call++)
            {
                await grain.Add(1);
            }
        })));
        for (var round = 0; round < 5; round++)
        {
            await engine.Cluster.DeactivateAsync(grain).Soon();
        }

        await load.Soon();
        await engine.Cluster.DeactivateAsync(grain).Soon();
        Assert.Equal(5000, engine.Probe.Seen("tally").Sum(long.Parse));
    }
}
