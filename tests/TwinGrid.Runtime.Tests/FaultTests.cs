using Orleans.Concurrency;

namespace TwinGrid.Runtime.Tests;

[GenerateSerializer]
public sealed class TagTornOffException : Exception
{
    public TagTornOffException()
    {
    }

    public TagTornOffException(string message)
        : base(message)
    {
    }

    public TagTornOffException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

public interface IFaultGrain : IGrainWithStringKey
{
    Task ThrowAtOnce();

    Task ThrowLater();

    ValueTask<int> ThrowOwn();

    Task ThrowThrough(string other);

    [ResponseTimeout("00:00:00.4")]
    Task<int> AnswerTooLate(string gate);

    [ResponseTimeout("00:00:00.4")]
    Task Quick();

    [OneWay]
    Task Tell(string gate);

    [OneWay]
    Task TellBadly();

    Task<int> Fine();
}

public sealed class FaultGrain(Probe probe) : Grain, IFaultGrain
{
    public Task ThrowAtOnce() => throw new ArgumentException("at once");

    public async Task ThrowLater()
    {
        await Task.Yield();
        throw new KeyNotFoundException("later");
    }

    public ValueTask<int> ThrowOwn() => throw new TagTornOffException("torn off");

    public Task ThrowThrough(string other) => GrainFactory.GetGrain<IFaultGrain>(other).ThrowLater();

    public async Task<int> AnswerTooLate(string gate)
    {
        probe.See(this.GetPrimaryKeyString(), "late");
        await probe.Gate(gate);
        return 1;
    }

    public Task Quick()
    {
        probe.See(this.GetPrimaryKeyString(), "quick");
        return Task.CompletedTask;
    }

    public async Task Tell(string gate)
    {
        await probe.Gate(gate);
        probe.See(this.GetPrimaryKeyString(), "told");
    }

    public Task TellBadly()
    {
        probe.See(this.GetPrimaryKeyString(), "told badly");
        throw new ArgumentException("nobody hears this");
    }

    public Task<int> Fine() => Task.FromResult(42);
}

public sealed class FaultTests(EngineFixture engine)
{
    private readonly string _key = EngineFixture.NewKey();

    private IFaultGrain Grain => engine.Client.GetGrain<IFaultGrain>(_key);

    [Fact]
    public async Task An_error_thrown_at_once_reaches_the_caller_with_type_and_message()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Grain.ThrowAtOnce().Soon());
        Assert.Equal("at once", error.Message);
        Assert.Equal(42, await Grain.Fine().Soon());
    }

    [Fact]
    public async Task An_error_thrown_after_an_await_reaches_the_caller_with_type_and_message()
    {
        var error = await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.ThrowLater().Soon());
        Assert.Equal("later", error.Message);
    }

    [Fact]
    public async Task An_error_of_an_own_type_keeps_its_type()
    {
        var error = await Assert.ThrowsAsync<TagTornOffException>(() => Grain.ThrowOwn().AsTask().Soon());
        Assert.Equal("torn off", error.Message);
    }

    [Fact]
    public async Task An_error_passes_through_a_grain_in_between()
    {
        var error = await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.ThrowThrough(EngineFixture.NewKey()).Soon());
        Assert.Equal("later", error.Message);
    }

    [Fact]
    public async Task A_call_without_an_answer_in_time_fails_with_TimeoutException()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.AnswerTooLate(_key).Soon());
        engine.Probe.Open(_key);
        Assert.Equal(42, await Grain.Fine().Soon());
    }

    [Fact]
    public async Task A_call_that_waits_too_long_for_its_turn_fails_with_TimeoutException_and_never_runs()
    {
        var first = Grain.AnswerTooLate(_key);
        await engine.Probe.UntilSeen(_key, 1);
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Quick().Soon());
        engine.Probe.Open(_key);
        await Assert.ThrowsAsync<TimeoutException>(() => first.Soon());
        await Grain.Fine().Soon();
        Assert.Equal(["late"], engine.Probe.Seen(_key));
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_has_run()
    {
        await Grain.Tell(_key).Soon();
        Assert.Empty(engine.Probe.Seen(_key));
        engine.Probe.Open(_key);
        await engine.Probe.UntilSeen(_key, 1);
    }

    [Fact]
    public async Task An_error_of_a_one_way_call_reaches_nobody()
    {
        await Grain.TellBadly().Soon();
        await engine.Probe.UntilSeen(_key, 1);
        Assert.Equal(42, await Grain.Fine().Soon());
    }
}
