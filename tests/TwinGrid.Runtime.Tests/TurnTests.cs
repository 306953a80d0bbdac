using Orleans.Concurrency;

namespace TwinGrid.Runtime.Tests;

public interface ITurnGrain : IGrainWithStringKey
{
    Task<int> CountOverlaps(int steps);

    Task Hold(string gate);

    Task Pass();

    [AlwaysInterleave]
    Task PassBeside();

    [ReadOnly]
    Task ReadHold(string gate);

    [ReadOnly]
    Task ReadPass();

    [AlwaysInterleave]
    Task<int> AddManyTimes(int times);

    Task<bool> ComesBackAfterPoolWork();
}

public class TurnGrain(Probe probe) : Grain, ITurnGrain
{
    private int _running;
    private int _overlaps;
    private int _total;
    private int _inTurn;

    public async Task<int> CountOverlaps(int steps)
    {
        _overlaps += _running++ > 0 ? 1 : 0;
        for (var step = 0; step < steps; step++)
        {
            await Task.Yield();
        }

        _running--;
        return _overlaps;
    }

    public async Task Hold(string gate)
    {
        probe.See(this.GetPrimaryKeyString(), "held");
        await probe.Gate(gate);
        probe.See(this.GetPrimaryKeyString(), "released");
    }

    public Task Pass()
    {
        probe.See(this.GetPrimaryKeyString(), "passed");
        return Task.CompletedTask;
    }

    public Task PassBeside() => Pass();

    public Task ReadHold(string gate) => Hold(gate);

    public Task ReadPass() => Pass();

    public async Task<int> AddManyTimes(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
            if (Interlocked.Exchange(ref _inTurn, 1) != 0)
            {
                throw new InvalidOperationException("Two turns at once.");
            }

            _total++;
            Volatile.Write(ref _inTurn, 0);
        }

        return _total;
    }

    public async Task<bool> ComesBackAfterPoolWork()
    {
        await Task.Run(() => { });
        await AddManyTimes(3);

        // Timers can be started on a turn of the grain only.
        using var timer = this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        return true;
    }
}

[Reentrant]
public sealed class ReentrantTurnGrain(Probe probe) : TurnGrain(probe), IReentrantTurnGrain;

public interface IReentrantTurnGrain : ITurnGrain;

public sealed class TurnTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private ITurnGrain Grain => engine.Client.GetGrain<ITurnGrain>(_key, typeof(TurnGrain).FullName);

    [Fact]
    public async Task Concurrent_calls_of_one_grain_never_overlap()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => Grain.CountOverlaps(20));
        Assert.All(await Task.WhenAll(calls).Soon(), overlaps => Assert.Equal(0, overlaps));
    }

    [Fact]
    public async Task A_call_waits_for_the_one_before_it_to_end()
    {
        var first = Grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        var second = Grain.Pass();
        await engine.Client.GetGrain<ITurnGrain>(EngineFixture.NewKey(), typeof(TurnGrain).FullName).Pass().Soon();
        Assert.False(second.IsCompleted);
        engine.Probe.Open(_key);
        await Task.WhenAll(first, second).Soon();
        Assert.Equal(["held", "released", "passed"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_reentrant_grain_takes_a_call_while_another_waits()
    {
        var grain = engine.Client.GetGrain<IReentrantTurnGrain>(_key);
        var first = grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        await grain.Pass().Soon();
        engine.Probe.Open(_key);
        await first.Soon();
        Assert.Equal(["held", "passed", "released"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task An_always_interleaving_call_runs_beside_any_other()
    {
        var first = Grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        await Grain.PassBeside().Soon();
        engine.Probe.Open(_key);
        await first.Soon();
        Assert.Equal(["held", "passed", "released"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_read_only_call_runs_beside_a_read_only_call()
    {
        var first = Grain.ReadHold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        await Grain.ReadPass().Soon();
        engine.Probe.Open(_key);
        await first.Soon();
        Assert.Equal(["held", "passed", "released"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_read_only_call_waits_for_one_that_may_write()
    {
        var writer = Grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        var reader = Grain.ReadPass();
        await Grain.PassBeside().Soon();
        engine.Probe.Open(_key);
        await Task.WhenAll(writer, reader).Soon();
        Assert.Equal(["held", "passed", "released", "passed"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_call_that_may_write_waits_for_a_read_only_one()
    {
        var reader = Grain.ReadHold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        var writer = Grain.Pass();
        await Grain.PassBeside().Soon();
        engine.Probe.Open(_key);
        await Task.WhenAll(writer, reader).Soon();
        Assert.Equal(["held", "passed", "released", "passed"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task Interleaved_calls_still_run_one_turn_at_a_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Grain.AddManyTimes(100))).Soon();
        Assert.Equal(4001, await Grain.AddManyTimes(1).Soon());
    }

    [Fact]
    public async Task Code_after_work_on_the_pool_is_a_turn_of_the_grain_again() =>
        Assert.True(await Grain.ComesBackAfterPoolWork().Soon());
}
