#if EMBEDDED
using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace TwinGrid.Runtime.Tests.Embedded;

public sealed class HostTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_stop_lets_running_calls_end_then_deactivates_every_grain()
    {
        await using var cluster = EngineFixture.NewBuilder(_probe).Build();
        await cluster.DeployAsync();
        var factory = cluster.Client;
        await factory.GetGrain<ILifetimeGrain>("idle").Instance().Soon();
        var holding = factory.GetGrain<ITimerGrain>("busy").Hold("gate");
        await _probe.UntilSeen("busy", 1);
        var stopping = cluster.StopAllSilosAsync();
        await _probe.UntilSeen("idle", 4);
        Assert.False(stopping.IsCompleted);
        _probe.Open("gate");
        await Task.WhenAll(holding, stopping).Soon();
        Assert.Equal(["held", "released", "left"], _probe.Seen("busy"));
        Assert.Equal("deactivated ShuttingDown", _probe.Seen("idle")[^1]);
    }

    [Fact]
    public async Task A_stopped_engine_takes_no_call()
    {
        await using var cluster = EngineFixture.NewBuilder(_probe).Build();
        await cluster.DeployAsync();
        var factory = cluster.Client;
        var known = factory.GetGrain<ITimerGrain>("known");
        await known.StartOnce().Soon();
        await cluster.Silos[0].StopSiloAsync(stopGracefully: true).Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => known.StartOnce().Soon());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => factory.GetGrain<ITimerGrain>("unknown").StartOnce().Soon());
    }

    [Fact]
    public async Task A_stop_that_cannot_wait_fails_the_calls_that_still_run()
    {
        await using var cluster = EngineFixture.NewBuilder(_probe).Build();
        await cluster.DeployAsync();
        var running = cluster.Client.GetGrain<ITimerGrain>("busy").Hold("gate");
        await _probe.UntilSeen("busy", 1);
        var waiting = cluster.Client.GetGrain<ITimerGrain>("busy").Leave();
        await cluster.Silos[0].StopSiloAsync(stopGracefully: false).Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => running.Soon());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting.Soon());
        _probe.Open("gate");
    }

    [Fact]
    public async Task A_stop_among_grains_that_end_by_themselves_finds_none_at_work()
    {
        var warnings = new Warnings();
        for (var round = 0; round < 30; round++)
        {
            using var host = Host.CreateDefaultBuilder()
                .ConfigureLogging(logging => logging.ClearProviders().AddProvider(warnings))
                .ConfigureServices(services => services.AddSingleton(_probe))
                .UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorageAsDefault())
                .Build();
            await host.StartAsync(TestContext.Current.CancellationToken);
            var factory = host.Services.GetRequiredService<IGrainFactory>();
            await Task.WhenAll(Enumerable.Range(0, 300).Select(number => factory.GetGrain<ILifetimeGrain>($"{number}").LeaveAfterThis())).Soon();
            await host.StopAsync(TestContext.Current.CancellationToken).Soon();
        }

        Assert.Empty(warnings.Texts);
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Texts.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    [Fact]
    public async Task Items_taken_before_a_stop_are_delivered_before_it()
    {
        await using var cluster = EngineFixture.NewBuilder(_probe).Build();
        await cluster.DeployAsync();
        await cluster.Client.GetGrain<IListenerGrain>("s").Subscribe("s").Soon();
        var stream = cluster.Client.GetStreamProvider("streams").GetStream<int>(StreamId.Create("numbers", "s"));
        await stream.OnNextBatchAsync(Enumerable.Range(0, 500)).Soon();
        await cluster.StopAllSilosAsync().Soon();
        Assert.Equal(500, _probe.Seen("s").Count);
    }

    [Fact]
    public async Task A_producer_waits_for_a_subscriber_that_is_slow()
    {
        await using var cluster = EngineFixture.NewBuilder(_probe).Build();
        await cluster.DeployAsync();
        var stream = cluster.Client.GetStreamProvider("streams").GetStream<int>(StreamId.Create("numbers", "s"));
        var taken = 0;
        await stream.SubscribeAsync(async (_, _) =>
        {
            await _probe.Gate("go");
            Interlocked.Increment(ref taken);
            _probe.See("taken", "one");
        }).Soon();
        var producing = stream.OnNextBatchAsync(Enumerable.Range(0, 5000));
        Assert.False(producing.IsCompleted);
        _probe.Open("go");
        await producing.Soon();
        await _probe.UntilSeen("taken", 5000);
        Assert.Equal(5000, Volatile.Read(ref taken));
    }

    [Fact]
    public async Task Two_clusters_in_one_process_share_nothing()
    {
        await using var one = EngineFixture.NewBuilder(_probe).Build();
        await using var two = EngineFixture.NewBuilder(_probe).Build();
        await one.DeployAsync();
        await two.DeployAsync();
        await one.Client.GetGrain<ILedgerGrain>("same").Deposit(5, "five").Soon();
        Assert.Equal(0, await two.Client.GetGrain<ILedgerGrain>("same").Balance().Soon());
    }

    [Fact]
    public async Task A_generic_host_runs_the_engine_and_gives_the_ways_in()
    {
        using var host = Host.CreateDefaultBuilder()
            .ConfigureServices(services => services.AddSingleton(_probe))
            .UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorageAsDefault())
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Same(host.Services.GetRequiredService<IClusterClient>(), host.Services.GetRequiredService<IGrainFactory>());
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrderGrain>("x").Put(1).Soon();
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_error_reaches_the_caller_as_the_very_object()
    {
        await using var cluster = EngineFixture.NewBuilder(_probe).Build();
        await cluster.DeployAsync();
        var error = await Assert.ThrowsAsync<TagTornOffException>(() => cluster.Client.GetGrain<IFaultGrain>("x").ThrowOwn().AsTask().Soon());
        Assert.Contains(nameof(FaultGrain.ThrowOwn), error.StackTrace, StringComparison.Ordinal);
    }
}
#endif
