#if EMBEDDED
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using TwinGrid.Support;

namespace TwinGrid.Runtime.Tests.Embedded;

public interface IKeptGrain : IGrainWithStringKey
{
    Task Touch();

    Task KeepFor(TimeSpan time);

    Task TickOften(bool keepAlive);

    Task Hold(string gate);

    Task Remind();
}

[CollectionAgeLimit(Minutes = 10)]
public sealed class KeptGrain(Probe probe) : Grain, IKeptGrain, IRemindable
{
    public Task Touch() => Task.CompletedTask;

    public Task KeepFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task TickOften(bool keepAlive)
    {
        this.RegisterGrainTimer(
            () => Note("tick"),
            new() { DueTime = TimeSpan.FromMinutes(1), Period = TimeSpan.FromMinutes(1), KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public async Task Hold(string gate)
    {
        await Note("held");
        await probe.Gate(gate);
    }

    public Task Remind() => this.RegisterOrUpdateReminder("hourly", TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public Task ReceiveReminder(string reminderName, Orleans.Runtime.TickStatus status) => Note($"{reminderName} {status.CurrentTickTime:HH:mm}");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Note($"left {reason.ReasonCode}");

    private Task Note(string what)
    {
        probe.See(this.GetPrimaryKeyString(), what);
        return Task.CompletedTask;
    }
}

public sealed class FakeTimeTests : IAsyncLifetime
{
    private readonly Probe _probe = new();
    private readonly FakeTime _time = new();
    private InProcessTestCluster _cluster = null!;

    private IKeptGrain Grain => _cluster.Client.GetGrain<IKeptGrain>("kept");

    public async ValueTask InitializeAsync()
    {
        var builder = EngineFixture.NewBuilder(_probe);
        builder.ConfigureSiloHost((_, host) => host.Services.AddSingleton<TimeProvider>(_time));
        builder.ConfigureSilo((_, silo) => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(30)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task An_idle_grain_is_collected_after_its_age_limit()
    {
        await Grain.Touch().Soon();
        await AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.Empty(_probe.Seen("kept"));
        await AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(["left ActivationIdle"], await _probe.UntilSeen("kept", 1));
    }

    [Fact]
    public async Task A_grain_in_use_is_not_collected()
    {
        for (var i = 0; i < 5; i++)
        {
            await Grain.Touch().Soon();
            await AdvanceAsync(TimeSpan.FromMinutes(6));
        }

        Assert.Empty(_probe.Seen("kept"));
    }

    [Fact]
    public async Task A_delayed_deactivation_keeps_an_idle_grain_until_then()
    {
        await Grain.KeepFor(TimeSpan.FromMinutes(30)).Soon();
        await AdvanceAsync(TimeSpan.FromMinutes(28));
        Assert.Empty(_probe.Seen("kept"));
        await AdvanceAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(["left ActivationIdle"], await _probe.UntilSeen("kept", 1));
    }

    [Fact]
    public async Task A_tick_keeps_a_grain_only_when_it_is_told_to()
    {
        await Grain.TickOften(keepAlive: true).Soon();
        for (var minute = 1; minute <= 20; minute++)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(1));
            await _probe.UntilSeen("kept", minute);
        }

        Assert.All(_probe.Seen("kept"), seen => Assert.Equal("tick", seen));
        await _cluster.DeactivateAsync(Grain).Soon();
        await Grain.TickOften(keepAlive: false).Soon();
        for (var minute = 1; minute <= 12; minute++)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await _cluster.WaitForDeactivationAsync(Grain).Soon();
        Assert.Equal("left ActivationIdle", _probe.Seen("kept")[^1]);
    }

    [Fact]
    public async Task A_call_times_out_by_the_clock_of_the_host_and_not_before()
    {
        var call = Grain.Hold("gate");
        await _probe.UntilSeen("kept", 1);
        await AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        await AdvanceAsync(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        _probe.Open("gate");
    }

    [Fact]
    public async Task A_reminder_ticks_at_its_hours_and_wakes_a_collected_grain()
    {
        await Grain.Remind().Soon();
        await AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal("left ActivationIdle", (await _probe.UntilSeen("kept", 1))[0]);
        await AdvanceAsync(TimeSpan.FromMinutes(40));
        Assert.Equal("hourly 01:00", (await _probe.UntilSeen("kept", 2))[1]);
    }

    /// <summary>Advances minute by minute, and lets what came due run before the next: a call to each grain passes through its inbox.</summary>
    private async Task AdvanceAsync(TimeSpan by)
    {
        var step = by < TimeSpan.FromMinutes(1) ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
        for (var done = TimeSpan.Zero; done < by; done += step)
        {
            _time.Advance(step);
            if (_cluster.TryGetGrainContext(Grain.GetGrainId(), out var context) && context is SynchronizationContext turns)
            {
                var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                turns.Post(_ => passed.SetResult(), null);
                await passed.Task.Soon();
            }
        }
    }
}
#endif
