namespace TwinGrid.Runtime.Tests;

public interface ILifetimeGrain : IGrainWithStringKey
{
    Task<Guid> Instance();

    Task<Guid> LeaveAfterThis();

    Task<Guid> HoldThenLeave(string gate);

    Task<string> Identity();
}

public sealed class LifetimeGrain(Probe probe) : Grain, ILifetimeGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.See(this.GetPrimaryKeyString(), "activating");
        await Task.Yield();
        probe.See(this.GetPrimaryKeyString(), "activated");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        probe.See(this.GetPrimaryKeyString(), $"deactivated {reason.ReasonCode}");
    }

    public Task<Guid> Instance()
    {
        probe.See(this.GetPrimaryKeyString(), "called");
        return Task.FromResult(_instance);
    }

    public Task<Guid> LeaveAfterThis()
    {
        DeactivateOnIdle();
        return Task.FromResult(_instance);
    }

    public async Task<Guid> HoldThenLeave(string gate)
    {
        DeactivateOnIdle();
        probe.See(this.GetPrimaryKeyString(), "holding");
        await probe.Gate(gate);
        return _instance;
    }

    public Task<string> Identity() => Task.FromResult(this.GetGrainId().ToString());
}

public interface IFailingStartGrain : IGrainWithStringKey
{
    Task Touch();
}

public sealed class FailingStartGrain(Probe probe) : Grain, IFailingStartGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.See(this.GetPrimaryKeyString(), "start");
        return probe.Seen(this.GetPrimaryKeyString()).Count == 1
            ? Task.FromException(new NotSupportedException("no start"))
            : Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;
}

public sealed class LifetimeTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private ILifetimeGrain Grain => engine.Client.GetGrain<ILifetimeGrain>(_key);

    [Fact]
    public async Task The_first_call_activates_and_runs_after_activation()
    {
        Assert.False(engine.Cluster.TryGetGrainContext(Grain.GetGrainId(), out _));
        await Grain.Instance().Soon();
        Assert.Equal(["activating", "activated", "called"], engine.Probe.Seen(_key));
        Assert.True(engine.Cluster.TryGetGrainContext(Grain.GetGrainId(), out _));
    }

    [Fact]
    public async Task Many_first_callers_share_one_activation()
    {
        var instances = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Grain.Instance()))).Soon();
        Assert.Single(instances.Distinct());
        Assert.Single(engine.Probe.Seen(_key), seen => seen == "activated");
    }

    [Fact]
    public async Task Of_many_grains_that_come_and_go_each_lives_once_at_a_time()
    {
        string[] keys = [.. Enumerable.Range(0, 2000).Select(number => $"{_key}-{number}")];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            foreach (var some in keys.Concat(keys).OrderBy(_ => random.Next()).Chunk(100))
            {
                await Task.WhenAll(some.Select(key =>
                {
                    var grain = engine.Client.GetGrain<ILifetimeGrain>(key);
                    return random.Next(3) == 0 ? grain.LeaveAfterThis() : grain.Instance();
                }));
            }
        }))).Soon();
        foreach (var key in keys)
        {
            var grain = engine.Client.GetGrain<ILifetimeGrain>(key);
            Assert.Equal(await grain.Instance().Soon(), await grain.Instance().Soon());
            var lives = engine.Probe.Seen(key).Where(seen => seen != "called").ToArray();
            Assert.All(lives.Index(), life => Assert.StartsWith((life.Index % 3) switch { 0 => "activating", 1 => "activated", _ => "deactivated" }, life.Item));
        }
    }

    [Fact]
    public async Task A_failed_activation_fails_the_call_and_the_next_one_tries_again()
    {
        var grain = engine.Client.GetGrain<IFailingStartGrain>(_key);
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => grain.Touch().Soon());
        Assert.Equal("no start", error.Message);
        await grain.Touch().Soon();
        Assert.Equal(2, engine.Probe.Seen(_key).Count);
    }

    [Fact]
    public async Task A_grain_that_asks_for_it_is_deactivated_and_made_anew_at_the_next_call()
    {
        var first = await Grain.LeaveAfterThis().Soon();
        await engine.Probe.UntilSeen(_key, 3);
        Assert.Equal("deactivated ApplicationRequested", engine.Probe.Seen(_key)[2]);
        Assert.NotEqual(first, await Grain.Instance().Soon());
    }

    [Fact]
    public async Task Calls_that_come_while_a_grain_leaves_go_to_the_next_activation()
    {
        var leaving = Grain.HoldThenLeave(_key);
        await engine.Probe.UntilSeen(_key, 3);
        var later = Enumerable.Range(0, 20).Select(_ => Grain.Instance()).ToArray();
        engine.Probe.Open(_key);
        var old = await leaving.Soon();
        var instances = await Task.WhenAll(later).Soon();
        Assert.Single(instances.Distinct());
        Assert.DoesNotContain(old, instances);
    }

    [Fact]
    public async Task The_cluster_can_deactivate_a_grain_and_wait_for_it()
    {
        var first = await Grain.Instance().Soon();
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        Assert.Contains("deactivated ApplicationRequested", engine.Probe.Seen(_key));
        Assert.NotEqual(first, await Grain.Instance().Soon());
    }

    [Fact]
    public async Task Waiting_for_deactivation_of_a_grain_that_is_not_there_ends_at_once() =>
        await engine.Cluster.WaitForDeactivationAsync(Grain).Soon();

    [Fact]
    public async Task A_grain_knows_its_identity() => Assert.Equal($"lifetime/{_key}", await Grain.Identity().Soon());
}
