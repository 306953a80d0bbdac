namespace TwinGrid.Runtime.Tests;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false);

    Task StartSlow(string gate);

    Task StartThatThrows();

    Task StartOnce();

    Task ChangeTo(TimeSpan due, TimeSpan period);

    Task Stop();

    Task Hold(string gate);

    Task Leave();

    Task<bool> RejectsNegativeTimes();
}

public sealed class TimerGrain(Probe probe) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _ticking;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(TimeSpan due, TimeSpan period, bool interleave = false)
    {
        _timer = this.RegisterGrainTimer(
            static (self, _) => self.Tick("tick"), this, new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartSlow(string gate)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                var others = _ticking++;
                await Tick($"began beside {others}");
                await probe.Gate(gate);
                _ticking--;
            },
            new() { DueTime = TimeSpan.Zero, Period = TimeSpan.FromMilliseconds(1), Interleave = true });
        return Task.CompletedTask;
    }

    public Task StartThatThrows()
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await Tick("tick");
                throw new NotSupportedException("bad tick");
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public Task StartOnce()
    {
        _timer = this.RegisterGrainTimer(() => Tick("once"), TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task ChangeTo(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        probe.See(Key, "stopped");
        return Task.CompletedTask;
    }

    public async Task Hold(string gate)
    {
        probe.See(Key, "held");
        await probe.Gate(gate);
        probe.See(Key, "released");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<bool> RejectsNegativeTimes()
    {
        try
        {
            this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(1));
            return Task.FromResult(false);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Task.FromResult(true);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.See(Key, "left");
        return Task.CompletedTask;
    }

    private Task Tick(string what)
    {
        probe.See(Key, what);
        return Task.CompletedTask;
    }
}

public sealed class TimerTests(EngineFixture engine)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    private readonly string _key = EngineFixture.NewKey();

    private ITimerGrain Grain => engine.Client.GetGrain<ITimerGrain>(_key);

    /// <summary>Ends when a timer started now on another grain has ticked five times: time in which a wrong tick would show.</summary>
    private async Task OthersTick()
    {
        var other = EngineFixture.NewKey();
        var grain = engine.Client.GetGrain<ITimerGrain>(other);
        await grain.Start(TimeSpan.Zero, Moment).Soon();
        await engine.Probe.UntilSeen(other, 5);
        await grain.Stop().Soon();
    }

    [Fact]
    public async Task A_timer_ticks_again_and_again()
    {
        await Grain.Start(TimeSpan.Zero, Moment).Soon();
        await engine.Probe.UntilSeen(_key, 5);
        await Grain.Stop().Soon();
    }

    [Fact]
    public async Task A_timer_with_an_infinite_period_ticks_once()
    {
        await Grain.StartOnce().Soon();
        await engine.Probe.UntilSeen(_key, 1);
        await OthersTick();
        Assert.Equal(["once"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_tick_waits_for_the_call_that_runs()
    {
        var holding = Grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        var other = EngineFixture.NewKey();
        var starting = Grain.Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await engine.Client.GetGrain<ITimerGrain>(other).StartOnce().Soon();
        await engine.Probe.UntilSeen(other, 1);
        engine.Probe.Open(_key);
        await Task.WhenAll(holding, starting).Soon();
        Assert.Equal("tick", (await engine.Probe.UntilSeen(_key, 3))[2]);
    }

    [Fact]
    public async Task A_tick_that_does_not_interleave_waits_while_a_call_is_held()
    {
        await Grain.Start(TimeSpan.FromMilliseconds(50), Moment).Soon();
        var holding = Grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        var before = engine.Probe.Seen(_key).Count;
        await OthersTick();
        var during = engine.Probe.Seen(_key).SkipWhile(seen => seen != "held").Count(seen => seen == "tick");
        engine.Probe.Open(_key);
        await holding.Soon();
        Assert.Equal(0, during);
        await engine.Probe.UntilSeen(_key, before + 3);
        await Grain.Stop().Soon();
    }

    [Fact]
    public async Task An_interleaving_tick_runs_beside_the_call_that_runs()
    {
        await Grain.Start(TimeSpan.FromMilliseconds(20), Moment, interleave: true).Soon();
        var holding = Grain.Hold(_key);
        var seen = await engine.Probe.UntilSeen(_key, 8);
        Assert.DoesNotContain("released", seen);
        engine.Probe.Open(_key);
        await holding.Soon();
        await Grain.Stop().Soon();
    }

    [Fact]
    public async Task Ticks_of_one_timer_do_not_overlap()
    {
        await Grain.StartSlow(_key).Soon();
        await engine.Probe.UntilSeen(_key, 1);
        await OthersTick();
        Assert.Single(engine.Probe.Seen(_key));
        engine.Probe.Open(_key);
        var seen = await engine.Probe.UntilSeen(_key, 4);
        Assert.All(seen, entry => Assert.Equal("began beside 0", entry));
        await Grain.Leave().Soon();
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await Grain.Start(TimeSpan.Zero, Moment).Soon();
        await engine.Probe.UntilSeen(_key, 2);
        await Grain.Stop().Soon();
        await OthersTick();
        Assert.Equal("stopped", engine.Probe.Seen(_key)[^1]);
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await Grain.Start(TimeSpan.Zero, Moment).Soon();
        await engine.Probe.UntilSeen(_key, 2);
        await engine.Cluster.DeactivateAsync(Grain).Soon();
        await OthersTick();
        Assert.Equal("left", engine.Probe.Seen(_key)[^1]);
    }

    [Fact]
    public async Task A_tick_that_throws_does_not_end_the_timer()
    {
        await Grain.StartThatThrows().Soon();
        await engine.Probe.UntilSeen(_key, 3);
        await Grain.Stop().Soon();
    }

    [Fact]
    public async Task A_changed_timer_keeps_to_its_new_times()
    {
        await Grain.Start(TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Soon();
        await OthersTick();
        Assert.Empty(engine.Probe.Seen(_key));
        await Grain.ChangeTo(TimeSpan.Zero, Moment).Soon();
        await engine.Probe.UntilSeen(_key, 3);
        await Grain.Stop().Soon();
    }

    [Fact]
    public async Task A_negative_time_is_rejected() => Assert.True(await Grain.RejectsNegativeTimes().Soon());
}
