using Orleans.TestingHost;

namespace TwinGrid.Runtime.Tests;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int value);

    Task<int> TwiceThere(string other, int value);

    ValueTask Quiet();

    Task Fail();
}

public sealed class FilteredGrain : Grain, IFilteredGrain
{
    public Task<int> Twice(int value) => Task.FromResult(2 * value);

    public Task<int> TwiceThere(string other, int value) => GrainFactory.GetGrain<IFilteredGrain>(other).Twice(value);

    public ValueTask Quiet() => default;

    public Task Fail() => throw new NotSupportedException("failed");
}

public interface ISelfFilteringGrain : IGrainWithStringKey
{
    Task<string> Say(string what);
}

public sealed class SelfFilteringGrain : Grain, ISelfFilteringGrain, IIncomingGrainCallFilter
{
    public Task<string> Say(string what) => Task.FromResult(what);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = $"[{context.Result}]";
    }
}

public sealed class IncomingFilter(Probe probe) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }

        var key = context.TargetId.Key.ToString()!;
        probe.See(key, $"in {context.InterfaceMethod.Name}/{context.ImplementationMethod.DeclaringType!.Name} {context.MethodName} from {context.SourceId?.Type}");
        try
        {
            await context.Invoke();
        }
        catch (NotSupportedException error)
        {
            probe.See(key, $"caught {error.Message}");
            throw;
        }

        if (context.Result is int result && context.Request.GetArgument(0) is 7)
        {
            context.Result = result + 1;
        }
    }
}

public sealed class OutgoingFilter(Probe probe) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!context.InterfaceName.Contains(nameof(IFilteredGrain), StringComparison.Ordinal) || context.SourceId?.Type.ToString() != "filtered")
        {
            await context.Invoke();
            return;
        }

        probe.See(context.TargetId.Key.ToString()!, $"out {context.MethodName} of {context.Request.GetArgumentCount()}");
        await context.Invoke();
        if (context.Result is 6)
        {
            context.Result = 66;
        }
    }
}

public sealed class FilterTests : IAsyncLifetime
{
    private readonly Probe _probe = new();
    private readonly string _key = EngineFixture.NewKey();
    private InProcessTestCluster _cluster = null!;

    private IFilteredGrain Grain => _cluster.Client.GetGrain<IFilteredGrain>(_key);

    public async ValueTask InitializeAsync()
    {
        var builder = EngineFixture.NewBuilder(_probe);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddIncomingGrainCallFilter<IncomingFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingFilter>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task An_incoming_filter_sees_grain_and_method()
    {
        Assert.Equal(8, await Grain.Twice(4).Soon());
        Assert.StartsWith("in Twice/FilteredGrain Twice from ", _probe.Seen(_key)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incoming_filter_sees_which_grain_calls()
    {
        var other = EngineFixture.NewKey();
        Assert.Equal(10, await Grain.TwiceThere(other, 5).Soon());
        Assert.Equal(["out Twice of 1", "in Twice/FilteredGrain Twice from filtered"], _probe.Seen(other));
    }

    [Fact]
    public async Task An_incoming_filter_may_change_the_result() => Assert.Equal(15, await Grain.Twice(7).Soon());

    [Fact]
    public async Task An_incoming_filter_sees_the_error_and_the_caller_gets_it()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => Grain.Fail().Soon());
        Assert.Equal("failed", error.Message);
        Assert.Equal("caught failed", _probe.Seen(_key)[1]);
    }

    [Fact]
    public async Task An_outgoing_filter_may_change_the_result() =>
        Assert.Equal(66, await Grain.TwiceThere(EngineFixture.NewKey(), 3).Soon());

    [Fact]
    public async Task A_call_without_a_result_passes_the_filters()
    {
        await Grain.Quiet().AsTask().Soon();
        Assert.Single(_probe.Seen(_key));
    }

    [Fact]
    public async Task A_grain_may_filter_its_own_calls() =>
        Assert.Equal("[hello]", await _cluster.Client.GetGrain<ISelfFilteringGrain>(_key).Say("hello").Soon());
}
