namespace TwinGrid.Runtime.Tests;

public interface ICancelGrain : IGrainWithStringKey
{
    Task WaitForCancellation(CancellationToken cancellationToken);

    Task Hold(string gate);

    Task Note(string what, CancellationToken cancellationToken = default);

    Task<bool> NoteAtOtherButCancel(string other, string what);

    Task<bool> CanBeCancelled(CancellationToken cancellationToken);
}

public sealed class CancelGrain(Probe probe) : Grain, ICancelGrain
{
    public async Task WaitForCancellation(CancellationToken cancellationToken)
    {
        probe.See(this.GetPrimaryKeyString(), "waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            probe.See(this.GetPrimaryKeyString(), "cancelled");
        }
    }

    public async Task Hold(string gate)
    {
        probe.See(this.GetPrimaryKeyString(), "held");
        await probe.Gate(gate);
    }

    public Task Note(string what, CancellationToken cancellationToken = default)
    {
        probe.See(this.GetPrimaryKeyString(), what);
        return Task.CompletedTask;
    }

    public async Task<bool> NoteAtOtherButCancel(string other, string what)
    {
        using var source = new CancellationTokenSource();
        var call = GrainFactory.GetGrain<ICancelGrain>(other).Note(what, source.Token);
        await source.CancelAsync();
        try
        {
            await call;
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public Task<bool> CanBeCancelled(CancellationToken cancellationToken) => Task.FromResult(cancellationToken.CanBeCanceled);
}

public sealed class CancellationTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private ICancelGrain Grain => engine.Client.GetGrain<ICancelGrain>(_key);

    [Fact]
    public async Task A_call_with_a_cancelled_token_fails_and_never_runs()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Grain.Note("ran", new CancellationToken(canceled: true)).Soon());
        await Grain.Note("after").Soon();
        Assert.Equal(["after"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_running_call_sees_its_token_fire_and_its_caller_sees_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(source.Token);
        await engine.Probe.UntilSeen(_key, 1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await engine.Probe.UntilSeen(_key, 2);
        await Grain.Note("after").Soon();
        Assert.Equal(["waiting", "cancelled", "after"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_waiting_call_that_is_cancelled_never_runs()
    {
        var holding = Grain.Hold(_key);
        await engine.Probe.UntilSeen(_key, 1);
        Assert.True(await engine.Client.GetGrain<ICancelGrain>(EngineFixture.NewKey()).NoteAtOtherButCancel(_key, "ran").Soon());
#if ORLEANS
        // Over there the caller is told at once, but the callee only by a message of its own: give that its time.
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);
#endif
        engine.Probe.Open(_key);
        await holding.Soon();
        await Grain.Note("after").Soon();
        Assert.Equal(["held", "after"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_token_that_does_not_fire_changes_nothing()
    {
        using var source = new CancellationTokenSource();
        Assert.True(await Grain.CanBeCancelled(source.Token).Soon());
        await source.CancelAsync();
        await Grain.Note("after").Soon();
    }
}
